import { describe, expect, it } from "vitest";
import type { AddressView, FormField, FieldValue, Finding, Form, Light, Proposal, ProposedValue } from "../../../host/contract";
import {
  fits,
  gateWords,
  groups,
  isAcceptable,
  isAnswered,
  isOffered,
  nextOpen,
  shown,
  standingBy,
  stateOf,
  troubles,
} from "./states";

const finding = (changes: Partial<Finding> = {}): Finding => ({
  status: "reported",
  value: "12.5",
  unit: "mg",
  formula: null,
  evidence: [],
  ...changes,
});

const address = { field: "dose", arm: null, outcome: null, time_point: null };

const own = (changes: Partial<FieldValue> = {}): FieldValue => ({
  id: "v1",
  study_id: "s",
  form_id: "f",
  form_version: 1,
  address,
  reviewer_id: "r",
  role: "extractor",
  act: "entered",
  finding: finding(),
  suggestion_id: null,
  note: null,
  active_ms: 0,
  made_at: 0,
  ...changes,
});

const proposed = (worst: Light, proposal?: Proposal): ProposedValue => ({
  id: "p1",
  address,
  document: "d",
  proposal: proposal ?? {
    came: "read",
    finding: finding(),
    gates: [
      { gate: "number", light: "green", says: "" },
      { gate: "arithmetic", light: worst, says: "12 events of 10 people" },
    ],
    probability: null,
    other_evidence: [],
  },
  worst,
  gate: worst === "green" ? null : "arithmetic",
  agent: "rules",
  made_at: 0,
});

/** A proposal all of whose checks passed, with this status. */
const saying = (status: Finding["status"]): ProposedValue =>
  proposed("green", {
    came: "read",
    finding: finding({ status, value: "" }),
    gates: [{ gate: "form", light: "green", says: "" }],
    probability: null,
    other_evidence: [],
  });

const view = (changes: Partial<AddressView> = {}): AddressView => ({
  address,
  own: null,
  consensus: null,
  proposed: null,
  doubt: null,
  doubtful: false,
  open: true,
  ...changes,
});

const field: FormField = {
  id: "dose",
  section: "Arms",
  label: "Dose",
  guidance: "",
  question: "",
  kind: { type: "number", measure: "dose", unit: "mg" },
  scope: "study",
};

describe("where a value stands", () => {
  it("follows what the person did, then what is proposed", () => {
    const cases: [Partial<AddressView>, string][] = [
      [{}, "open"],
      [{ proposed: proposed("green") }, "suggested"],
      [{ proposed: proposed("amber") }, "attention"],
      [{ proposed: proposed("red") }, "attention"],
      [{ proposed: saying("not_reported") }, "nothing_found"],
      [{ proposed: saying("unclear") }, "attention"],
      [{ proposed: saying("conflicting") }, "attention"],
      [{ proposed: proposed("amber", { came: "unread", why: "malformed" }) }, "unread"],
      [{ own: own({ act: "accepted" }), proposed: proposed("green") }, "confirmed"],
      [{ own: own({ act: "corrected" }), proposed: proposed("red") }, "corrected"],
      [{ own: own() }, "entered"],
      [{ own: own({ finding: finding({ status: "not_reported", value: "" }) }) }, "not_reported"],
      [{ own: own({ finding: finding({ status: "unclear", value: "" }) }) }, "unclear"],
      [{ own: own({ act: "rejected", finding: null, suggestion_id: "p1" }), proposed: proposed("green") }, "rejected"],
      [{ own: own({ act: "rejected", finding: null, suggestion_id: "p0" }), proposed: proposed("green") }, "suggested"],
      [{ own: own({ finding: finding({ value: "high" }) }) }, "misfit"],
      [{ own: own(), consensus: own({ role: "consensus" }) }, "settled"],
    ];
    for (const [changes, state] of cases) expect(stateOf(view(changes), field)).toBe(state);
  });

  it("counts as answered only what a person gave", () => {
    expect(["suggested", "nothing_found", "attention", "rejected", "unread", "open", "misfit"].filter((s) => isAnswered(s as never))).toEqual([]);
    expect(isAnswered("not_reported")).toBe(true);
  });

  it("lets nothing red or unread be accepted", () => {
    expect(isAcceptable(proposed("amber"))).toBe(true);
    expect(isAcceptable(proposed("red"))).toBe(false);
    expect(isAcceptable(proposed("green", { came: "unread", why: "" }))).toBe(false);
    expect(isAcceptable(null)).toBe(false);
  });
});

describe("words", () => {
  it("shows values and what is against them", () => {
    expect(shown(finding())).toBe("12.5 mg");
    expect(shown(finding({ status: "not_reported", value: "" }))).toBe("Not reported");
    expect(shown(finding({ status: "conflicting", value: "", unit: null }))).toBe("Conflicting");
    expect(troubles(proposed("red")).map(gateWords)).toEqual(["Arithmetic, failed: 12 events of 10 people."]);
    expect(troubles(proposed("green"))).toEqual([]);
  });

  it("knows what fits a field", () => {
    expect(fits({ type: "choice", options: ["a", "b"], several: true }, "a; b")).toBe(true);
    expect(fits({ type: "choice", options: ["a", "b"], several: false }, "a; b")).toBe(false);
    expect(fits({ type: "date" }, "2019-04")).toBe(true);
    expect(fits({ type: "number", measure: "any", unit: null }, "1,5")).toBe(false);
  });
});

describe("order", () => {
  const form: Form = {
    id: "f",
    version: 1,
    name: "Form",
    guidance: "",
    fields: [
      { ...field, id: "design", section: "Study" },
      { ...field, id: "events", section: "Results" },
      { ...field, id: "n", section: "Results" },
    ],
  };
  const at = (id: string, arm: string | null, outcome: string | null) =>
    view({ address: { field: id, arm, outcome, time_point: null } });
  const values = [
    at("design", null, null),
    at("events", "drug", "pain"),
    at("events", "placebo", "pain"),
    at("events", "drug", "death"),
    at("n", "drug", "pain"),
    at("n", "drug", "death"),
  ];

  it("puts what belongs to an outcome together", () => {
    const made = groups(form, values).map(({ section, heading, rows }) => [section, heading, rows.map((r) => `${r.field?.id} ${r.of}`.trim())]);
    expect(made).toEqual([
      ["Study", "", ["design"]],
      ["Results", "pain", ["events drug", "events placebo", "n drug"]],
      ["Results", "death", ["events drug", "n drug"]],
    ]);
  });

  it("goes round to the next value without an answer", () => {
    const rows = groups(form, values.map((v, i) => (i === 1 || i === 5 ? v : { ...v, own: own({ finding: finding({ status: "not_reported" }) }) }))).flatMap((g) => g.rows);
    expect(nextOpen(rows, 0)).toBe(1);
    expect(nextOpen(rows, 1)).toBe(5);
    expect(nextOpen(rows, 5)).toBe(1);
    expect(nextOpen([], 0)).toBe(-1);
  });
});

describe("a value that cannot be", () => {
  it("waits for its person, and is not answered by what is proposed", () => {
    const doubtful = view({ own: own(), doubtful: true, proposed: proposed("green") });
    expect(stateOf(doubtful, field)).toBe("doubtful");
    expect(isAnswered("doubtful")).toBe(false);
    expect(isOffered({ view: doubtful, field, of: "" })).toBe(false);
    expect(nextOpen([{ view: doubtful, field, of: "" }], -1)).toBe(0);
  });

  it("is stood by in its note, behind what the note said", () => {
    expect(standingBy(null)).toBe("The report prints it so.");
    expect(standingBy(" Table 2. ")).toBe("Table 2. The report prints it so.");
  });
});

describe("numbers as the program keeps them", () => {
  it("counts in whole numbers, and keeps the sign of a p value", () => {
    const number = (measure: "events" | "p_value" | "mean") => ({ type: "number", measure, unit: null }) as const;
    expect(["12", "-5", "10.5"].map((value) => fits(number("events"), value))).toEqual([true, false, false]);
    expect(["0.03", "<0.001", "< 0.05"].map((value) => fits(number("p_value"), value))).toEqual([true, true, false]);
    expect(fits(number("mean"), "<5")).toBe(false);
  });
});
