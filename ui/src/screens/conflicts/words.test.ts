import { describe, expect, it } from "vitest";
import type { Decision, Role, Verdict } from "../../host/contract";
import { conflictInWords } from "./words";

function decision(verdict: Verdict, role: Role = "reviewer"): Decision {
  const about = { id: "d", record_id: "r", stage: "title_abstract" as const, reviewer_id: "p" };
  return { ...about, role, verdict, reason: null, note: null, active_ms: null, protocol_version: 1, decided_at: 0 };
}

describe("conflictInWords", () => {
  it.each([
    [[decision("include"), decision("exclude")], "The reviewers disagree"],
    [[decision("exclude"), decision("exclude")], "The reviewers exclude it for different reasons"],
    [[decision("include"), decision("unsure")], "One reviewer was unsure"],
    [[decision("unsure")], "The reviewer was unsure"],
    [[decision("unsure"), decision("unsure")], "All reviewers were unsure"],
    [[decision("include"), decision("unsure", "adjudicator")], "It was looked at to be settled, and left unsure"],
  ])("says why (%#)", (decisions, words) => {
    expect(conflictInWords(decisions)).toBe(words);
  });
});
