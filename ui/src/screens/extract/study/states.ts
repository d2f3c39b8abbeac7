// Where a value stands, and what can be done with it: in words and shapes for people. What counts is decided by the
// program; nothing here makes a value.

import type {
  AddressView,
  FormField,
  FieldKind,
  Finding,
  Form,
  Gate,
  GateResult,
  Light,
  Measure,
  ProposedValue,
  ValueAct,
  ValueAddress,
} from "../../../host/contract";

/** Each has a shape, a colour and a word of its own. */
export type ValueState =
  | "open"
  | "suggested"
  | "nothing_found"
  | "attention"
  | "unread"
  | "rejected"
  | "misfit"
  | "doubtful"
  | "entered"
  | "confirmed"
  | "corrected"
  | "not_reported"
  | "unclear"
  | "settled";

export const STATE_WORDS: Record<ValueState, string> = {
  open: "Open",
  suggested: "Suggested",
  nothing_found: "Nothing found",
  attention: "Needs attention",
  unread: "Not read",
  rejected: "Suggestion rejected",
  misfit: "Needs a new value",
  doubtful: "Cannot be so",
  entered: "Entered",
  confirmed: "Confirmed",
  corrected: "Corrected",
  not_reported: "Not reported",
  unclear: "Unclear in the report",
  settled: "Settled by consensus",
};

const BY_ACT: Partial<Record<ValueAct, ValueState>> = { accepted: "confirmed", corrected: "corrected", entered: "entered" };

/** Where a value stands for the person who looks at it. */
export function stateOf(view: AddressView, field: FormField | undefined): ValueState {
  const { own, consensus, proposed } = view;
  if (view.doubtful) return "doubtful";
  if (consensus?.finding != null) return "settled";
  if (own !== null && own.finding !== null) {
    if (own.finding.status === "not_reported") return "not_reported";
    if (own.finding.status === "unclear" || own.finding.status === "conflicting") return "unclear";
    if (field !== undefined && !fits(field.kind, own.finding.value)) return "misfit";
    return BY_ACT[own.act] ?? "entered";
  }
  if (own?.act === "rejected" && (proposed === null || own.suggestion_id === proposed.id)) return "rejected";
  if (proposed === null) return "open";
  if (proposed.proposal.came === "unread") return "unread";
  const { status } = proposed.proposal.finding;
  // That the program found nothing is no assurance that there is nothing.
  if (status === "not_reported") return "nothing_found";
  if (status === "unclear" || status === "conflicting") return "attention";
  return proposed.worst === "green" ? "suggested" : "attention";
}

/** Whether a person has answered: a value, or that there is none. */
export function isAnswered(state: ValueState): boolean {
  return ["entered", "confirmed", "corrected", "not_reported", "unclear", "settled"].includes(state);
}

/** Whether a suggestion can be taken as it is. The program refuses it as well. */
export function isAcceptable(proposed: ProposedValue | null): boolean {
  return proposed !== null && proposed.proposal.came === "read" && proposed.worst !== "red";
}

/** Whether a suggestion is put to the person: something was read, and they have neither answered nor rejected it. */
export function isOffered({ view, field }: Row): boolean {
  const where = stateOf(view, field);
  return findingOf(view.proposed) !== null && !isAnswered(where) && where !== "rejected" && where !== "doubtful";
}

/** What is proposed, where something was read. */
export function findingOf(proposed: ProposedValue | null): Finding | null {
  return proposed?.proposal.came === "read" ? proposed.proposal.finding : null;
}

const COUNTS: ReadonlySet<Measure> = new Set<Measure>([
  "events",
  "group_size",
  "true_positives",
  "false_positives",
  "false_negatives",
  "true_negatives",
]);

/** What a note says of a value that cannot be, and that the report prints all the same. */
export const PRINTED_SO = "The report prints it so.";

/** The note of a value that a person stands by, behind what it said before. */
export function standingBy(note: string | null): string {
  return note === null || note.trim() === "" ? PRINTED_SO : `${note.trim()} ${PRINTED_SO}`;
}

/** Whether a text can stand in a field; only for showing what an older version of the form left. */
export function fits(kind: FieldKind, value: string): boolean {
  switch (kind.type) {
    case "text":
      return value.trim() !== "";
    case "number":
      if (COUNTS.has(kind.measure)) return /^\d+$/.test(value);
      return (kind.measure === "p_value" ? /^[<>≤≥]?-?\d+(\.\d+)?$/ : /^-?\d+(\.\d+)?$/).test(value);
    case "date":
      return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value);
    case "yes_no_unclear":
      return ["yes", "no", "unclear"].includes(value);
    case "choice": {
      const chosen = kind.several ? value.split(";").map((part) => part.trim()) : [value];
      return chosen.every((one) => kind.options.includes(one));
    }
  }
}

/** A value as it is read: "12.5 mg", "not reported", "unclear (about 5)". */
export function shown({ status, value, unit }: Finding): string {
  const whole = unit === null || unit === "" ? value : `${value} ${unit}`;
  switch (status) {
    case "reported":
    case "calculated":
      return whole;
    case "not_reported":
      return "Not reported";
    case "unclear":
      return whole === "" ? "Unclear" : `Unclear (${whole})`;
    case "conflicting":
      return whole === "" ? "Conflicting" : `Conflicting (${whole})`;
  }
}

const GATES: Record<Gate, string> = {
  form: "Form of the answer",
  evidence: "Evidence",
  number: "Number",
  whole_sentences: "Whole sentences",
  unit: "Unit",
  arm: "Arm",
  arithmetic: "Arithmetic",
  support: "Support",
};

const LIGHTS: Record<Light, string> = { green: "passed", amber: "look twice", red: "failed" };

/** What a check says against a proposal, as a sentence. */
export function gateWords({ gate, light, says }: GateResult): string {
  const head = `${GATES[gate]}, ${LIGHTS[light]}`;
  return says === "" ? `${head}.` : `${head}: ${says.replace(/[.\s]*$/, "")}.`;
}

/** The checks that did not pass, the worst first. */
export function troubles(proposed: ProposedValue | null): GateResult[] {
  if (proposed?.proposal.came !== "read") return [];
  const rank = { red: 0, amber: 1, green: 2 } as const;
  return proposed.proposal.gates
    .filter(({ light }) => light !== "green")
    .toSorted((a, b) => rank[a.light] - rank[b.light]);
}

/** A name for an address that is the same for the same one. */
export function keyOf({ field, arm, outcome, time_point }: ValueAddress): string {
  return JSON.stringify([field, arm, outcome, time_point]);
}

/** What the address adds to its field: "placebo, pain, 6 weeks". */
export function placeOf({ arm, outcome, time_point }: ValueAddress): string {
  return [arm, outcome, time_point].filter((part) => part !== null).join(", ");
}

export interface Row {
  view: AddressView;
  field: FormField | undefined;
  /** What tells it from others of its group: the arm, where the group is an outcome. */
  of: string;
}

export interface Group {
  /** Heading of the form. */
  section: string;
  /** The outcome and time point, or the arm; empty for what is entered once. */
  heading: string;
  rows: Row[];
}

/** The values in the order in which they are asked: by heading of the form, then outcome and time point, or arm. */
export function groups(form: Form | null, values: readonly AddressView[]): Group[] {
  const fields = new Map((form?.fields ?? []).map((field) => [field.id, field]));
  const made: Group[] = [];
  const sections: string[] = [];
  for (const view of values) {
    const { address } = view;
    const field = fields.get(address.field);
    const section = field?.section ?? "";
    if (!sections.includes(section)) sections.push(section);
    const heading =
      address.outcome === null
        ? (address.arm ?? "")
        : [address.outcome, address.time_point].filter((part) => part !== null).join(", ");
    let group = made.find((known) => known.section === section && known.heading === heading);
    if (group === undefined) made.push((group = { section, heading, rows: [] }));
    group.rows.push({ view, field, of: address.outcome === null ? "" : (address.arm ?? "") });
  }
  return made.toSorted((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section));
}

/** The next row from `at` on (exclusive, going round) without an answer; -1 where there is none. */
export function nextOpen(rows: readonly Row[], at: number): number {
  for (let step = 1; step <= rows.length; step++) {
    const index = (at + step) % rows.length;
    const row = rows[index];
    if (row !== undefined && row.view.open && !isAnswered(stateOf(row.view, row.field))) return index;
  }
  return -1;
}
