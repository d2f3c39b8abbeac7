import { describe, expect, it } from "vitest";
import type { Counts, Flow, ReviewerStatus } from "../../host/contract";
import { nextSteps } from "./next";

const COUNTS: Counts = {
  records: 100,
  searches: 2,
  duplicates: 0,
  screen: 0,
  screen_total: 100,
  conflicts: 0,
  awaited: 0,
  full_text: 0,
  assessable: 0,
  included: 5,
  extract: 0,
};

const flow = (screened: number, duplicates: number) =>
  ({ screened, removed: { duplicates }, pending: { conflicts: 0 } }) as unknown as Flow;

const person = (name: string, open: number): ReviewerStatus => {
  const load = { total: 100, decided: 100 - open, open, conflicts: 0 };
  return { id: name, name, title_abstract: load, full_text: { ...load, open: 0 }, seconds_per_record: 40 };
};

const ids = (...[standing]: Parameters<typeof nextSteps>) => nextSteps(standing).map(({ id }) => id);

describe("what to do next", () => {
  const own = person("me", 0);
  const usual = { counts: COUNTS, flow: flow(100, 10), hasCriteria: true, own, others: [], settledBy: [] };

  it("begins with the protocol and the searches", () => {
    const counts = { ...COUNTS, searches: 0 };
    expect(ids({ ...usual, counts, hasCriteria: false, own: null })).toEqual(["protocol", "import"]);
  });

  it("asks for duplicates before anybody screens, and not once screening has begun", () => {
    expect(ids({ ...usual, counts: { ...COUNTS, screen: 100 }, flow: flow(0, 0) })).toEqual(["dedupe", "screen"]);
    expect(ids({ ...usual, counts: { ...COUNTS, screen: 90 }, flow: flow(10, 0) })).toEqual(["screen"]);
  });

  it("counts only reports at hand as ready to be assessed", () => {
    const counts = { ...COUNTS, awaited: 6, full_text: 8, assessable: 2 };
    expect(nextSteps({ ...usual, counts }).map(({ text }) => text)).toEqual([
      "Get 6\u00a0reports in full text",
      "Assess 2\u00a0reports in full text",
    ]);
  });

  it("sends nobody to settle what others settle", () => {
    const counts = { ...COUNTS, conflicts: 2 };
    expect(nextSteps({ ...usual, counts }).map(({ text }) => text)).toEqual(["Settle 2\u00a0conflicts"]);
    const [step] = nextSteps({ ...usual, counts, settledBy: ["K. Novak"] });
    expect(step).toMatchObject({ text: "Talk over 2\u00a0conflicts", detail: "They wait for K. Novak to settle." });
  });

  it("leads to extraction once studies are included", () => {
    const counts = { ...COUNTS, extract: 2 };
    expect(nextSteps({ ...usual, counts }).map(({ text }) => text)).toEqual(["Extract the values of 2\u00a0studies"]);
  });

  it("tells a finished reviewer that others are not, and everybody in the end to export", () => {
    expect(ids({ ...usual, others: [person("R. Silva", 4)] })).toEqual(["wait"]);
    expect(ids(usual)).toEqual(["export"]);
  });
});
