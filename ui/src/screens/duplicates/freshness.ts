import type { AuditEntry, SearchRow } from "../../host/contract";

/** Whether duplicates were looked for among everything that is imported. */
export type Freshness = "nothing_imported" | "never_run" | "stale" | "fresh";

/** The word of the audit trail for a run of the deduplication. */
export const RUN = "deduplicate";

/** `changes` are changes of the audit trail that hold the word `RUN`, the latest first. */
export function freshness(searches: readonly SearchRow[], changes: readonly Pick<AuditEntry, "action" | "at">[]): Freshness {
  const imported = searches.filter((search) => search.withdrawn === null).map((search) => search.imported_at);
  if (imported.length === 0) return "nothing_imported";
  // A note or a tag may hold the word as well.
  const run = changes.find((change) => change.action === RUN);
  if (run === undefined) return "never_run";
  return imported.some((at) => at > run.at) ? "stale" : "fresh";
}
