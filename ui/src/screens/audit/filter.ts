// Which part of the audit trail is looked at, and how that stands in the address.

import type { AuditQuery, ReviewerId } from "../../host/contract";

export interface AuditFilter {
  words: string;
  /** A name, or "" for everybody. */
  person: string;
  /** A kind of change, or "" for all. */
  action: string;
  /** A record, or "" for all. */
  record: string;
  /** A day, YYYY-MM-DD, or "" for all. */
  day: string;
}

export const EVERYTHING: AuditFilter = { words: "", person: "", action: "", record: "", day: "" };

export function filterOf(params: Readonly<Record<string, string>>): AuditFilter {
  const { words = "", person = "", action = "", record = "", day = "" } = params;
  return { words, person, action, record, day };
}

/** What of it stands in the address: only what narrows. */
export function paramsOf(filter: AuditFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}

/** A day begins and ends at midnight of this computer. */
export function dayBounds(day: string): { from: number; until: number } | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (parts === null) return null;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  return { from: new Date(year, month - 1, date).getTime(), until: new Date(year, month - 1, date + 1).getTime() };
}

export function queryOf(filter: AuditFilter, viewer: ReviewerId | null, offset = 0, limit = 0): AuditQuery {
  const { words, person, action, record, day } = filter;
  return {
    offset,
    limit,
    words,
    ...(person !== "" && { person }),
    ...(action !== "" && { action }),
    ...(record !== "" && { record }),
    ...(dayBounds(day) ?? {}),
    ...(viewer !== null && { viewer }),
  };
}

const ACTIONS: Record<string, string> = {
  decide: "Decisions",
  adjudicate: "Conflicts settled",
  "undo decision": "Decisions taken back",
  "import decisions": "Decisions imported",
  import: "Imports",
  "merge duplicates": "Duplicates merged by a person",
  deduplicate: "Searches for duplicates",
  "record protocol": "Protocol",
  "edit record": "Records mended",
  retrieve: "Reports sought",
  "attach document": "Reports attached",
  "link study": "Reports of one study",
  suggest: "Suggestions of a model",
  "suggest values": "Suggested values",
  note: "Notes",
  tag: "Tags",
  "draw audit sample": "Audit samples drawn",
  "write report item": "Report items written",
  "name key paper": "Key papers named",
};

/** A kind of change as a choice: "undo merge" → "Undo merge". */
export function actionLabel(action: string): string {
  return ACTIONS[action] ?? `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
}
