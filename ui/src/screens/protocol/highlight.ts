// The preview of the team's marked words: the rules that the program marks records by (workbench, screen.rs).

import type { HighlightList, Segment } from "../../host/contract";

/** Words or phrases as they are typed: one after the other, parted by commas, semicolons or lines. */
export function termsOf(text: string): string[] {
  const terms = text.split(/[,;\n]/).map((term) => term.trim().replace(/\s+/g, " "));
  return [...new Set(terms.filter((term) => term.replaceAll("*", "") !== ""))];
}

/** The text in pieces. Where words of two lists overlap, the list that comes first wins. */
export function mark(text: string, lists: readonly HighlightList[]): Segment[] {
  const marks: { start: number; end: number; list: number }[] = [];
  lists.forEach((list, index) => {
    for (const found of text.matchAll(pattern(list.terms))) {
      const [start, end] = [found.index, found.index + found[0].length];
      if (!marks.some((mark) => start < mark.end && mark.start < end)) marks.push({ start, end, list: index });
    }
  });
  marks.sort((a, b) => a.start - b.start);
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end, list } of marks) {
    if (at < start) segments.push({ text: text.slice(at, start), list: null });
    segments.push({ text: text.slice(start, end), list });
    at = end;
  }
  if (at < text.length) segments.push({ text: text.slice(at), list: null });
  return segments;
}

const WORD = "[\\p{L}\\p{M}\\p{N}_]";
const NOTHING = /(?!)/gu;

/** Whole words, without regard to case; a "*" at the end stands for any continuation of the word. */
function pattern(terms: readonly string[]): RegExp {
  const parts = terms
    .map((term) => term.trim())
    .filter((term) => term.replaceAll("*", "") !== "")
    .map((term) => {
      const open = term.endsWith("*");
      const stem = open ? term.slice(0, -1) : term;
      const words = stem.split(/\s+/).filter(Boolean).map(escape).join("\\s+");
      const start = /^[\p{L}\p{N}]/u.test(stem) ? `(?<!${WORD})` : "";
      const end = open ? `${WORD}*` : /[\p{L}\p{N}]$/u.test(stem) ? `(?!${WORD})` : "";
      return start + words + end;
    });
  return parts.length === 0 ? NOTHING : new RegExp(parts.join("|"), "giu");
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
