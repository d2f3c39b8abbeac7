// What stands on the screens of a study, in words.

import type {
  StudyArm,
  StudyEstimate,
  StudyFindings,
  StudyOf,
  StudyProgress,
  StudyStanding,
} from "../../host/contract";
import { count } from "../../parts/format";

/** One of what is read. */
export const UNITS: Record<StudyOf, string> = { records: "record", values: "value" };

export const ARMS: Record<StudyArm, string> = {
  A: "without suggestions",
  B: "with the suggestion in view",
  C: "own answer first, then the suggestion",
  D: "the model alone",
};

/** "12.5 %", with a true minus. */
export function percentOf(share: number): string {
  const shown = (share * 100).toFixed(1).replace(/\.0$/, "").replace(/^-0$/, "0").replace("-", "−");
  return `${shown}\u00a0%`;
}

/** "12.5 % (3 to 21 %)" */
export function estimateWords({ value, interval }: StudyEstimate): string {
  if (interval === null) return `${percentOf(value)} (no interval)`;
  return `${percentOf(value)} (${percentOf(interval.low).replace("\u00a0%", "")} to ${percentOf(interval.high)})`;
}

/** "read 3 of 12, practice done" */
export function progressWords({ role, practised, practice, done, of }: StudyProgress): string {
  const verb = role === "reader" ? "read" : "judged";
  if (role === "adjudicator") return `${verb} ${done} of ${of}`;
  return practised < practice ? `practised ${practised} of ${practice}` : `${verb} ${done} of ${of}`;
}

/** What is left before the study can be ended without a reason. */
export function leftWords(study: StudyStanding): string {
  if (study.complete) return "Everything is read and settled.";
  const open = study.people.filter(({ done, of }) => done < of).map(({ name }) => name);
  const parts = [];
  if (open.length > 0) parts.push(`Waits for ${open.join(", ")}.`);
  if (study.differing > 0) parts.push(`The adjudicators differ on ${count(study.differing, UNITS[study.of])}.`);
  return parts.join(" ");
}

/** Whether what is reported is what was locked and read. */
export function integrityHolds({ integrity }: StudyFindings): boolean {
  return (
    integrity.audit_whole && integrity.protocol_as_noted && integrity.suggestions_as_locked && integrity.altered === 0
  );
}
