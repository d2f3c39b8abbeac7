// The text of a strategy: its rows, where a problem stands in it, and what is put in at the cursor.

/** A place in the text as the program names it: row and character from 1; row 0 is the whole. */
export interface Place {
  line: number;
  column: number;
}

/** Where the cursor goes for a place. The program counts characters, the text field UTF-16 units. */
export function cursorAt(text: string, { line, column }: Place): number {
  if (line < 1) return 0;
  const rows = text.split("\n");
  // The text may have become shorter since the program read it.
  if (line > rows.length) return text.length;
  const before = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0);
  const characters = Array.from(rows[line - 1] ?? "");
  return before + characters.slice(0, Math.max(0, column - 1)).join("").length;
}

/** The row in which a cursor stands, from 1. */
export function rowOf(text: string, cursor: number): number {
  return text.slice(0, cursor).split("\n").length;
}

/** The place in the list of the first problem behind the cursor, from the top again after the last; -1 where none has a place. */
export function problemAfter(text: string, cursor: number, problems: readonly Place[]): number {
  const placed = problems.flatMap((problem, index) => (problem.line > 0 ? [{ index, at: cursorAt(text, problem) }] : []));
  const behind = placed.filter(({ at }) => at > cursor);
  const from = behind.length > 0 ? behind : placed;
  return from.reduce((first, one) => (one.at < first.at ? one : first), { index: -1, at: Infinity }).index;
}

export interface Inserted {
  text: string;
  /** Where the cursor stands afterwards. */
  cursor: number;
}

const OPERATOR = /(^|[\s(])(and|or|not)$/i;
/** A number with its sign at the beginning of a row: a term after it is the first of its line. */
const NUMBER = /^\s*(?:[#s]?\d{1,4}[.):]?|\/\/.*)$/i;

/** Puts a term in place of what is selected, joined by OR to a term that stands before it. */
export function withTerm(text: string, term: string, start: number, end: number): Inserted {
  const row = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const before = row.trimEnd();
  const first = before === "" || NUMBER.test(before) || OPERATOR.test(before) || before.endsWith("(");
  const parted = row === "" || row.endsWith("(") || row !== before;
  const after = /^[^\s)]/.test(text.slice(end)) ? " " : "";
  const piece = `${parted ? "" : " "}${first ? "" : "OR "}${asWritten(term)}${after}`;
  return { text: text.slice(0, start) + piece + text.slice(end), cursor: start + piece.length };
}

/** A term of several words stands in quotation marks, which every database takes for a phrase. */
export function asWritten(term: string): string {
  return /\s/.test(term) && !term.startsWith('"') ? `"${term}"` : term;
}

/** What is kept of an unfinished strategy: its text and the language that was chosen for it, if one was. */
export interface KeptStrategy {
  text: string;
  syntax: string | null;
}

export function readKept(draft: string | null): KeptStrategy {
  try {
    const kept = JSON.parse(draft ?? "null") as Partial<KeptStrategy> | null;
    return {
      text: typeof kept?.text === "string" ? kept.text : "",
      syntax: typeof kept?.syntax === "string" ? kept.syntax : null,
    };
  } catch {
    return { text: draft ?? "", syntax: null };
  }
}
