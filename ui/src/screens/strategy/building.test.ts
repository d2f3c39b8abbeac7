import { describe, expect, it } from "vitest";
import type { ChipFigures, SearchBlock } from "../../host/contract";
import { figureWords, kindWords, made, open, originWords, readBlocks, saidWords, termsOf, typed, unknownWords, withChange, withChip } from "./building";

const figures: ChipFigures = { hits: 34, at_most: 34, relevant: 5, only_it_finds: 2, only_it_finds_relevant: 1, known: "corpus", did_you_mean: [] };

describe("chips", () => {
  it("are put in once", () => {
    const chips = withChip([], typed(" heart   attack ", "term"));
    expect(chips.map(({ text }) => text)).toEqual(["heart attack"]);
    expect(withChip(chips, typed("Heart attack", "term"))).toHaveLength(1);
    expect(withChip(chips, typed("heart attack", "heading"))).toHaveLength(2);
    expect(withChip(chips, typed("  ", "term"))).toHaveLength(1);
  });

  it("go where another is changed to the same", () => {
    const chips = [typed("stroke", "term"), { ...typed("stroke", "term"), field: "title" as const }, typed("gait", "term")];
    const changed = withChange(chips, 1, typed("stroke", "term"));
    expect(changed.map(({ text, field }) => `${text} ${field}`)).toEqual(["stroke title_abstract", "gait title_abstract"]);
  });

  it("are parted by lines and semicolons, not by spaces or commas", () => {
    expect(termsOf("heart attack; infarct*\n\nDiabetes Mellitus, Type 2 ")).toEqual(["heart attack", "infarct*", "Diabetes Mellitus, Type 2"]);
  });

  it("are no proposals any more once they are in the block", () => {
    const block: SearchBlock = { name: "Population", chips: [{ ...typed("stroke", "term"), field: "title" }] };
    const proposals = [made("Stroke", "term", "protocol", null), made("stroke", "heading", "model", "m"), made("gait", "term", "model", "m")];
    expect(open(proposals, block).map(({ text, kind }) => [text, kind])).toEqual([
      ["stroke", "heading"],
      ["gait", "term"],
    ]);
  });

  it("say where they come from and what they are", () => {
    expect(originWords(made("gait", "term", "model", "tiny"))).toBe("by model tiny");
    expect(kindWords({ ...typed("Stroke", "heading"), focus: true })).toBe("heading, exploded, main topic");
    expect(kindWords({ ...typed("gait", "term"), field: "title" })).toBe("title");
    expect(kindWords(typed("gait", "term"))).toBe("");
  });

  it("say with where they come from what they find, as a range where headings cannot be judged", () => {
    const chip = typed("gait", "term");
    expect(saidWords(chip, undefined)).toBe("typed");
    expect(saidWords(chip, { ...figures, relevant: 0, only_it_finds: 0 })).toBe("34\u00a0records · typed");
    expect(figureWords({ ...figures, at_most: 1310, relevant: 0 })).toBe("34 to at most 1,310\u00a0records, 2 by it alone");
  });

  it("say what they find, or that nobody knows them", () => {
    expect(figureWords(figures)).toBe("34\u00a0records, 5 relevant, 2 by it alone");
    expect(unknownWords(figures)).toBeNull();
    const unknown: ChipFigures = { ...figures, hits: 0, known: "nobody", did_you_mean: ["gait"] };
    expect(figureWords(unknown)).toBe("unknown here");
    expect(unknownWords(unknown)).toContain("Did you mean “gait”?");
  });
});

describe("a draft", () => {
  it("is read where it holds blocks", () => {
    const blocks = { blocks: [{ name: "Population", chips: [typed("gait", "term")] }], from_year: 2000, to_year: null, language: null };
    expect(readBlocks(JSON.stringify(blocks))).toEqual(blocks);
    for (const other of [null, "", "{", "[]", '{"blocks":[{"name":1}]}']) expect(readBlocks(other)).toBeNull();
  });
});
