// A marked text cut where sentences of evidence begin and end, so that each stretch has the same sentences throughout.

import type { Segment } from "../../../host/contract";
import { cut } from "../sections";
import type { Span } from "./suggestions";

export interface Stretch {
  segments: Segment[];
  /** The spans that cover it. */
  spans: Span[];
  /** Those of them that end with it. */
  ends: Span[];
}

/** Cuts a text. `from` is where it begins in the text that the spans were counted in. */
export function stretches(segments: readonly Segment[], spans: readonly Span[], from = 0): Stretch[] {
  const length = segments.reduce((sum, { text }) => sum + text.length, 0);
  const own = spans
    .map((span) => ({ span, start: Math.max(0, span.start - from), end: Math.min(length, span.end - from) }))
    .filter(({ start, end }) => end > start);
  const at = [...new Set([0, length, ...own.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return at.slice(0, -1).map((start, index) => {
    const end = at[index + 1] ?? length;
    const covering = own.filter((one) => one.start <= start && one.end >= end);
    return {
      segments: cut(segments, start, end),
      spans: covering.map(({ span }) => span),
      ends: covering.filter((one) => one.end === end).map(({ span }) => span),
    };
  });
}
