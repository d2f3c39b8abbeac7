import { describe, expect, it } from "vitest";
import type { HighlightList } from "../../host/contract";
import { mark, termsOf } from "./highlight";

const list = (...terms: string[]): HighlightList => ({ name: "A list", shape: "underline", terms });
const marked = (text: string, ...lists: HighlightList[]) =>
  mark(text, lists)
    .map(({ text, list }) => (list === null ? text : `[${list}:${text}]`))
    .join("");

describe("termsOf", () => {
  it("parts by commas, semicolons and lines, and drops what says nothing", () => {
    expect(termsOf("older adult*, frail* ; aged  65\nfrail*, *,")).toEqual(["older adult*", "frail*", "aged 65"]);
  });
});

describe("mark", () => {
  it.each([
    ["whole words", "Trial of trials", list("trial"), "[0:Trial] of trials"],
    ["continuations", "Randomised and nonrandomised", list("randomi*"), "[0:Randomised] and nonrandomised"],
    ["white space", "older\n adults", list("older adult*"), "[0:older\n adults]"],
    ["signs", "(95% CI) C++", list("95%", "c++"), "([0:95%] CI) [0:C++]"],
    ["letters of any script", "naïve naïveté", list("naïve"), "[0:naïve] naïveté"],
    ["nothing", "text", list("*", " "), "text"],
  ])("%s", (_, text, words, expected) => {
    expect(marked(text, words)).toBe(expected);
  });

  it("gives overlaps to the list that comes first", () => {
    expect(marked("after discharge home", list("discharge home"), list("after discharge", "home"))).toBe("after [0:discharge home]");
  });
});
