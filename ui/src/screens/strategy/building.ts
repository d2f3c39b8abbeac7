// Blocks of chips as they are edited: what is put in, taken out and moved to. Nothing here knows a component.

import type { BlockFigures, Chip, ChipFigures, ChipOrigin, SearchBlock, SearchBlocks } from "../../host/contract";
import { number } from "../../parts/format";
import { hitsWords } from "./words";

export const FIELDS: readonly { value: Chip["field"]; label: string }[] = [
  { value: "title_abstract", label: "Title and abstract" },
  { value: "title", label: "Title" },
  { value: "abstract", label: "Abstract" },
  { value: "keywords", label: "Keywords" },
  { value: "anywhere", label: "Also headings and keywords" },
];

/** What a block finds; chips that were just put in have no figures yet. */
export type FiguresOfBlock = Omit<BlockFigures, "chips"> & { chips: (ChipFigures | undefined)[] };

/** A chip as somebody typed it. */
export function typed(text: string, kind: Chip["kind"]): Chip {
  return made(text, kind, "typed", null);
}

/** A chip out of what was proposed. */
export function made(text: string, kind: Chip["kind"], origin: ChipOrigin, model: string | null): Chip {
  return { text: text.trim().replace(/\s+/g, " "), kind, field: "title_abstract", explode: kind === "heading", focus: false, origin, model };
}

/** The terms of what was typed or pasted: one a line, or parted by semicolons. */
export function termsOf(text: string): string[] {
  return text
    .split(/[;\n]/)
    .map((term) => term.trim().replace(/\s+/g, " "))
    .filter((term) => term !== "");
}

/** Whether two chips search the same. */
export function same(one: Chip, other: Chip): boolean {
  return one.kind === other.kind && one.field === other.field && one.text.toLowerCase() === other.text.toLowerCase();
}

/** The chips with another one, at its end; as they are where it is there already. */
export function withChip(chips: readonly Chip[], chip: Chip): Chip[] {
  return chip.text === "" || chips.some((known) => same(known, chip)) ? [...chips] : [...chips, chip];
}

/** The chips with one of them changed; another one that searches the same goes. */
export function withChange(chips: readonly Chip[], at: number, chip: Chip): Chip[] {
  return chips.flatMap((known, place) => (place === at ? [chip] : same(known, chip) ? [] : [known]));
}

/** Proposals that are in no chip of the block yet, whatever their field. */
export function open(proposals: readonly Chip[], block: SearchBlock): Chip[] {
  const taken = new Set(block.chips.map((chip) => `${chip.kind} ${chip.text.toLowerCase()}`));
  return proposals.filter((proposal) => !taken.has(`${proposal.kind} ${proposal.text.toLowerCase()}`));
}

export function isEmpty(blocks: SearchBlocks): boolean {
  return blocks.blocks.every(({ chips }) => chips.length === 0);
}

export function sameBlocks(one: SearchBlocks, other: SearchBlocks): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Where a chip comes from, in words. */
export function originWords({ origin, model }: Pick<Chip, "origin" | "model">): string {
  switch (origin) {
    case "typed":
      return "typed";
    case "protocol":
      return "from the protocol";
    case "records":
      return "from included records";
    case "strategy":
      return "from a strategy";
    case "model":
      return model === null ? "by a model" : `by model ${model}`;
  }
}

/** What a chip is beside its words: "heading, exploded", "title only". */
export function kindWords(chip: Chip): string {
  if (chip.kind === "heading") return ["heading", chip.explode && "exploded", chip.focus && "main topic"].filter(Boolean).join(", ");
  return chip.field === "title_abstract" ? "" : (FIELDS.find(({ value }) => value === chip.field)?.label.toLowerCase() ?? "");
}

/** What a chip finds: "34 records, 5 relevant, 2 by it alone"; for one that nobody knows, that. */
export function figureWords(figures: ChipFigures): string {
  if (figures.known === "nobody") return "unknown here";
  if (figures.known === "cannot_tell") return "no keywords to tell by";
  if (figures.known === "vocabulary") return "a keyword, found in no record";
  return [hitsWords(figures), figures.relevant > 0 && `${number(figures.relevant)} relevant`, figures.only_it_finds > 0 && `${number(figures.only_it_finds)} by it alone`]
    .filter(Boolean)
    .join(", ");
}

/** What stands below a chip: "34 records · typed"; where it comes from alone while what it finds is not known yet. */
export function saidWords(chip: Pick<Chip, "origin" | "model">, figures: ChipFigures | null | undefined): string {
  return figures == null ? originWords(chip) : `${figureWords(figures)} · ${originWords(chip)}`;
}

/** Why a chip is marked red, in a sentence; `null` for one that is known. */
export function unknownWords(figures: ChipFigures): string | null {
  if (figures.known !== "nobody") return null;
  const like = figures.did_you_mean.length > 0 ? ` Did you mean ${figures.did_you_mean.map((word) => `“${word}”`).join(" or ")}?` : "";
  return `Neither the text nor the keywords of any record has it.${like}`;
}

/** Blocks out of a draft; `null` where it is none. */
export function readBlocks(draft: string | null): SearchBlocks | null {
  try {
    const kept = JSON.parse(draft ?? "null") as Partial<SearchBlocks> | null;
    if (kept === null || !Array.isArray(kept.blocks)) return null;
    const whole = kept.blocks.every((block) => typeof block.name === "string" && Array.isArray(block.chips) && block.chips.every((chip) => typeof chip.text === "string"));
    return whole ? { blocks: kept.blocks, from_year: kept.from_year ?? null, to_year: kept.to_year ?? null, language: kept.language ?? null } : null;
  } catch {
    return null;
  }
}

/** A year that was typed; `null` for none or for what is no year. */
export function readYear(text: string): number | null {
  return /^(1[6-9]|20)\d\d$/.test(text.trim()) ? Number(text) : null;
}
