import { describe, expect, it } from "vitest";
import { asWritten, cursorAt, problemAfter, readKept, rowOf, withTerm } from "./text";

const text = "1. nudg*[tiab]\n2. 𝛽-blocker*[tiab] or β\n3. #1 AND #2";

describe("the cursor", () => {
  it.each([
    [{ line: 1, column: 1 }, 0],
    [{ line: 1, column: 4 }, 3],
    [{ line: 3, column: 1 }, text.indexOf("3. #1")],
    // 𝛽 is one character and two units.
    [{ line: 2, column: 5 }, text.indexOf("-blocker")],
    [{ line: 2, column: 5000 }, text.indexOf("\n3. ")],
    [{ line: 9, column: 1 }, text.length],
    [{ line: 0, column: 0 }, 0],
  ])("goes to %o", (place, at) => {
    expect(cursorAt(text, place)).toBe(at);
  });

  it("knows its row", () => {
    expect(rowOf(text, 0)).toBe(1);
    expect(rowOf(text, text.indexOf("blocker"))).toBe(2);
    expect(rowOf(text, text.length)).toBe(3);
  });
});

describe("the next problem", () => {
  const problems = [
    { line: 0, column: 0 },
    { line: 1, column: 4 },
    { line: 3, column: 1 },
    { line: 2, column: 5 },
  ];

  it("is the first behind the cursor, whatever the order of the list, and begins again after the last", () => {
    expect(problemAfter(text, 0, problems)).toBe(1);
    expect(problemAfter(text, 3, problems)).toBe(3);
    expect(problemAfter(text, 17, problems)).toBe(3);
    expect(problemAfter(text, text.indexOf("-blocker"), problems)).toBe(2);
    expect(problemAfter(text, text.length, problems)).toBe(1);
  });

  it("is none where no problem has a place", () => {
    expect(problemAfter(text, 0, [])).toBe(-1);
    expect(problemAfter(text, 0, [{ line: 0, column: 0 }])).toBe(-1);
  });
});

describe("a term that is put in", () => {
  const at = (before: string, after = "", term = "order sets") => {
    const { text, cursor } = withTerm(before + after, term, before.length, before.length);
    return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
  };

  it.each([
    ["", "", '"order sets"|'],
    ["1. ", "", '1. "order sets"|'],
    ["1.", "", '1. "order sets"|'],
    ["1. nudge", "", '1. nudge OR "order sets"|'],
    ["1. nudge ", "", '1. nudge OR "order sets"|'],
    ["1. nudge OR ", "", '1. nudge OR "order sets"|'],
    ["1. nudge or", "", '1. nudge or "order sets"|'],
    ["1. (", ") AND x", '1. ("order sets"|) AND x'],
    ["1. (nudge", ") AND x", '1. (nudge OR "order sets"|) AND x'],
    ["1. nudge\n", "3. x", '1. nudge\n"order sets" |3. x'],
    ["// concept\n2. a", "\n3. b", '// concept\n2. a OR "order sets"|\n3. b'],
    // A word that ends like an operator is none.
    ["1. sensor", "", '1. sensor OR "order sets"|'],
  ])("after %j, before %j", (before, after, expected) => {
    expect(at(before, after)).toBe(expected);
  });

  it("takes the place of what is selected", () => {
    expect(withTerm("1. nudge OR typo", "default", 12, 16)).toEqual({ text: "1. nudge OR default", cursor: 19 });
  });

  it("is in quotation marks where it has several words", () => {
    expect(asWritten("default")).toBe("default");
    expect(asWritten("choice architecture")).toBe('"choice architecture"');
    expect(asWritten('"choice architecture"')).toBe('"choice architecture"');
  });
});

describe("what is kept", () => {
  it("comes back", () => {
    expect(readKept(JSON.stringify({ text, syntax: "pubmed" }))).toEqual({ text, syntax: "pubmed" });
    expect(readKept(null)).toEqual({ text: "", syntax: null });
    expect(readKept("{}")).toEqual({ text: "", syntax: null });
    expect(readKept("1. nudge")).toEqual({ text: "1. nudge", syntax: null });
  });
});
