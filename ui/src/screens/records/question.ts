// What the records screen is asked to show, and how an address carries it: "#/records?query=nudge&outcome=included".
// The boxes of the flow diagram are links made here.

import type { SearchFilter, SearchSort, Stage } from "../../host/contract";
import { address } from "../../state/routes";

export interface Question {
  query: string;
  only: SearchFilter;
  sort: SearchSort;
}

export const NO_FILTER: SearchFilter = { from_year: null, to_year: null, sources: [], stages: [], outcomes: [], tags: [], removed: null, retrieval: [] };

export const EVERYTHING: Question = { query: "", only: NO_FILTER, sort: "relevance" };

export const OUTCOMES = ["undecided", "waiting", "conflict", "included", "excluded"] as const;

/** Where the report of a record may be. */
export const PLACES = ["sought", "retrieved", "not_retrieved"] as const;

const STAGES: readonly Stage[] = ["title_abstract", "full_text"];

const SORTS: readonly SearchSort[] = [
  "relevance",
  "newest_first",
  "oldest_first",
  "title",
  "title_backwards",
  "author",
  "author_backwards",
  "journal",
  "journal_backwards",
];

/** Whether anything but words restricts the records. */
export function isFiltered({ from_year, to_year, removed, ...lists }: SearchFilter): boolean {
  const { sources, stages, outcomes, tags, retrieval } = lists;
  const set = from_year !== null || to_year !== null || removed !== null;
  return set || [sources, stages, outcomes, tags, retrieval].some((values) => values.length > 0);
}

export function toParams({ query, only, sort }: Question): Record<string, string> {
  const all: Record<string, string> = {
    query,
    outcome: joined(only.outcomes),
    stage: joined(only.stages),
    source: joined(only.sources),
    tag: joined(only.tags),
    report: joined(only.retrieval),
    removed: only.removed === null ? "" : only.removed ? "yes" : "no",
    from: only.from_year === null ? "" : String(only.from_year),
    to: only.to_year === null ? "" : String(only.to_year),
    sort: sort === "relevance" ? "" : sort,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

/** Reads an address; what is not known there is left out. */
export function fromParams(params: Partial<Record<string, string>>): Question {
  return {
    query: params.query ?? "",
    only: {
      outcomes: split(params.outcome).filter((word) => OUTCOMES.some((known) => known === word)),
      stages: STAGES.filter((stage) => split(params.stage).includes(stage)),
      sources: split(params.source),
      tags: split(params.tag),
      retrieval: split(params.report).filter((word) => PLACES.some((known) => known === word)),
      removed: params.removed === "yes" ? true : params.removed === "no" ? false : null,
      from_year: year(params.from),
      to_year: year(params.to),
    },
    sort: SORTS.find((sort) => sort === params.sort) ?? "relevance",
  };
}

/** The address of the records screen with a question. */
export function recordsAddress(query: string, only: Partial<SearchFilter> = {}): string {
  return address({ name: "records", params: toParams({ query, only: { ...NO_FILTER, ...only }, sort: "relevance" }) });
}

// Names of sources may hold any sign: the one that joins them is written otherwise within them.
function joined(values: readonly string[]): string {
  return values.map((value) => value.replace(/[%|]/g, encodeURIComponent)).join("|");
}

function split(text: string | undefined): string[] {
  return (text ?? "").split("|").filter(Boolean).map(decoded);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function year(text: string | undefined): number | null {
  return /^\d{4}$/.test(text?.trim() ?? "") ? Number(text) : null;
}
