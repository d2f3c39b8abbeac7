import { describe, expect, it } from "vitest";
import { asked, filled, read, USUAL } from "./asked";

describe("what is typed", () => {
  it("is read with point or comma, and shares as percentages", () => {
    expect(read("0,5")).toBe(0.5);
    expect(read("−2")).toBe(-2);
    const found = asked({ ...USUAL, first: "10", second: "20" });
    expect(found?.question).toEqual({ question: "two_proportions", first: 0.1, second: 0.2, test: "chi_squared", aim: { aim: "difference" } });
    expect(found?.plan).toEqual({ alpha: 0.05, power: 0.8, ratio: 1, drop_out: 0, clusters: null });
  });

  it("asks for nothing while a number is missing", () => {
    expect(asked(USUAL)).toBeNull();
    expect(asked({ ...USUAL, first: "10", second: "x" })).toBeNull();
    expect(asked({ ...USUAL, first: "10", second: "20", goal: "non_inferiority" })).toBeNull();
  });

  it("takes a filled question over", () => {
    const typed = filled(USUAL, { question: "survival", hazard_ratio: 0.71234567, events_second: 0.3, formula: "schoenfeld", aim: { aim: "difference" } });
    expect([typed.kind, typed.hazard_ratio, typed.events]).toEqual(["survival", "0.7123", "30"]);
  });
});
