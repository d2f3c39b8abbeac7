// Where a study stands in the extraction, in words.

import type { ExtractionStage, StudyRow } from "../../host/contract";
import { count, number } from "../../parts/format";

export const STAGE_WORDS: Record<ExtractionStage, string> = {
  to_extract: "To extract",
  to_finish: "Ready to finish",
  waiting: "Waits for the other extractor",
  others: "Two others extract it",
  differs: "Differences to settle",
  done: "Done",
};

/** What a person would do with it next. */
export function deed({ stage, answered }: StudyRow): string {
  switch (stage) {
    case "to_extract":
      return answered > 0 ? "Go on" : "Extract";
    case "to_finish":
      return "Finish";
    case "differs":
      return "Settle";
    default:
      return "Open";
  }
}

/** "12 of 41 values", and what else is to be known. */
export function progressWords({ asked, answered, differing, suggested }: StudyRow): string {
  const parts = [asked === 0 ? "Arms and outcomes are to be named" : `${number(answered)} of ${count(asked, "value")}`];
  if (differing > 0) parts.push(count(differing, "difference"));
  if (suggested && answered < asked) parts.push("values are suggested");
  return parts.join(" · ");
}

/** Those that wait for the person come first, what is begun before what is not, each kind in the order of import. */
const ORDER: readonly ExtractionStage[] = ["differs", "to_finish", "to_extract", "waiting", "others", "done"];

export function sorted(rows: readonly StudyRow[]): StudyRow[] {
  const begun = ({ answered }: StudyRow) => (answered > 0 ? 0 : 1);
  return rows.toSorted((a, b) => ORDER.indexOf(a.stage) - ORDER.indexOf(b.stage) || begun(a) - begun(b));
}
