// What a query found in a text, as Marked and Abstract show it.

import type { MarkedText, Segment } from "../../host/contract";

/** The words of the query are the first list. */
export function segmentsOf({ pieces }: MarkedText): Segment[] {
  return pieces.map(({ text, marked }) => ({ text, list: marked ? 0 : null }));
}
