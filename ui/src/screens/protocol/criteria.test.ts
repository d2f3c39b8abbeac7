import { describe, expect, it } from "vitest";
import type { Criterion } from "../../host/contract";
import { fault, moved, newCriterion, nextLabel } from "./criteria";

function criterion(label: string, text = "A rule"): Criterion {
  return { id: label.toLowerCase(), label, polarity: label.startsWith("I") ? "inclusion" : "exclusion", text };
}
const CRITERIA = ["I1", "E1", "I2", "E3"].map((label) => criterion(label));
const labels = (criteria: readonly Criterion[]) => criteria.map(({ label }) => label).join(" ");

describe("criteria", () => {
  it("never takes a label twice, also where one is gone", () => {
    expect(nextLabel(CRITERIA, "inclusion")).toBe("I3");
    expect(nextLabel(CRITERIA, "exclusion")).toBe("E4");
    expect(nextLabel([], "exclusion")).toBe("E1");
  });

  it("never takes an identity that an earlier version used", () => {
    expect(newCriterion(CRITERIA, "inclusion", []).id).toBe("i3");
    expect(newCriterion(CRITERIA, "inclusion", ["i3", "i3-2"]).id).toBe("i3-3");
  });

  it("moves past the neighbour of the same kind", () => {
    expect(labels(moved(CRITERIA, "i2", -1))).toBe("I2 I1 E1 E3");
    expect(labels(moved(CRITERIA, "e1", 1))).toBe("I1 I2 E3 E1");
    expect(moved(CRITERIA, "i1", -1)).toBe(CRITERIA);
    expect(moved(CRITERIA, "e3", 1)).toBe(CRITERIA);
    expect(moved(CRITERIA, "unknown", 1)).toBe(CRITERIA);
  });

  it("says what is missing", () => {
    expect(fault(criterion("I1"), CRITERIA)).toBeNull();
    expect(fault({ ...criterion("I9"), label: "e3 " }, CRITERIA)?.words).toContain("e3");
    expect(fault({ ...criterion("I9"), label: "" }, CRITERIA)?.words).toContain("I3");
    expect(fault(criterion("I9", " "), CRITERIA)?.on).toBe("text");
  });
});
