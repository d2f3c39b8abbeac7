import { expect, it } from "vitest";
import type { ExtractionStage, StudyRow } from "../../host/contract";
import { deed, progressWords, sorted } from "./stages";

const row = (stage: ExtractionStage, changes: Partial<StudyRow> = {}): StudyRow => ({
  study: stage,
  label: stage,
  reports: [],
  stage,
  extractors: [],
  asked: 10,
  answered: 0,
  differing: 0,
  suggested: false,
  ...changes,
});

it("puts what waits for the person first", () => {
  const stages: ExtractionStage[] = ["done", "waiting", "to_extract", "differs", "others", "to_finish"];
  expect(sorted(stages.map((stage) => row(stage))).map(({ stage }) => stage)).toEqual([
    "differs",
    "to_finish",
    "to_extract",
    "waiting",
    "others",
    "done",
  ]);
});

it("says how far a study is", () => {
  expect(progressWords(row("to_extract", { answered: 4, suggested: true }))).toBe("4 of 10\u00a0values · values are suggested");
  expect(progressWords(row("differs", { answered: 10, differing: 1 }))).toBe("10 of 10\u00a0values · 1\u00a0difference");
  expect(progressWords(row("to_extract", { asked: 0 }))).toBe("Arms and outcomes are to be named");
  expect(deed(row("to_extract"))).toBe("Extract");
  expect(deed(row("to_extract", { answered: 1 }))).toBe("Go on");
  expect(deed(row("done"))).toBe("Open");
});
