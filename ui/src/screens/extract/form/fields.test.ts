import { expect, it } from "vitest";
import type { FormField, Form } from "../../../host/contract";
import { changes, fault, idFor, inShort } from "./fields";

const field = (changes: Partial<FormField>): FormField => ({
  id: "dose",
  section: "",
  label: "Dose",
  guidance: "",
  question: "",
  kind: { type: "text" },
  scope: "study",
  ...changes,
});

const form = (fields: FormField[]): Form => ({ id: "f", version: 1, name: "Form", guidance: "", fields });

it("says what is wrong with a field", () => {
  const dose = field({});
  expect(fault(dose, [dose])).toBeNull();
  expect(fault(field({ label: " " }), [])).toContain("name");
  expect(fault(dose, [dose, field({})])).toContain("Another field");
  expect(fault(field({ kind: { type: "choice", options: ["a", " "], several: false } }), [])).toContain("two options");
  expect(fault(field({ kind: { type: "choice", options: ["a", "A"], several: false } }), [])).toContain("the same");
});

it("gives every field a short name of its own", () => {
  expect(idFor("Number randomised (n)", [])).toBe("number_randomised_n");
  expect(idFor("dose", ["dose", "dose_2"])).toBe("dose_3");
  expect(idFor("§", [])).toBe("field_1");
  expect(idFor("Größe", [])).toBe("gro_e");
});

it("says what a version changes", () => {
  const [a, b, c] = [field({ id: "a", label: "A" }), field({ id: "b", label: "B" }), field({ id: "c", label: "C" })];
  expect(changes(form([a, b]), form([b, { ...a, guidance: "x" }, c]))).toEqual([
    { part: "A", kind: "changed" },
    { part: "C", kind: "added" },
    { part: "Order of the fields", kind: "changed" },
  ]);
  expect(changes(form([a, b]), form([a]))).toEqual([{ part: "B", kind: "removed" }]);
  expect(changes(null, form([a]))).toEqual([]);
});

it("describes a field in a line", () => {
  expect(inShort(field({ kind: { type: "number", measure: "dose", unit: "mg" }, scope: "arm" }))).toBe("Number (mg), for each arm");
  expect(inShort(field({}))).toBe("Text");
});
