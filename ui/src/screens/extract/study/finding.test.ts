import { describe, expect, it } from "vitest";
import { findingFrom, NOT_REPORTED } from "./finding";

describe("an answer to a value", () => {
  it("keeps a value with its unit, and no empty text", () => {
    expect(findingFrom({ status: "reported", value: "12.5", unit: " mg ", formula: "left over" })).toEqual({
      status: "reported",
      value: "12.5",
      unit: "mg",
      formula: null,
      evidence: [],
    });
    expect(findingFrom({ status: "calculated", value: "3", unit: "", formula: "1 + 2" })).toMatchObject({
      unit: null,
      formula: "1 + 2",
    });
  });

  it("has no value where nothing is reported", () => {
    expect(findingFrom({ status: "not_reported", value: "typed before", unit: "mg", formula: "" })).toEqual(
      NOT_REPORTED,
    );
  });
});
