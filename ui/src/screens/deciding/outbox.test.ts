import { expect, test, vi } from "vitest";
import { Failure } from "../../host/failure";
import { Outbox, type Errand } from "./outbox.svelte";

function bench() {
  const log: string[] = [];
  const failing = new Set<string>();
  const errand = (name: string): Errand => ({
    run: async () => {
      log.push(`${name} starts`);
      await Promise.resolve();
      if (failing.has(name)) throw new Failure("refused", `${name} refused`, "");
      log.push(`${name} done`);
    },
    failed: () => log.push(`${name} failed`),
  });
  return { log, failing, errand, outbox: new Outbox<Errand>() };
}

const settled = (outbox: Outbox<Errand>) => vi.waitFor(() => expect(outbox.idle || outbox.stuck !== null).toBe(true));

test("one after the other, in the order in which they were added", async () => {
  const { log, errand, outbox } = bench();
  for (const name of ["a", "b", "c"]) outbox.add(errand(name));
  expect(outbox.waiting).toHaveLength(3);
  await settled(outbox);
  expect(log).toEqual(["a starts", "a done", "b starts", "b done", "c starts", "c done"]);
});

test("behind a failure nothing is sent, also what is added later", async () => {
  const { log, failing, errand, outbox } = bench();
  failing.add("b");
  for (const name of ["a", "b", "c"]) outbox.add(errand(name));
  await settled(outbox);
  outbox.add(errand("d"));
  await Promise.resolve();
  expect(log).toEqual(["a starts", "a done", "b starts", "b failed"]);
  expect(outbox.stuck?.failure.message).toBe("b refused");
  expect(outbox.waiting).toHaveLength(3);
});

test("tried again, it goes on from there and nothing is doubled", async () => {
  const { log, failing, errand, outbox } = bench();
  failing.add("a");
  for (const name of ["a", "b"]) outbox.add(errand(name));
  await settled(outbox);
  failing.clear();
  outbox.retry();
  await settled(outbox);
  expect(log).toEqual(["a starts", "a failed", "a starts", "a done", "b starts", "b done"]);
});

test("another errand takes the place of the one that failed", async () => {
  const { log, failing, errand, outbox } = bench();
  failing.add("a");
  for (const name of ["a", "b"]) outbox.add(errand(name));
  await settled(outbox);
  outbox.replace(errand("other"));
  await settled(outbox);
  expect(log.slice(2)).toEqual(["other starts", "other done", "b starts", "b done"]);
});

test("given up, the others go on", async () => {
  const { log, failing, errand, outbox } = bench();
  failing.add("a");
  for (const name of ["a", "b"]) outbox.add(errand(name));
  await settled(outbox);
  outbox.drop();
  await settled(outbox);
  expect(log).toEqual(["a starts", "a failed", "b starts", "b done"]);
  expect(outbox.idle).toBe(true);
});
