// What to do next: the steps of the method that wait, in their order.

import type { Counts, Flow, ReviewerStatus } from "../../host/contract";
import { count } from "../../parts/format";
import type { RouteName } from "../../state/routes";

export interface Step {
  id: string;
  text: string;
  /** Why, or how long it will take. */
  detail?: string;
  /** A screen, or the dialog that asks who sits here. */
  to: RouteName | "reviewer";
}

interface Standing {
  counts: Counts;
  flow: Flow;
  hasCriteria: boolean;
  /** Who sits here, if somebody said so. */
  own: ReviewerStatus | null;
  others: readonly ReviewerStatus[];
  /** Names of those who settle conflicts, where the one who sits here is not among them. */
  settledBy: readonly string[];
}

export function nextSteps({ counts, flow, hasCriteria, own, others, settledBy }: Standing): Step[] {
  const steps: Step[] = [];
  if (!hasCriteria) {
    steps.push({ id: "protocol", to: "protocol", text: "Write the criteria of the protocol", detail: "Screening asks for them record by record." });
  }
  if (counts.searches === 0) {
    steps.push({ id: "import", to: "import", text: "Import your searches", detail: "The files that PubMed, Embase and other databases export." });
    return steps;
  }
  if (own === null) {
    steps.push({ id: "reviewer", to: "reviewer", text: "Say who you are", detail: "Every decision belongs to a named person." });
  }
  const screeningBegun = (flow.screened ?? 0) + flow.pending.conflicts > 0;
  if (counts.duplicates > 0) {
    steps.push({ id: "duplicates", to: "duplicates", text: `Judge ${count(counts.duplicates, "possible duplicate")}` });
  } else if ((flow.removed.duplicates ?? 0) === 0 && !screeningBegun) {
    steps.push({ id: "dedupe", to: "duplicates", text: "Look for duplicates", detail: "Before anybody reads the same record twice." });
  }
  if (counts.screen > 0) {
    steps.push({ id: "screen", to: "screen", text: `Screen ${count(counts.screen, "record")}` });
  }
  if (counts.conflicts > 0 && settledBy.length > 0) {
    const wait = counts.conflicts === 1 ? "It waits" : "They wait";
    const detail = `${wait} for ${settledBy.join(" or ")} to settle.`;
    steps.push({ id: "conflicts", to: "conflicts", text: `Talk over ${count(counts.conflicts, "conflict")}`, detail });
  } else if (counts.conflicts > 0) {
    steps.push({ id: "conflicts", to: "conflicts", text: `Settle ${count(counts.conflicts, "conflict")}` });
  }
  if (counts.awaited > 0) {
    steps.push({ id: "awaited", to: "fulltext", text: `Get ${count(counts.awaited, "report")} in full text` });
  }
  if (counts.assessable > 0) {
    steps.push({ id: "fulltext", to: "fulltext", text: `Assess ${count(counts.assessable, "report")} in full text` });
  }
  if (counts.extract > 0) {
    steps.push({ id: "extract", to: "extract", text: `Extract the values of ${count(counts.extract, "study", "studies")}` });
  }
  if (steps.some(({ to }) => to !== "reviewer")) return steps;
  const waited = others.filter(({ title_abstract: a, full_text: b }) => a.open + b.open > 0);
  if (own !== null && waited.length > 0) {
    const names = waited.map(({ name }) => name).join(" and ");
    const have = waited.length === 1 ? "has" : "have";
    steps.push({ id: "wait", to: "records", text: "Look at the records", detail: `Nothing waits for you; ${names} ${have} more to decide.` });
  } else {
    steps.push({ id: "export", to: "exports", text: "Export the diagram, the records and the decisions", detail: "Every step is done: the numbers are final." });
  }
  return steps;
}
