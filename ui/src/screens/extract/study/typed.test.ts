import { expect, it } from "vitest";
import { read, type Typed } from "./typed";

const TYPED: Typed = { status: "reported", value: "22", unit: "", formula: "", note: "table 2", evidence: [] };

it("reads what was typed as it was kept", () => {
  expect(read(JSON.stringify(TYPED))).toEqual(TYPED);
});

it("takes nothing of what is no value", () => {
  for (const text of ["", "22", "null", "{", JSON.stringify({ ...TYPED, value: 22 }), JSON.stringify({ ...TYPED, evidence: null })]) {
    expect(read(text)).toBeNull();
  }
});
