import { describe, expect, it } from "vitest";
import type { BenchDifference, BenchReport } from "../../host/contract";
import { advice, differenceWords, ruleWords } from "./comparison";

const difference: BenchDifference = {
  figure: { value: -0.12, low: -0.2, high: -0.03 },
  only_first: 4,
  only_second: 16,
  p: 0.012,
  shown: true,
};

describe("a difference between two models", () => {
  it("is said with its interval and the records behind it", () => {
    expect(differenceWords(difference)).toBe(
      "12 % fewer (3 % to 20 %; 4 records only the first has right, 16 only the second)".replaceAll(" %", "\u00a0%"),
    );
  });

  it("is not claimed where the interval contains 0", () => {
    expect(differenceWords({ ...difference, figure: { value: -0.04, low: -0.1, high: 0.02 }, shown: false })).toBe(
      "no difference shown (4 records only the first has right, 16 only the second)",
    );
  });
});

describe("the sentence of a comparison", () => {
  const report = (recommendation: BenchReport["recommendation"]) =>
    ({ rows: [{ model: { name: "Small" } }, { model: { name: "Large" } }], recommendation }) as unknown as BenchReport;

  it("names the smallest that is not shown to be worse", () => {
    expect(advice(report({ advice: "take", row: 0, best: 1 }))).toBe(
      "1. Small is the smallest that is not shown to be worse than the best, 2. Large.",
    );
  });

  it("recommends none where none is better than chance", () => {
    expect(advice(report({ advice: "none_better_than_chance" }))).toMatch(/None is recommended/);
  });
});

it("says how judgements were taken", () => {
  expect(ruleWords({ rule: "labels" })).toBe("by its labels");
});
