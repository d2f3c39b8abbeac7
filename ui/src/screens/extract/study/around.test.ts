import { expect, it } from "vitest";
import { around } from "./around";

const quote = (exact: string, prefix = "", suffix = "") => ({
  document: "d",
  unit: "S1",
  exact,
  prefix,
  suffix,
  page: null,
  boxes: [],
});

it("marks the quote in its paragraph", () => {
  const text = "Methods. We asked.\n\nTwelve died. Twelve lived.\n\nEnd.";
  expect(around(text, quote("Twelve lived."))).toEqual([
    [{ text: "Methods. We asked.", marked: false }],
    [
      { text: "Twelve died. ", marked: false },
      { text: "Twelve lived.", marked: true },
    ],
    [{ text: "End.", marked: false }],
  ]);
});

it("takes the place with the same words around it", () => {
  const parts = around("n = 12 in A\nn = 12 in B", quote("n = 12", "A\n", " in B"));
  expect(parts[0]?.[1]).toEqual({ text: "n = 12", marked: true });
  expect(parts[0]?.[0]?.text).toBe("n = 12 in A\n");
});

it("marks over paragraphs, and nothing where the quote is not there", () => {
  expect(around("a b\n\nc d", quote("b\n\nc")).map((p) => p.filter((x) => x.marked).map((x) => x.text))).toEqual([["b"], ["c"]]);
  expect(around("a b", quote("x")).flat().some((x) => x.marked)).toBe(false);
  expect(around("", null)).toEqual([]);
});
