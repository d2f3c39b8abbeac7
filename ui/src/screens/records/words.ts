// What the records screen says: where a record stands, and how a query was understood.

import type { SearchHit, SearchSort, Stage } from "../../host/contract";
import type { VerdictName } from "../../parts/verdict";
import type { PLACES } from "./question";

export interface Status {
  verdict: VerdictName;
  text: string;
}

/** Where a record stands, in words for its row. */
export function statusOf({ stage, outcome, removed = false }: Pick<SearchHit, "stage" | "outcome"> & { removed?: boolean }): Status {
  if (removed) return { verdict: "undecided", text: "Removed before screening" };
  const full = stage === "full_text";
  switch (outcome) {
    case "included":
      return { verdict: "include", text: full ? "Included" : "Goes to full text" };
    case "excluded":
      return { verdict: "exclude", text: full ? "Excluded at full text" : "Excluded" };
    case "conflict":
      return { verdict: "unsure", text: full ? "In conflict at full text" : "In conflict" };
    case "waiting":
      return { verdict: "undecided", text: full ? "Full text half decided" : "Half decided" };
    default:
      return { verdict: "undecided", text: full ? "Full text undecided" : "Undecided" };
  }
}

export const STAGE_WORDS: Record<Stage, string> = { title_abstract: "Title and abstract", full_text: "Full text" };

export const OUTCOME_WORDS: Record<string, string> = {
  undecided: "Undecided",
  waiting: "Half decided",
  conflict: "In conflict",
  included: "Included",
  excluded: "Excluded",
};

export const PLACE_WORDS: Record<(typeof PLACES)[number], string> = {
  sought: "Still sought",
  retrieved: "At hand",
  not_retrieved: "Not retrieved",
};

export const SORT_WORDS: Record<SearchSort, string> = {
  relevance: "best match first",
  newest_first: "newest first",
  oldest_first: "oldest first",
  title: "by title, from A",
  title_backwards: "by title, from Z",
  author: "by first author, from A",
  author_backwards: "by first author, from Z",
  journal: "by journal, from A",
  journal_backwards: "by journal, from Z",
};

const FIELDS: Record<string, string> = {
  title: "title",
  abstract: "abstract",
  tiab: "title or abstract",
  author: "author",
  journal: "journal",
  keyword: "keyword",
  year: "year",
  doi: "DOI",
  pmid: "PubMed number",
  source: "source",
  stage: "stage",
  decision: "outcome",
  tag: "tag",
  reviewer: "decided by",
  reason: "reason",
};

/** A query as the program understood it, in words: `title:heart AND NOT rat*` → "title: heart and not rat…". */
export function understoodWords(understood: string): string {
  return understood
    .split(/("[^"]*")/)
    .map((part, index) =>
      index % 2 === 1
        ? `“${part.slice(1, -1)}”`
        : part
            .replace(/\b(AND|OR|NOT)\b/g, (operator) => operator.toLowerCase())
            .replace(/\b([a-z]+):(?=\S|$)/g, (whole, field: string) => (field in FIELDS ? `${FIELDS[field] ?? field}: ` : whole))
            .replace(/(\S)\*/g, "$1…"),
    )
    .join("");
}
