import { describe, expect, it } from "vitest";
import type { BiasAsked, BiasGivenAnswer } from "../../../host/contract";
import { answered, nextOpen, type Line } from "./lines";

const domain = { id: "D1", name: "", short: "", questions: [], judging: "", applicability: null };

function line(id: string, asked: BiasAsked, isAnswered: boolean): Line {
  const given: BiasGivenAnswer = { question: id, answer: "Y", quote: null, comment: "" };
  return {
    domain,
    question: { id, text: "", answers: ["Y", "N"], asked: [[]] },
    state: { id, asked, when: "", help: "" },
    given: isAnswered ? given : null,
  };
}

const lines = [
  line("1.1", "yes", true),
  line("1.2", "no", false),
  line("1.3", "yes", false),
  line("1.4", "not_yet_known", false),
  line("1.5", "yes", false),
];

describe("walking through the questions", () => {
  it("goes on to what is asked and open, and begins anew at the end", () => {
    expect(nextOpen(lines, null)).toBe("1.3");
    expect(nextOpen(lines, "1.3")).toBe("1.5");
    expect(nextOpen(lines, "1.5")).toBe("1.3");
    expect(nextOpen([line("1.1", "yes", true)], "1.1")).toBeNull();
  });

  it("counts only what is asked", () => {
    expect(answered(lines)).toEqual({ asked: 3, answered: 1 });
  });
});
