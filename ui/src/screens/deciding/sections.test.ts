import { expect, test } from "vitest";
import { sections } from "./sections";

const plain = (text: string) => [{ text, list: null }];
const shape = (text: string) =>
  sections(plain(text)).map(({ label, segments }) => [
    label,
    segments
      .map((s) => s.text)
      .join("")
      .trim(),
  ]);

test("labels at the start of paragraphs", () => {
  expect(shape("BACKGROUND: Falls are common.\nMETHODS AND RESULTS: We asked.\nPlain end.")).toEqual([
    ["BACKGROUND", "Falls are common."],
    ["METHODS AND RESULTS", "We asked."],
    [null, "Plain end."],
  ]);
});

test("labels within one paragraph, as some databases give them", () => {
  expect(shape("Objective: To see. Design: A trial. Results: It was 12% (n = 4). Conclusions: Yes.")).toEqual([
    ["Objective", "To see."],
    ["Design", "A trial."],
    ["Results", "It was 12% (n = 4)."],
    ["Conclusions", "Yes."],
  ]);
});

test("a colon alone makes no label", () => {
  expect(shape("We asked two things: who and why. The results: none.")).toEqual([
    [null, "We asked two things: who and why. The results: none."],
  ]);
  expect(shape("Effects on pain: a trial")).toEqual([[null, "Effects on pain: a trial"]]);
});

test("marks survive the cutting, and nothing of the text is lost", () => {
  const marked = [
    { text: "RESULTS: 12 ", list: null },
    { text: "frail", list: 0 },
    { text: " adults.\nMore ", list: null },
    { text: "frail", list: 0 },
  ];
  expect(sections(marked)).toEqual([
    {
      label: "RESULTS",
      segments: [
        { text: "12 ", list: null },
        { text: "frail", list: 0 },
        { text: " adults.\n", list: null },
      ],
      from: 9,
    },
    {
      label: null,
      segments: [
        { text: "More ", list: null },
        { text: "frail", list: 0 },
      ],
      from: 26,
    },
  ]);
});

test("no text, no paragraphs", () => {
  expect(sections([])).toEqual([]);
});
