// Findings as they are entered: made here, checked by the program.

import type { Finding } from "../../../host/contract";

/** What one enters where the report says nothing. */
export const NOT_REPORTED: Finding = { status: "not_reported", value: "", unit: null, formula: null, evidence: [] };

/** What was typed, as the program takes it: empty texts are none, and no words are kept with it. */
export function findingFrom(typed: Pick<Finding, "status" | "value"> & { unit: string; formula: string }): Finding {
  const given = typed.status === "reported" || typed.status === "calculated";
  const text = (words: string) => (given && words.trim() !== "" ? words.trim() : null);
  return {
    status: typed.status,
    value: typed.status === "not_reported" ? "" : typed.value,
    unit: text(typed.unit),
    formula: typed.status === "calculated" ? text(typed.formula) : null,
    evidence: [],
  };
}
