import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, inGamut, readTokens } from "./contrast";

const tokens = readTokens(readFileSync(new URL("tokens.css", import.meta.url), "utf8"));

const AA_TEXT = 4.5;
const AA_GRAPHICS = 3;

const SURFACES = ["page", "raised", "sunken", "hover"];
const VERDICTS = ["include", "exclude", "unsure"];
const MARKS = ["mark-1", "mark-2", "mark-3", "mark-4"];

/** [foreground, background, least contrast] */
const PAIRS: [string, string, number][] = [
  ...SURFACES.flatMap((surface): [string, string, number][] => [
    ["ink", surface, 7],
    ["ink-soft", surface, AA_TEXT],
    ["ink-faint", surface, AA_TEXT],
    ["accent", surface, AA_TEXT],
    ["danger", surface, AA_TEXT],
    ...VERDICTS.map((verdict): [string, string, number] => [verdict, surface, AA_TEXT]),
  ]),
  ...["page", "raised", "sunken"].map((surface): [string, string, number] => ["edge", surface, AA_GRAPHICS]),
  ...[...VERDICTS, "danger"].flatMap((name): [string, string, number][] => [
    [name, `${name}-soft`, AA_TEXT],
    ["ink", `${name}-soft`, 7],
    ["ink-soft", `${name}-soft`, AA_TEXT],
  ]),
  ...MARKS.flatMap((mark): [string, string, number][] => [
    ["ink", mark, 7],
    [`${mark}-line`, "page", AA_GRAPHICS],
    [`${mark}-line`, mark, AA_GRAPHICS],
  ]),
  ["on-accent", "accent", AA_TEXT],
  ["on-accent", "accent-strong", AA_TEXT],
  ["on-accent", "danger", AA_TEXT],
  ["accent", "accent-soft", AA_TEXT],
  ["ink", "accent-soft", 7],
  ["ink", "evidence", 7],
];

describe.each(["light", "dark"] as const)("%s", (theme) => {
  it.each(PAIRS)("%s on %s reaches %s : 1", (foreground, background, least) => {
    const [front, back] = [tokens.get(foreground), tokens.get(background)];
    if (front === undefined || back === undefined) throw new Error(`no colour ${foreground} or ${background}`);
    expect(contrast(front[theme], back[theme])).toBeGreaterThanOrEqual(least);
  });

  it("shows every colour as written on an sRGB screen", () => {
    expect([...tokens].filter(([, token]) => !inGamut(token[theme])).map(([name]) => name)).toEqual([]);
  });
});

it("computes the contrasts of the standard", () => {
  const black = { lightness: 0, chroma: 0, hue: 0 };
  const white = { lightness: 1, chroma: 0, hue: 0 };
  expect(contrast(black, white)).toBeCloseTo(21, 2);
  // #767676 on white is the well-known 4.54 : 1.
  expect(contrast({ lightness: 0.5663, chroma: 0, hue: 0 }, white)).toBeCloseTo(4.54, 1);
});
