// The words of a query in a whole text. The program marks them in the title and an excerpt; the same words are marked
// in the rest of the abstract.

import type { MarkedText, SearchHit, Segment } from "../../host/contract";

/** What was found in a text, as Marked and Abstract show it: the words of the query are the first list. */
export function segmentsOf({ pieces }: MarkedText): Segment[] {
  return pieces.map(({ text, marked }) => ({ text, list: marked ? 0 : null }));
}

/** The words that were found in a record, longest first. */
export function foundWords({ title, abstract_text }: SearchHit): string[] {
  const marked = [...title.pieces, ...abstract_text.pieces].filter((piece) => piece.marked);
  const words = new Set(marked.map(({ text }) => text.toLowerCase()));
  return [...words].sort((a, b) => b.length - a.length);
}

/** A text with the words marked wherever they stand whole. */
export function markWords(text: string, words: readonly string[]): Segment[] {
  if (words.length === 0 || text === "") return [{ text, list: null }];
  const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+")).join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, "giu");
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, list: index % 2 === 1 ? 0 : null }))
    .filter((piece) => piece.text !== "");
}
