// The stopping panel in plain words. Recall is stated only where the program's claim states it, and never rounded up.

import type { Claim, KeyPaperState, RecallTest, SafeItem, SampleView, StoppingPanel } from "../../host/contract";
import { count, number } from "../../parts/format";

/** 0.959 → "95 %": a lower bound is rounded down, so that the words never promise more than the number. */
export function atLeast(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}\u00a0%`;
}

/** What has been done, as numbers. */
export function progress({ records, screened, found, irrelevant_in_a_row: row }: StoppingPanel): string {
  const done = `The team has screened ${number(screened)} of ${count(records, "record")} and found ${number(found)} relevant`;
  if (row === 0 || screened === records) return `${done}.`;
  return row === 1 ? `${done}; the last one was irrelevant.` : `${done}; the last ${number(row)} were irrelevant.`;
}

/** What may be stated about the records that are left, or why nothing may. */
export function claimed({ claim, ...panel }: StoppingPanel): string {
  switch (claim.basis) {
    case "everything_read":
      return "Every record has been screened: nothing is missed by stopping early.";
    case "audit_sample":
      return claim.recall_at_least === null
        ? "A random sample of the unread records was read, but nothing relevant has been found at all: nothing can be said about how much of it is found."
        : bound(claim, claim.recall_at_least);
    case "nothing":
      return panel.next_audit_size === 0
        ? "Nothing can be said yet about how many relevant records are still unread."
        : "Nothing can be said yet about how many relevant records are still unread. That takes a random sample of them.";
  }
}

function bound({ confidence }: Claim, recall: number): string {
  return `If you stopped now, at least ${atLeast(recall)} of the relevant records would be found, with ${atLeast(confidence)} confidence. This comes from the random sample of the unread records.`;
}

/** What the next random sample would take, while something is unread. */
export function nextSample({ next_audit_size: size, records, screened, test }: StoppingPanel): string | null {
  if (size === 0 || screened >= records) return null;
  return size >= records - screened
    ? `To state that at least ${atLeast(test.target)} are found, with ${atLeast(test.confidence)} confidence, all ${number(records - screened)} unread records would have to be read.`
    : `To state that at least ${atLeast(test.target)} are found, with ${atLeast(test.confidence)} confidence, ${number(size)} of the ${number(records - screened)} unread records, drawn at random, would have to be read without finding a relevant one.`;
}

/** The test on what was screened. It is for planning: alone it does not keep its confidence. */
export function tested({ reached, target }: RecallTest): string {
  return reached
    ? "Judging by the records screened so far, it is time to think about stopping. This is for planning and proves nothing: the order of the records is not random."
    : `Judging by the records screened so far, it is too early to expect ${atLeast(target)} of the relevant records. Keep screening.`;
}

export interface SafeLine {
  text: string;
  state: SafeItem["state"];
  detail: string;
}

export function safeLine({ kind, state, reached, needed }: SafeItem): SafeLine {
  const of = needed === null ? "" : `${number(reached)} of ${number(needed)}`;
  switch (kind) {
    case "key_papers_found":
      return { state, text: "All key papers are found", detail: needed === null ? "no key papers were named" : of };
    case "twice_the_estimate":
      return {
        state,
        text: "Twice as many records are screened as are thought to be relevant",
        detail: needed === null ? "nobody has estimated how many are relevant" : `${of} screened`,
      };
    case "tenth_screened":
      return { state, text: "A tenth of the records is screened", detail: `${number(reached)} screened, ${number(needed ?? 0)} needed` };
    case "fifty_irrelevant_in_a_row":
      return needed === 0
        ? { state, text: "The last 50 records were irrelevant", detail: "everything is screened" }
        : { state, text: `The last ${number(needed ?? 50)} records were irrelevant`, detail: `${number(reached)} in a row so far` };
  }
}

/** What was drawn from what, and to show what. */
export function sampleHead({ number: nth, size, population, target, confidence }: SampleView): string {
  return `Sample ${number(nth)}: ${number(size)} of ${count(population, "record")}, to show that ${atLeast(target)} are found with ${atLeast(confidence)} confidence.`;
}

const KEY_PAPER_STATES: Record<KeyPaperState, string> = {
  not_in_review: "No search brought it: look at the search strategies",
  removed: "Taken out before screening",
  not_settled: "In the review, not settled yet",
  found: "Found: included at title and abstract",
  excluded: "Excluded at title and abstract: look at it again",
};

export function keyPaperState(state: KeyPaperState): string {
  return KEY_PAPER_STATES[state];
}
