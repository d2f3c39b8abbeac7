import { expect, test } from "vitest";
import { stretches } from "./evidence";
import type { Span } from "./suggestions";

const span = (start: number, end: number, label = "I1"): Span => ({ start, end, criterion: label, label });
const plain = (text: string) => [{ text, list: null }];
const shape = (text: string, spans: Span[], from = 0) =>
  stretches(plain(text), spans, from).map(({ segments, spans: own, ends }) => [
    segments.map((segment) => segment.text).join(""),
    own.map(({ label }) => label).join(" "),
    ends.map(({ label }) => label).join(" "),
  ]);

test("a sentence stands by itself, and nothing of the text is lost", () => {
  expect(shape("One. Two. Three.", [span(5, 9)])).toEqual([
    ["One. ", "", ""],
    ["Two.", "I1", "I1"],
    [" Three.", "", ""],
  ]);
});

test("sentences of several criteria may overlap", () => {
  expect(shape("One. Two. Three.", [span(0, 9), span(5, 16, "E1")])).toEqual([
    ["One. ", "I1", ""],
    ["Two.", "I1 E1", "I1"],
    [" Three.", "E1", "E1"],
  ]);
});

test("a paragraph takes what falls into it, counted from where it begins", () => {
  expect(shape("Two. Three.", [span(0, 4), span(5, 9), span(20, 30)], 5)).toEqual([
    ["Two.", "I1", "I1"],
    [" Three.", "", ""],
  ]);
});

test("marks of the team stay within", () => {
  const marked = [
    { text: "Frail ", list: 0 },
    { text: "adults fell.", list: null },
  ];
  expect(stretches(marked, [span(0, 18)])).toEqual([{ segments: marked, spans: [span(0, 18)], ends: [span(0, 18)] }]);
});

test("no text, no stretches", () => {
  expect(stretches([], [span(0, 4)])).toEqual([]);
});
