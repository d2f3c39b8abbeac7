import { expect, test } from "vitest";
import type { MergedGroup, MergedPage } from "../../host/contract";
import { MergedGroups } from "./merged.svelte";

const group = (id: number): MergedGroup => ({ kept: { id: `r${id}` }, duplicates: [], combined: {} }) as unknown as MergedGroup;

/** Answers as the program does, of so many groups. */
function program(count: number) {
  const asked: [number, number, string][] = [];
  const ask = (offset: number, limit: number, words: string): Promise<MergedPage> => {
    asked.push([offset, limit, words]);
    const all = Array.from({ length: words === "" ? count : 1 }, (_, n) => group(n));
    return Promise.resolve({ total: count, found: all.length, groups: all.slice(offset, offset + limit) });
  };
  return { asked, ask };
}

test("pages come one after the other, none twice", async () => {
  const { asked, ask } = program(130);
  const merged = new MergedGroups(ask);
  await merged.put("");
  await merged.reach(10);
  expect(merged.groups.length).toBe(60);
  await Promise.all([merged.reach(55), merged.reach(58)]);
  await merged.reach(119);
  await merged.reach(129);
  expect(merged.groups.map(({ kept }) => kept.id)).toEqual(Array.from({ length: 130 }, (_, n) => `r${n}`));
  expect(asked.map(([offset]) => offset)).toEqual([0, 60, 120]);
});

test("words begin anew, and renewing keeps what is shown", async () => {
  const { asked, ask } = program(130);
  const merged = new MergedGroups(ask);
  await merged.put("");
  await merged.reach(59);
  await merged.renew();
  expect(merged.groups.length).toBe(120);
  expect(asked.at(-1)).toEqual([0, 120, ""]);
  await merged.put("heart");
  expect([merged.groups.length, merged.found, merged.total]).toEqual([1, 1, 130]);
});
