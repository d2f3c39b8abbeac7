// A text in paragraphs, with the words of a quote told apart. Of several places with the same words the one is taken
// that stands between the same others.

import type { EvidenceQuote } from "../../../host/contract";

export interface Stretch {
  text: string;
  marked: boolean;
}

/** Where a quote begins in the text; -1 where it does not stand there. */
export function placeOfQuote(text: string, { exact, prefix, suffix }: Pick<EvidenceQuote, "exact" | "prefix" | "suffix">): number {
  let best = -1;
  let bestFits = -1;
  if (exact === "") return -1;
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    const fits =
      (text.slice(0, at).endsWith(prefix) ? 1 : 0) + (text.slice(at + exact.length).startsWith(suffix) ? 1 : 0);
    if (fits > bestFits) [best, bestFits] = [at, fits];
  }
  return best;
}

export function around(text: string, quote: EvidenceQuote | null): Stretch[][] {
  const from = quote === null ? -1 : placeOfQuote(text, quote);
  const to = from < 0 || quote === null ? -1 : from + quote.exact.length;
  const paragraphs: Stretch[][] = [];
  let start = 0;
  for (const paragraph of text.split(/\n{2,}/)) {
    const begin = text.indexOf(paragraph, start);
    start = begin + paragraph.length;
    const [left, right] = [Math.max(from, begin) - begin, Math.min(to, start) - begin];
    const parts =
      from < 0 || right <= left
        ? [{ text: paragraph, marked: false }]
        : [
            { text: paragraph.slice(0, left), marked: false },
            { text: paragraph.slice(left, right), marked: true },
            { text: paragraph.slice(right), marked: false },
          ];
    paragraphs.push(parts.filter((part) => part.text !== ""));
  }
  return paragraphs.filter((parts) => parts.length > 0);
}
