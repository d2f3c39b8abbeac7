import { describe, expect, it } from "vitest";
import type { Poolable } from "../../host/contract";
import { choiceOf, methodsFor, sideOf, withMeasure, withSide } from "./words";

const readmission: Poolable = {
  outcomes: ["readmission"],
  time_point: "180 days",
  first_arms: ["home visits", "pharmacist"],
  second_arms: ["usual care"],
  effect_measure: "hazard ratio",
  studies: ["A 2001", "B 2002"],
  drafts: [],
  measures: [
    { measure: "odds_ratio", studies: 2 },
    { measure: "risk_ratio", studies: 2 },
    { measure: "ratio", studies: 1 },
  ],
};

describe("a choice", () => {
  it("begins with the risk ratio where as many studies have it", () => {
    const choice = choiceOf(readmission);
    expect(choice.measure).toBe("risk_ratio");
    expect(choice.name).toBe("Readmission, 180 days: intervention against usual care");
    expect(choice.effect_measure).toBeNull();
  });

  it("never keeps a method that the measure does not have", () => {
    const choice = { ...choiceOf(readmission), method: "mantel_haenszel" as const };
    expect(withMeasure(choice, "mean_difference").method).toBe("reml");
    expect(withMeasure(choice, "peto_odds_ratio").method).toBe("peto");
    expect(withMeasure({ ...choice, method: "peto" }, "risk_ratio").hartung_knapp).toBe("no");
    expect(methodsFor("risk_ratio")).toContain("mantel_haenszel");
  });

  it("has an arm on one side only", () => {
    const choice = withSide(choiceOf(readmission), "Usual care", "first");
    expect(sideOf(choice, "usual care")).toBe("first");
    expect(choice.second_arms).toEqual([]);
    expect(sideOf(withSide(choice, "usual care", "none"), "usual care")).toBe("none");
  });
});
