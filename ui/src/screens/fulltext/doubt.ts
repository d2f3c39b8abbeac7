// What speaks against a file being the report it was attached to.

import type { DocumentMatch, RecordId } from "../../host/contract";

/** Why a file may not be the report it was attached to; `null` where nothing speaks against it. */
export function doubtOf(match: DocumentMatch, record: RecordId): string | null {
  if (match.record === record || !match.has_text) return null;
  if (match.record !== null && match.found_by !== "file_name") {
    return `${match.name} seems to be another report: “${match.title ?? "without a title"}”.`;
  }
  return `${match.name} is attached, but neither the title nor the DOI of its report stands on its first pages.`;
}
