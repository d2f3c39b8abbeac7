// Figures of agreement as people read them: what stands in which row, how sure one can be, and what to beware of.

import type { AgreementFigure, AgreementFigures, ConfidenceInterval, CountUnsure } from "../../host/contract";
import { count, percent } from "../../parts/format";

/** One set of figures of a table, such as those before reviewers talked. */
export interface Series {
  label: string;
  figures: AgreementFigures;
}

export interface FigureRow {
  label: string;
  /** What it is, for who never met it. */
  meaning: string;
  /** One for each series. */
  figures: (AgreementFigure | null)[];
}

export const UNSURE_WAYS: readonly { value: CountUnsure; label: string; words: string }[] = [
  { value: "between_both", label: "Between both", words: "“Unsure” counts as an answer between include and exclude." },
  { value: "as_include", label: "As include", words: "“Unsure” counts as include: the record goes on to the next stage either way." },
  { value: "left_out", label: "Left out", words: "Records on which one of the two was unsure are left out." },
];

/** What arithmetic on fractions leaves over; a root of it in a standard error is larger still. */
const ROUNDING = 1e-6;

/** 0.62 or −0.05; what is not quite 1 is not shown as 1. */
export function decimals(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  const shown = value < 1 - ROUNDING && rounded >= 1 ? 0.99 : rounded;
  return shown.toFixed(2).replace(/^-0\.00$/, "0.00").replace("-", "−");
}

/**
 * The interval to show: that of resampling; where it has no width, because no two draws differed, or is absent, that by
 * formula. None where neither says anything.
 */
export function intervalOf({ resampled, analytic }: AgreementFigure): ConfidenceInterval | null {
  return [resampled, analytic].find((one) => one !== null && one.high - one.low > ROUNDING) ?? null;
}

/** "0.62 (0.48 to 0.75)" */
export function figureWords(figure: AgreementFigure | null): string {
  if (figure === null || figure.value === null) return "not defined";
  const range = intervalOf(figure);
  return decimals(figure.value) + (range === null ? "" : ` (${decimals(range.low)} to ${decimals(range.high)})`);
}

/** The rows that these series have anything for; observed agreement, κ, PABAK and AC1 always, as none is to be read alone. */
export function rowsOf(series: readonly Series[]): FigureRow[] {
  const two = series.every(({ figures }) => figures.raters === 2);
  const row = (label: string, meaning: string, of: (figures: AgreementFigures) => AgreementFigure | null): FigureRow => ({
    label,
    meaning,
    figures: series.map(({ figures }) => of(figures)),
  });
  return [
    row("Observed agreement", "share with the same answer", (f) => f.raw),
    row(two ? "Cohen’s κ" : "Fleiss’ κ", "agreement beyond chance", (f) => f.kappa),
    row("Weighted κ", "unsure is only half a disagreement", (f) => f.weighted_kappa),
    row("PABAK", "κ if all answers were equally frequent", (f) => f.pabak),
    row("Gwet’s AC1", "holds where one answer is rare", (f) => f.ac1),
    row("Gwet’s AC2", "AC1, weighted likewise", (f) => f.ac2),
    row("Krippendorff’s α", "also where not all judged all", (f) => f.alpha),
  ].filter(({ figures }) => figures.some((figure) => figure !== null));
}

/** Where the axis begins that all these figures stand on: 0, or −1 where one or its interval lies below. */
export function axisStart(all: readonly AgreementFigures[]): 0 | -1 {
  const below = all
    .flatMap((figures) => rowsOf([{ label: "", figures }]))
    .flatMap(({ figures }) => figures)
    .some((figure) => figure?.value != null && Math.min(figure.value, intervalOf(figure)?.low ?? 1) < 0);
  return below ? -1 : 0;
}

/** Below so many records the figures say little; our rule of thumb, the intervals say it exactly. */
const FEW = 50;
/** From this share on one answer rules the table. */
const RULES = 0.85;

/** What to beware of when reading these figures, in sentences; none where there is nothing. */
export function cautions(figures: AgreementFigures, categories: readonly string[], unit = "record"): string[] {
  const said: string[] = [];
  if (figures.items < FEW) {
    said.push(
      `Only ${count(figures.items, unit)} so far: too few to say how well they agree. The figures may change a good deal with the next ones.`,
    );
  }
  const ruling = mostFrequent(figures, categories);
  if (figures.kappa.value === null) {
    said.push("Everybody gave the same answer to every one of them, so κ is not defined.");
  } else if (ruling !== null && ruling.share >= RULES) {
    said.push(
      `${percent(ruling.share)} of all answers are “${ruling.category}”. κ then comes out low even where two agree well; AC1 and PABAK do not.`,
    );
  }
  return said;
}

/** Of all answers of two, the most frequent one and its share. */
export function mostFrequent({ table }: AgreementFigures, categories: readonly string[]): { category: string; share: number } | null {
  const k = categories.length;
  if (table === null || table.length !== k * k) return null;
  const answers = categories.map((category, own) => ({
    category,
    given: table.reduce((sum, cell, at) => sum + cell * (Number(Math.floor(at / k) === own) + Number(at % k === own)), 0),
  }));
  const total = answers.reduce((sum, { given }) => sum + given, 0);
  const most = answers.reduce<(typeof answers)[number] | null>((best, one) => (best && best.given >= one.given ? best : one), null);
  return most === null || total === 0 ? null : { category: most.category, share: most.given / total };
}

/** The table of two, row by row. */
export function tableRows(table: readonly number[], categories: readonly string[]): { category: string; cells: number[] }[] {
  const k = categories.length;
  return categories.map((category, at) => ({ category, cells: table.slice(at * k, (at + 1) * k) }));
}
