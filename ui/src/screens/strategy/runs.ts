// A search as it was run: what a new record of one begins with.

import type { SearchRow, SearchRun } from "../../host/contract";
import type { KeptStrategy } from "./text";

/** Stands for no import. */
export const NO_IMPORT = "none";

/** A record to be filled in, with the strategy that is written at the moment. */
export function emptyRun(written: KeptStrategy): SearchRun {
  return {
    database: "",
    platform: "",
    searched_with: [],
    is_register: false,
    searched_on: "",
    coverage: "",
    syntax: written.syntax ?? "",
    strategy: written.text,
    limits: "",
    reasons_for_limits: "",
    filters: "",
    prior_work: "",
    updates: "",
    peer_review: "",
    records: null,
    blocks_version: null,
    search: null,
  };
}

/** The record linked to an import. What the import says fills what is empty; what a person wrote stays. */
export function withImport(run: SearchRun, search: SearchRow | null): SearchRun {
  if (search === null) return { ...run, search: null };
  return {
    ...run,
    search: search.id,
    database: run.database || search.source,
    searched_on: run.searched_on || (search.searched_on ?? ""),
    strategy: search.strategy?.trim() ? search.strategy : run.strategy,
    is_register: run.is_register || search.kind === "register",
  };
}

/** The number of records as it was typed; `null` for none or for what is no number. */
export function recordsOf(text: string): number | null {
  const bare = text.replace(/[\s,.\u00a0\u202f]/g, "");
  return /^\d{1,9}$/.test(bare) ? Number(bare) : null;
}
