import type { Decision } from "../../host/contract";

/** Why a record is in conflict, from the decisions in force. */
export function conflictInWords(decisions: readonly Decision[]): string {
  if (decisions.some(({ role }) => role === "adjudicator")) return "It was looked at to be settled, and left unsure";
  const unsure = decisions.filter(({ verdict }) => verdict === "unsure").length;
  if (unsure > 0 && unsure === decisions.length) return unsure === 1 ? "The reviewer was unsure" : "All reviewers were unsure";
  if (unsure > 0) return "One reviewer was unsure";
  const excluding = decisions.every(({ verdict }) => verdict === "exclude");
  return excluding ? "The reviewers exclude it for different reasons" : "The reviewers disagree";
}
