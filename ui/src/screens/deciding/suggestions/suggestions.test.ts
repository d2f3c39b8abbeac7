import { expect, test } from "vitest";
import type { Criterion, SuggestedLabel, SuggestionView } from "../../../host/contract";
import { agreementWords, differs, directionOf, likenessWords, needWords, overall, shownOf, spansIn } from "./suggestions";

const criteria: Criterion[] = [
  { id: "a", label: "I1", text: "Adults", polarity: "inclusion" },
  { id: "b", label: "E1", text: "Animals", polarity: "exclusion" },
];

const says = (criterion: string, label: SuggestedLabel | null): SuggestionView => ({
  id: `${criterion}-1`,
  criterion,
  label,
  unread: label === null ? "The answer was not in the form that was asked for." : null,
  evidence: [
    { sentence: "S2", place: "abstract", start: 10, end: 20, text: "", weight: 0.4 },
    { sentence: "S1", place: "abstract", start: 0, end: 9, text: "", weight: 0.9 },
    { sentence: "T1", place: "title", start: 0, end: 5, text: "", weight: 0.2 },
  ],
  likeness: { kind: "no_probability" },
  reason: null,
  warning: null,
  agent: { id: "m", name: "Reader", sha256: "", quantization: "Q8_0", prompt_version: "1", seed: "0" },
  made_at: 0,
});

test("an exclusion criterion that is met speaks against the record", () => {
  expect(directionOf("met", "inclusion")).toBe("for");
  expect(directionOf("met", "exclusion")).toBe("against");
  expect(directionOf("not_met", "exclusion")).toBe("for");
  expect(directionOf("not_met", "inclusion")).toBe("against");
});

test("what is unread, unclear or partly met takes no side, and is never an exclusion", () => {
  for (const said of ["unread", "unclear", "partly"] as const) {
    expect(directionOf(said, "inclusion")).toBe("neither");
    expect(directionOf(said, "exclusion")).toBe("neither");
  }
  expect(overall([says("a", null), says("b", "not_met")], criteria)).toEqual({ direction: "neither", against: [] });
  expect(overall([], criteria).direction).toBe("neither");
});

test("one criterion against is enough; for it speaks only what leaves nothing open", () => {
  expect(overall([says("a", "met"), says("b", "met")], criteria)).toEqual({ direction: "against", against: ["E1"] });
  expect(overall([says("a", "met"), says("b", "not_met")], criteria)).toEqual({ direction: "for", against: [] });
});

test("agreement is told in a sentence, also where there is none", () => {
  const [yes, no, open] = [
    overall([says("a", "met"), says("b", "not_met")], criteria),
    overall([says("a", "not_met"), says("b", "not_met")], criteria),
    overall([says("a", "unclear")], criteria),
  ];
  expect(agreementWords("include", yes)).toBe("The model would have included it as well.");
  expect(agreementWords("exclude", yes)).toBe("The model would have included it.");
  expect(agreementWords("exclude", no)).toBe("By I1 the model speaks against it as well.");
  expect(agreementWords("include", no)).toBe("By I1 the model speaks against it.");
  expect(agreementWords("unsure", yes)).toBe("The model would have included it.");
  expect(agreementWords("include", open)).toBe("The model leaves it open.");
  expect([differs("include", yes), differs("exclude", yes), differs("unsure", yes), differs("include", open)]).toEqual([
    false,
    true,
    null,
    null,
  ]);
});

test("how such records fared is told as a count, or that it is not known", () => {
  expect(likenessWords({ kind: "calibrated", included: 8, of: 10 })).toBe("of 10 such, 8 were included");
  const early = { kind: "not_calibrated", included: 2, excluded: 9, needed: 30, of_each: 5 } as const;
  expect(likenessWords(early)).toBe("not calibrated yet");
  expect(needWords(early)).toBe("2 included and 9 excluded so far; it takes 30 decisions, at least 5 of each.");
});

test("evidence stands in the order of the text, with the label of its criterion", () => {
  expect(spansIn("abstract", [says("b", "met")], criteria)).toEqual([
    { start: 0, end: 9, criterion: "b", label: "E1" },
    { start: 10, end: 20, criterion: "b", label: "E1" },
  ]);
  expect(spansIn("title", [says("a", "met")], criteria)).toEqual([{ start: 0, end: 5, criterion: "a", label: "I1" }]);
});

test("what is hidden shows nothing", () => {
  expect(shownOf({ state: "hidden" })).toEqual([]);
  expect(shownOf(undefined)).toEqual([]);
});
