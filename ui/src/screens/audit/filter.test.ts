import { describe, expect, it } from "vitest";
import { actionLabel, dayBounds, EVERYTHING, filterOf, paramsOf, queryOf } from "./filter";

describe("the filter of the audit trail", () => {
  it("stands in the address as far as it narrows", () => {
    const filter = { ...EVERYTHING, person: "R. Adams", day: "2026-03-09" };
    expect(paramsOf(filter)).toEqual({ person: "R. Adams", day: "2026-03-09" });
    expect(filterOf(paramsOf(filter))).toEqual(filter);
    expect(filterOf({})).toEqual(EVERYTHING);
  });

  it("asks for a whole day of this computer", () => {
    const bounds = dayBounds("2026-03-09");
    expect(bounds).toEqual({ from: new Date(2026, 2, 9).getTime(), until: new Date(2026, 2, 10).getTime() });
    expect(dayBounds("")).toBeNull();
    expect(dayBounds("9.3.2026")).toBeNull();
  });

  it("asks as the person who sits here", () => {
    expect(queryOf(EVERYTHING, "r1", 100, 50)).toEqual({ offset: 100, limit: 50, words: "", viewer: "r1" });
    expect(queryOf({ ...EVERYTHING, action: "decide" }, null)).toEqual({ offset: 0, limit: 0, words: "", action: "decide" });
  });

  it("names the kinds of change", () => {
    expect(actionLabel("decide")).toBe("Decisions");
    expect(actionLabel("undo merge")).toBe("Undo merge");
  });
});
