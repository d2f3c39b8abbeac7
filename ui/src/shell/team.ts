// A team's review in words: where it is kept, and what waits for its server.

import type { TeamState } from "../host/contract";
import { count } from "../parts/format";

/** For the bar. */
export function teamShort({ answers, waiting }: TeamState): string {
  if (waiting > 0) return `${count(waiting, "decision")} to send`;
  return answers ? "Team" : "Server away";
}

/** For who asks. */
export function teamWords({ server, answers, waiting }: TeamState): string {
  const where = `This review is kept on ${server}, for everybody in the team.`;
  if (answers && waiting === 0) return `${where} Everything you decided is there.`;
  const kept = waiting === 0 ? "" : ` ${count(waiting, "decision")} of yours ${waiting === 1 ? "is" : "are"} safe on this computer and will be sent.`;
  return answers ? where + kept : `${where} It does not answer now. Go on screening: your decisions are kept here and sent when it is back.${kept}`;
}
