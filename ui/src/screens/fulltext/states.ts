// Where a report stands for one reviewer, and which comes next.

import type { Decision, RecordId, ReportRow } from "../../host/contract";
import type { Answer } from "../deciding/decider.svelte";

export type ReportState = "sought" | "at_hand" | "conflict" | "assessed" | "not_retrieved";
export type Filter = ReportState | "all";

export const STATE_WORDS: Record<Filter, string> = {
  all: "All",
  sought: "To be found",
  at_hand: "To be assessed",
  conflict: "In conflict",
  assessed: "Assessed",
  not_retrieved: "Not retrieved",
};

/** In the order of the work. */
export const FILTERS: readonly Filter[] = ["all", "sought", "at_hand", "conflict", "assessed", "not_retrieved"];

export function stateOf({ retrieval, outcome, own }: ReportRow): ReportState {
  if (retrieval.retrieval === "not_retrieved") return "not_retrieved";
  if (outcome.outcome === "conflict") return "conflict";
  // What others settled needs nobody else, whether one took part or not.
  if (own !== null || outcome.outcome === "included" || outcome.outcome === "excluded") return "assessed";
  return retrieval.retrieval === "retrieved" ? "at_hand" : "sought";
}

export function countStates(rows: readonly ReportRow[]): Record<Filter, number> {
  const counts: Record<Filter, number> = {
    all: rows.length,
    sought: 0,
    at_hand: 0,
    conflict: 0,
    assessed: 0,
    not_retrieved: 0,
  };
  for (const row of rows) counts[stateOf(row)] += 1;
  return counts;
}

/** The rows of a state that hold every word, in title, authors, year, journal, identifiers or study. */
export function select(rows: readonly ReportRow[], filter: Filter, words: string): ReportRow[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (filter !== "all" && stateOf(row) !== filter) return false;
    const text = fold(describe(row));
    return wanted.every((word) => text.includes(word));
  });
}

function describe({ title, authors, year, journal, doi, pmid, study }: ReportRow): string {
  return [authors, year, title, journal, doi, pmid, study].filter((part) => part !== null).join(" ");
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The next report at hand that waits, after the present one and then from the start, never the present one itself. */
export function nextToAssess(rows: readonly ReportRow[], present: RecordId | null): ReportRow | null {
  const at = rows.findIndex((row) => row.record === present);
  const inTurn = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
  return inTurn.find((row) => stateOf(row) === "at_hand") ?? null;
}

/** The answers that the list does not know yet: its row still bears the decision that was there before. */
export function unknownYet(rows: readonly ReportRow[], answers: readonly Answer[]): readonly Answer[] {
  return answers.filter(({ view }) => {
    const row = rows.find(({ record }) => record === view.id);
    return row !== undefined && row.own?.id === view.own?.id;
  });
}

/** The list as it will stand once it knows these answers, so that nobody is led back to a report just decided. */
export function withAnswers(rows: readonly ReportRow[], answers: readonly Answer[]): readonly ReportRow[] {
  return rows.map((row) => {
    const answer = answers.findLast(({ view }) => view.id === row.record);
    if (answer === undefined) return row;
    const { verdict, note } = answer;
    return { ...row, own: { ...NOT_RECORDED_YET, record_id: row.record, verdict, note } };
  });
}

/** Stands in the list while the program records an answer; nothing but the list looks at it. */
const NOT_RECORDED_YET: Omit<Decision, "record_id" | "verdict" | "note"> = {
  id: "",
  stage: "full_text",
  reviewer_id: "",
  role: "reviewer",
  reason: null,
  active_ms: null,
  protocol_version: 0,
  decided_at: 0,
};
