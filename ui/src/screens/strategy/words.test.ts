import { describe, expect, it } from "vitest";
import type { StrategyLine, StrategyProblem, TermProposal } from "../../host/contract";
import { fewKeywords, hitsWords, inOrder, placeWords, problemsWords, recallWords, relevantOf, resultWords, worstByRow } from "./words";

const line: StrategyLine = { number: 3, text: "#1 AND #2", words: "", hits: 12, at_most: 12, relevant: [3, 5], blind: [], terms: [] };
const recall = [
  { name: "included at full text", relevant: 14, found: 12, at_most: 12 },
  { name: "included at title and abstract", relevant: 20, found: 15, at_most: 17 },
];

describe("what is found", () => {
  it("is a range where not everything can be judged", () => {
    expect(hitsWords(line)).toBe("12\u00a0records");
    expect(hitsWords({ hits: 1, at_most: 1 })).toBe("1\u00a0record");
    expect(hitsWords({ hits: 1204, at_most: 1310 })).toBe("1,204 to at most 1,310\u00a0records");
  });

  it("is set against the records known to be relevant", () => {
    expect(recall.map(recallWords)).toEqual([
      "12 of 14 included at full text",
      "15 to at most 17 of 20 included at title and abstract",
    ]);
    expect(relevantOf(line, recall)).toEqual(["3 of 14 included at full text", "5 of 20 included at title and abstract"]);
    expect(relevantOf({ ...line, relevant: [] }, recall)).toEqual([]);
  });

  it("is that of the last line", () => {
    expect(resultWords({ lines: [{ ...line, hits: 900 }, line], records: 1816 })).toBe(
      "The last line finds 12\u00a0records of the 1,816 in this review.",
    );
    expect(resultWords({ lines: [], records: 1816 })).toBeNull();
  });

  it("is less for headings where few records have keywords", () => {
    expect(fewKeywords({ records: 100, with_keywords: 49 })).toBe(true);
    expect(fewKeywords({ records: 100, with_keywords: 50 })).toBe(false);
    expect(fewKeywords({ records: 0, with_keywords: 0 })).toBe(false);
  });
});

describe("problems", () => {
  const problem = (weight: StrategyProblem["weight"]): StrategyProblem => ({ weight, line: 1, column: 2, message: "", hint: "" });

  it("are counted by weight", () => {
    expect(problemsWords([problem("hint"), problem("error"), problem("hint")])).toBe("1\u00a0error, 2\u00a0hints");
    expect(problemsWords([])).toBe("");
  });

  it("mark a row by the worst of them", () => {
    const at = (line: number, weight: StrategyProblem["weight"]) => ({ ...problem(weight), line });
    const marks = worstByRow([at(1, "hint"), at(1, "error"), at(1, "warning"), at(3, "hint"), at(0, "warning")]);
    expect([...marks]).toEqual([[1, "error"], [3, "hint"], [0, "warning"]]);
  });

  it("have a place, or are about the whole", () => {
    expect(placeWords({ line: 3, column: 14 })).toBe("3:14");
    expect(placeWords({ line: 0, column: 0 })).toBe("");
  });
});

describe("terms", () => {
  const term = (name: string, relevant: number, others: number): TermProposal => ({
    term: name, in_title: 0, in_abstract: relevant, in_keywords: 0, relevant, others,
  });
  const terms = [term("nudge", 9, 3), term("default", 4, 40), term("order set", 7, 1)];

  it("puts terms in order and leaves those of the program as they are", () => {
    const names = (order: Parameters<typeof inOrder>[1]) => inOrder(terms, order).map((t) => t.term);
    expect(names("clearest")).toEqual(["nudge", "default", "order set"]);
    expect(names("term")).toEqual(["default", "nudge", "order set"]);
    expect(names("relevant")).toEqual(["nudge", "order set", "default"]);
    expect(names("others")).toEqual(["default", "nudge", "order set"]);
    expect(terms.map((t) => t.term)).toEqual(["nudge", "default", "order set"]);
  });
});
