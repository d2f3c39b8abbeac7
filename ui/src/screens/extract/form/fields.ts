// The fields of a form in words: kinds, scopes, measures, and what is wrong with one.

import type { FormField, FieldKind, Form, Measure, Scope } from "../../../host/contract";

export const KINDS: readonly { value: FieldKind["type"]; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "choice", label: "Choice" },
  { value: "date", label: "Date" },
  { value: "yes_no_unclear", label: "Yes, no or unclear" },
];

export const SCOPES: readonly { value: Scope; label: string }[] = [
  { value: "study", label: "Once for the study" },
  { value: "arm", label: "For each arm" },
  { value: "outcome", label: "For each outcome and time point" },
  { value: "arm_outcome", label: "For each arm at each outcome and time point" },
];

export const MEASURES: readonly { value: Measure; label: string }[] = [
  { value: "any", label: "Any number" },
  { value: "group_size", label: "People in the group" },
  { value: "events", label: "People with the event" },
  { value: "percent", label: "Per cent" },
  { value: "mean", label: "Mean" },
  { value: "standard_deviation", label: "Standard deviation" },
  { value: "standard_error", label: "Standard error" },
  { value: "median", label: "Median" },
  { value: "lower_quartile", label: "Lower quartile" },
  { value: "upper_quartile", label: "Upper quartile" },
  { value: "minimum", label: "Smallest value" },
  { value: "maximum", label: "Largest value" },
  { value: "estimate", label: "Effect estimate" },
  { value: "lower_limit", label: "Confidence interval, lower limit" },
  { value: "upper_limit", label: "Confidence interval, upper limit" },
  { value: "p_value", label: "p value" },
  { value: "dose", label: "Dose" },
  { value: "duration", label: "Length of time" },
  { value: "age", label: "Age" },
  { value: "true_positives", label: "True positives" },
  { value: "false_positives", label: "False positives" },
  { value: "false_negatives", label: "False negatives" },
  { value: "true_negatives", label: "True negatives" },
];

/** A field in a line: "Number (mg), for each arm". */
export function inShort({ kind, scope }: FormField): string {
  const what = KINDS.find(({ value }) => value === kind.type)?.label ?? kind.type;
  const more =
    kind.type === "number" && kind.unit !== null && kind.unit !== ""
      ? ` (${kind.unit})`
      : kind.type === "choice"
        ? ` of ${kind.options.filter((option) => option.trim() !== "").length}`
        : "";
  const each = SCOPES.find(({ value }) => value === scope)?.label ?? scope;
  return scope === "study" ? `${what}${more}` : `${what}${more}, ${each.charAt(0).toLowerCase()}${each.slice(1)}`;
}

/** What keeps a field from being used, in words; `null` where nothing does. The program checks it as well. */
export function fault(field: FormField, fields: readonly FormField[]): string | null {
  if (field.label.trim() === "") return "It needs a name.";
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(field.id)) return "Its short name has small letters, digits and _ only, and begins with a letter.";
  if (fields.some((other) => other !== field && other.id === field.id)) return "Another field has this short name.";
  if (field.kind.type === "choice") {
    const options = field.kind.options.map((option) => option.trim()).filter((option) => option !== "");
    if (options.length < 2) return "A choice needs at least two options.";
    if (new Set(options.map((option) => option.toLowerCase())).size < options.length) return "Two of its options are the same.";
    if (options.some((option) => option.includes(";"))) return "An option has no semicolon: it parts several choices.";
  }
  return null;
}

/** A short name that is not taken: dose, dose_2, dose_3 … */
export function idFor(wish: string, taken: readonly string[]): string {
  const stem = wish
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 50);
  const base = stem === "" ? "field" : stem;
  for (let number = 1; ; number++) {
    const id = number === 1 && base !== "field" ? base : `${base}_${number}`;
    if (!taken.includes(id)) return id;
  }
}

export interface FieldChange {
  part: string;
  kind: "added" | "removed" | "changed";
}

/** What a new version changes, field by field, and the form itself. */
export function changes(before: Form | null, after: Form): FieldChange[] {
  if (before === null) return [];
  const found: FieldChange[] = [];
  if (before.name !== after.name || before.guidance !== after.guidance) found.push({ part: "Name or guidance of the form", kind: "changed" });
  for (const field of after.fields) {
    const old = before.fields.find(({ id }) => id === field.id);
    if (old === undefined) found.push({ part: field.label, kind: "added" });
    else if (JSON.stringify(old) !== JSON.stringify(field)) found.push({ part: field.label, kind: "changed" });
  }
  for (const old of before.fields) {
    if (!after.fields.some(({ id }) => id === old.id)) found.push({ part: old.label, kind: "removed" });
  }
  const order = (form: Form, other: Form) => form.fields.map(({ id }) => id).filter((id) => other.fields.some((field) => field.id === id));
  if (order(before, after).join() !== order(after, before).join()) found.push({ part: "Order of the fields", kind: "changed" });
  return found;
}
