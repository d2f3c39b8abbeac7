import { describe, expect, test } from "vitest";
import type { TrialReport, TrialRow } from "../../host/contract";
import { findingWords, foundWords, heading, isShown, sizeWords } from "./words";

const report: TrialReport = { record: "r", title: "A report", year: 2018, study: null, state: "included", ways: [], said: null, linked: true };
const trial: TrialRow = {
  number: "NCT01234567",
  also: ["2009-012345-67"],
  joined_by: [],
  registry: "ClinicalTrials.gov",
  title: "Home visits after discharge",
  primary_outcome: "Readmission",
  status: "completed",
  phases: [],
  people: 1286,
  people_are: "planned",
  registered: "2014-03-09",
  start: "2014-01",
  completion: null,
  registered_late: true,
  has_results: false,
  versions: 1,
  reports: [report],
};
const alone: TrialRow = { ...trial, number: "NCT2", reports: [{ ...report, linked: false }] };

describe("which trials are shown", () => {
  test("a report that a person unlinked is none", () => {
    expect(isShown(alone, "without", "")).toBe(true);
    expect(isShown(alone, "with", "")).toBe(false);
    expect(isShown(trial, "without", "")).toBe(false);
    expect(isShown(trial, "included", "")).toBe(true);
    expect(isShown({ ...trial, reports: [{ ...report, state: "excluded" }] }, "included", "")).toBe(false);
  });

  test("every word must be there, also of another registration", () => {
    expect(isShown(trial, "all", "HOME readmission")).toBe(true);
    expect(isShown(trial, "all", "2009-012345-67")).toBe(true);
    expect(isShown(trial, "all", "home stroke")).toBe(false);
  });
});

test("counts in words", () => {
  expect(foundWords([trial, alone])).toBe("1 of 2 registered, no report found.");
  expect(foundWords([trial])).toBe("A report was found of every trial.");
  expect(foundWords([])).toBe("");
});

test("what differs is named by its kind, and never judged", () => {
  expect(findingWords("size", "differs")).toBe("Numbers differ");
  expect(findingWords("start", "differs")).toBe("Dates differ");
  expect(findingWords("primary_outcome", "differs")).toBe("Words differ");
  expect(findingWords("registered_before_start", "differs")).toBe("Registered after its start");
  expect(findingWords("size", "same")).toBe("The same");
});

test("sizes and headings", () => {
  expect(sizeWords(trial)).toBe("1,286 people, planned");
  expect(sizeWords({ people: 1, people_are: null })).toBe("1 person");
  expect(sizeWords({ people: null, people_are: null })).toBeNull();
  expect(heading("primary_completion")).toBe("Primary completion");
});
