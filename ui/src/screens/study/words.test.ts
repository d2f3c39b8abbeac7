import { describe, expect, it } from "vitest";
import type { StudyProgress, StudyStanding } from "../../host/contract";
import { estimateWords, leftWords, percentOf, progressWords } from "./words";

const reader: StudyProgress = {
  reviewer: "1",
  name: "A. Reader",
  role: "reader",
  practised: 4,
  practice: 10,
  done: 0,
  of: 12,
};

describe("a study in words", () => {
  it("tells shares with a true minus, and none before nothing", () => {
    expect(percentOf(0.25)).toBe("25\u00a0%");
    expect(percentOf(-0.123)).toBe("−12.3\u00a0%");
    expect(percentOf(-0.0001)).toBe("0\u00a0%");
    expect(estimateWords({ value: 0.25, interval: { low: -0.1, high: 0.4 } })).toBe("25\u00a0% (−10 to 40\u00a0%)");
    expect(estimateWords({ value: 0.25, interval: null })).toBe("25\u00a0% (no interval)");
  });

  it("tells practice before the study", () => {
    expect(progressWords(reader)).toBe("practised 4 of 10");
    expect(progressWords({ ...reader, practised: 10, done: 3 })).toBe("read 3 of 12");
    expect(progressWords({ ...reader, role: "adjudicator", practice: 0, practised: 0, done: 2, of: 6 })).toBe(
      "judged 2 of 6",
    );
  });

  it("says what is left", () => {
    const study = { complete: false, people: [reader], differing: 1, of: "records" } as unknown as StudyStanding;
    expect(leftWords(study)).toBe("Waits for A. Reader. The adjudicators differ on 1\u00a0record.");
    expect(leftWords({ ...study, of: "values", differing: 2 })).toContain("differ on 2\u00a0values.");
    expect(leftWords({ ...study, complete: true })).toBe("Everything is read and settled.");
  });
});
