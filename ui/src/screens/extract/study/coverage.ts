// How much of a document was read, in a sentence.

import type { ReadingView } from "../../../host/contract";
import { count, number } from "../../../parts/format";

export function coverage({ pages, pages_read, pages_without_text, units, registrations }: ReadingView): string {
  const parts =
    pages.length === 0
      ? [`Read as text: ${count(units, "sentence or table cell", "sentences and table cells")}`]
      : [`Read ${number(pages_read)} of ${count(pages.length, "page")}`];
  if (pages_without_text.length > 0) {
    const shown = pages_without_text.slice(0, 5).map(number).join(", ");
    const more = pages_without_text.length > 5 ? " and others" : "";
    parts.push(`no text on ${pages_without_text.length === 1 ? "page" : "pages"} ${shown}${more}`);
  }
  if (registrations.length > 0) parts.push(registrations.slice(0, 3).join(", "));
  return parts.join(" · ");
}
