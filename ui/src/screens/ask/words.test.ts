import { describe, expect, it } from "vitest";
import type { CorpusAnswer } from "../../host/contract";
import { barOf, searchedWords, sourceWords, strengthWords, withQuestion } from "./words";

const answer: CorpusAnswer = { question: "How many fell?", model: "Attest reader", searched: 1816, sharing: 240, read: 60, sentences_read: 612, sentences: [] };

describe("what was searched", () => {
  it("says how many records, how many share words, and what was read by which model", () => {
    expect(searchedWords(answer)).toBe(
      "1,816\u00a0records were searched; 240 of them share words with the question. Of the 60 that share most, Attest reader read 612\u00a0sentences.",
    );
    expect(searchedWords({ ...answer, sharing: 12, read: 12, sentences_read: 90 })).toBe(
      "1,816\u00a0records were searched; 12 of them share words with the question. Of these 12, Attest reader read 90\u00a0sentences.",
    );
    expect(searchedWords({ ...answer, searched: 1, sharing: 1, read: 1, sentences_read: 1 })).toBe(
      "1\u00a0record was searched; 1\u00a0of them shares words with the question. Of it, Attest reader read 1\u00a0sentence.",
    );
  });

  it("says that nothing could be read", () => {
    expect(searchedWords({ ...answer, sharing: 0, read: 0, sentences_read: 0 })).toBe(
      "1,816\u00a0records were searched; none shares a word with the question.",
    );
    expect(searchedWords({ ...answer, searched: 0, sharing: 0, read: 0, sentences_read: 0 })).toBe("There is no record to search yet.");
  });
});

describe("a sentence", () => {
  it("tells where it is from", () => {
    expect(sourceWords({ year: 2019, is_title: false })).toBe("2019, from its abstract");
    expect(sourceWords({ year: null, is_title: true })).toBe("its title");
  });

  it("has a strength that is seen or read", () => {
    expect([0, 0.5, 1, 3].map(barOf)).toEqual([0.04, 0.5, 1, 1]);
    expect([0.9, 0.5, 0.1].map(strengthWords)).toEqual(["strong", "fair", "weak"]);
  });
});

describe("earlier questions", () => {
  it("stand once, the latest first", () => {
    expect(withQuestion(["a", "b"], "b")).toEqual(["b", "a"]);
    expect(withQuestion([], "a")).toEqual(["a"]);
    expect(withQuestion(Array.from({ length: 20 }, (_, n) => String(n)), "new")).toHaveLength(20);
  });
});
