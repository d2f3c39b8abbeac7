// The words of this screen: what was compared, what became of a report, how a trial stands.

import type {
  ComparedTrialItem,
  PaperItem,
  RegistryFinding,
  TrialReport,
  TrialReportState,
  TrialRow,
  TrialTableKind,
} from "../../host/contract";
import { number } from "../../parts/format";

export const ITEMS: Record<ComparedTrialItem, string> = {
  registration: "Registration number",
  primary_outcome: "Primary outcome",
  secondary_outcome: "Secondary outcome",
  size: "People",
  registered_before_start: "Registered before its start",
  start: "Start",
  end: "End",
  allocation: "Allocation",
  masking: "Masking",
  sponsor: "Sponsor or funder",
};

/** A verdict is none of them: other words can be a shorter wording. */
export const FINDINGS: Record<RegistryFinding, string> = {
  same: "The same",
  differs: "Words differ",
  only_in_registry: "Only in the registry",
  only_in_paper: "Only in the paper",
  other_rank: "At another rank",
  cannot_be_told: "Cannot be told",
};

/** What was found, in the words of what was compared. */
export function findingWords(item: ComparedTrialItem, finding: RegistryFinding): string {
  if (finding === "differs") {
    if (item === "registered_before_start") return "Registered after its start";
    if (item === "size" || item === "registration") return "Numbers differ";
    if (item === "start" || item === "end") return "Dates differ";
  }
  return FINDINGS[finding];
}

export const PAPER_ITEMS: Record<PaperItem, string> = {
  registration: "Registration number",
  primary_outcomes: "Primary outcomes",
  secondary_outcomes: "Secondary outcomes",
  randomised: "People randomised",
  enrolment_start: "First person enrolled",
  enrolment_end: "Last person enrolled",
  allocation: "Allocation",
  masking: "Masking",
  sponsor: "Sponsor or funder",
};

/** How a value is typed. */
export const PAPER_HINTS: Partial<Record<PaperItem, string>> = {
  registration: "Such as NCT01234567.",
  primary_outcomes: "Several: one on each line, or with semicolons between.",
  secondary_outcomes: "Several: one on each line, or with semicolons between.",
  randomised: "A number, such as 1286.",
  enrolment_start: "Such as 2015-03-09, 2015-03 or 2015.",
  enrolment_end: "Such as 2015-03-09, 2015-03 or 2015.",
};

export const STATES: Record<TrialReportState, string> = {
  included: "included",
  sought: "full text sought",
  not_settled: "not settled",
  excluded: "excluded",
  removed: "taken out before screening",
};

export const TABLES: readonly { value: TrialTableKind; label: string }[] = [
  { value: "trials", label: "Trials" },
  { value: "arms", label: "Arms" },
  { value: "interventions", label: "Interventions" },
  { value: "outcomes", label: "Outcomes" },
  { value: "criteria", label: "Criteria" },
  { value: "conditions", label: "Conditions" },
  { value: "sponsors", label: "Sponsors" },
  { value: "locations", label: "Locations" },
  { value: "publications", label: "Publications" },
  { value: "results", label: "Results" },
];

/** A column's name as a heading: `primary_completion` → “Primary completion”. */
export function heading(column: string): string {
  const words = column.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The size as registered: “1,286 people, planned”. */
export function sizeWords({ people, people_are }: Pick<TrialRow, "people" | "people_are">): string | null {
  if (people === null) return null;
  const are = people_are === null ? "" : `, ${people_are}`;
  return `${number(people)} ${people === 1 ? "person" : "people"}${are}`;
}

export type Shown = "all" | "without" | "with" | "included";

export const SHOWN: readonly { value: Shown; label: string }[] = [
  { value: "all", label: "All" },
  { value: "without", label: "No report found" },
  { value: "with", label: "With a report" },
  { value: "included", label: "Included" },
];

export function linkedReports({ reports }: Pick<TrialRow, "reports">): TrialReport[] {
  return reports.filter(({ linked }) => linked);
}

/** Whether a trial is among those to be shown, and holds every word that is looked for. */
export function isShown(trial: TrialRow, shown: Shown, query: string): boolean {
  const linked = linkedReports(trial);
  const fits =
    shown === "all" ||
    (shown === "without" && linked.length === 0) ||
    (shown === "with" && linked.length > 0) ||
    (shown === "included" && linked.some(({ state }) => state === "included"));
  if (!fits) return false;
  const text = [trial.number, ...trial.also, trial.title, trial.status, trial.primary_outcome, ...trial.phases].join(" ").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The trials that came back, counted in words. */
export function foundWords(trials: readonly TrialRow[]): string {
  const without = trials.filter((trial) => linkedReports(trial).length === 0).length;
  if (trials.length === 0) return "";
  if (without === 0) return "A report was found of every trial.";
  return `${number(without)} of ${number(trials.length)} registered, no report found.`;
}
