// What changed from one version of the protocol to another, part by part, for people to read.

import type { Assignment, Criterion, HighlightList, Pico, Protocol } from "../../host/contract";

export interface Change {
  /** What it is about, such as "Criterion E2". */
  part: string;
  kind: "added" | "removed" | "changed";
  before: string;
  after: string;
  /** Whether it is text in which single words matter, and not one value in place of another. */
  prose: boolean;
}

export const PICO_PARTS: readonly { key: keyof Pico; label: string }[] = [
  { key: "population", label: "Population" },
  { key: "intervention", label: "Intervention or exposure" },
  { key: "comparator", label: "Comparator" },
  { key: "outcomes", label: "Outcomes" },
  { key: "study_designs", label: "Study designs" },
];

export const SHAPE_WORDS = {
  underline: "Underline",
  double_underline: "Double underline",
  dotted_underline: "Dotted underline",
  box: "Box",
} as const satisfies Record<HighlightList["shape"], string>;

const PER_RECORD = { one: "one reviewer", two: "two reviewers" } as const;
const BLINDING = { open: "shown", authors_and_journals: "hidden until one has decided" } as const;
const INDEPENDENCE = { independent: "independent", assisted: "assisted" } as const;

export function compare(before: Protocol, after: Protocol, nameOf: (reviewer: string) => string): Change[] {
  const adjudicators = (protocol: Protocol) =>
    protocol.adjudicators.length === 0 ? "any reviewer" : protocol.adjudicators.map(nameOf).join(", ");
  return [
    text("Question", before.question, after.question),
    ...PICO_PARTS.map(({ key, label }) => text(label, before.pico[key], after.pico[key])),
    ...criteria(before.criteria, after.criteria),
    ...lists(before.highlights, after.highlights),
    value("At title and abstract", PER_RECORD[before.reviewers_title_abstract], PER_RECORD[after.reviewers_title_abstract]),
    value("At full text", PER_RECORD[before.reviewers_full_text], PER_RECORD[after.reviewers_full_text]),
    value("At extraction", PER_RECORD[before.reviewers_extraction], PER_RECORD[after.reviewers_extraction]),
    value("Conflicts are settled by", adjudicators(before), adjudicators(after)),
    value("Authors and journals are", BLINDING[before.blinding], BLINDING[after.blinding]),
    value("Records are read by", assignment(before.assignment_title_abstract, nameOf), assignment(after.assignment_title_abstract, nameOf)),
    value("Reports are read by", assignment(before.assignment_full_text, nameOf), assignment(after.assignment_full_text, nameOf)),
    value("Screening is", INDEPENDENCE[before.independence], INDEPENDENCE[after.independence]),
  ].filter((change) => change !== null);
}

function assignment(rule: Assignment, nameOf: (reviewer: string) => string): string {
  if (rule.by === "everyone") return "whoever comes first";
  const shares = rule.shares.map(({ reviewer, parts }) => `${nameOf(reviewer)} ${parts}`).join(", ");
  return `those drawn by shares (${shares}; seed ${rule.seed})`;
}

function text(part: string, before: string, after: string): Change | null {
  if (before === after) return null;
  return { part, kind: before === "" ? "added" : after === "" ? "removed" : "changed", before, after, prose: true };
}

function value(part: string, before: string, after: string): Change | null {
  return before === after ? null : { part, kind: "changed", before, after, prose: false };
}

function criteria(before: readonly Criterion[], after: readonly Criterion[]): (Change | null)[] {
  const gone = before.filter(({ id }) => !after.some((criterion) => criterion.id === id));
  const stayed = after.map((criterion) => {
    const old = before.find(({ id }) => id === criterion.id);
    const part = `Criterion ${criterion.label}`;
    if (old === undefined) return text(part, "", criterion.text);
    const renamed = value("Label of a criterion", old.label, criterion.label);
    return renamed === null ? text(part, old.text, criterion.text) : [renamed, text(part, old.text, criterion.text)];
  });
  // The order matters: criteria are shown and asked in it. Only those that stayed tell whether it changed.
  const order = (these: readonly Criterion[], others: readonly Criterion[]) =>
    these.filter(({ id }) => others.some((criterion) => criterion.id === id)).map(({ id }) => id);
  const labels = (ids: readonly string[]) => ids.map((id) => after.find((criterion) => criterion.id === id)?.label).join(", ");
  return [
    ...stayed.flat(),
    ...gone.map(({ label, text: words }) => text(`Criterion ${label}`, words, "")),
    value("Order of the criteria", labels(order(before, after)), labels(order(after, before))),
  ];
}

/** Lists have no identity but their name; a list of a new name is a new list. */
function lists(before: readonly HighlightList[], after: readonly HighlightList[]): (Change | null)[] {
  const words = ({ terms }: HighlightList) => terms.join(", ");
  const part = ({ name }: HighlightList) => `Marked words: ${name}`;
  const gone = before.filter(({ name }) => !after.some((list) => list.name === name));
  return [
    ...after.flatMap((list) => {
      const old = before.find(({ name }) => name === list.name);
      if (old === undefined) return [text(part(list), "", words(list))];
      return [
        text(part(list), words(old), words(list)),
        value(`${part(list)}, shown by`, SHAPE_WORDS[old.shape].toLowerCase(), SHAPE_WORDS[list.shape].toLowerCase()),
      ];
    }),
    ...gone.map((list) => text(part(list), words(list), "")),
    value("Order of the lists", namesIn(before, after), namesIn(after, before)),
  ];
}

function namesIn(these: readonly HighlightList[], others: readonly HighlightList[]): string {
  return these.filter(({ name }) => others.some((list) => list.name === name)).map(({ name }) => name).join(", ");
}
