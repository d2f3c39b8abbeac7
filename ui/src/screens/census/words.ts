// What the census says, in words for clinicians.

import type {
  CensusAnswer,
  CensusCorrectedCount,
  CensusDesign,
  CensusExpected,
  CensusLabelling,
  CensusPhase,
  CensusRevealed,
  CensusSize,
  CensusYear,
  OperatingPoint,
} from "../../host/contract";
import { count, number } from "../../parts/format";

/** In the order in which they are shown. */
export const DESIGNS: readonly { value: CensusDesign; label: string; many: string }[] = [
  { value: "randomised_trial", label: "Randomised trial", many: "Randomised trials" },
  { value: "other_trial", label: "Other trial", many: "Other trials" },
  { value: "observational", label: "Observational study", many: "Observational studies" },
  { value: "diagnostic_accuracy", label: "Diagnostic accuracy", many: "Diagnostic accuracy" },
  { value: "systematic_review", label: "Systematic review", many: "Systematic reviews" },
  { value: "other_review", label: "Other review", many: "Other reviews" },
  { value: "protocol", label: "Protocol", many: "Protocols" },
  { value: "case_report", label: "Case report or series", many: "Case reports and series" },
  { value: "qualitative", label: "Qualitative study", many: "Qualitative studies" },
  { value: "animal", label: "Animal study", many: "Animal studies" },
  { value: "in_vitro", label: "Laboratory study", many: "Laboratory studies" },
  { value: "other", label: "Letter, editorial or other", many: "Letters, editorials and others" },
  { value: "unclear", label: "Unclear", many: "Unclear" },
];

export function designWord(design: CensusDesign): string {
  return DESIGNS.find(({ value }) => value === design)?.label ?? design;
}

const PHASES: Record<CensusPhase, string> = { one: "I", one_two: "I/II", two: "II", two_three: "II/III", three: "III", four: "IV" };

export function phaseWord(phase: CensusPhase | null): string {
  return phase === null ? "not stated" : PHASES[phase];
}

const SIZES: Record<CensusSize, string> = {
  below50: "under 50",
  from50: "50–99",
  from100: "100–499",
  from500: "500–999",
  from1000: "1,000 and more",
  unknown: "not stated",
};

export function sizeWord(size: CensusSize): string {
  return SIZES[size];
}

export const ANSWERS: readonly { value: CensusAnswer; label: string }[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
  { value: "unclear", label: "Unclear" },
];

export function answerWord(answer: CensusAnswer): string {
  return ANSWERS.find(({ value }) => value === answer)?.label ?? answer;
}

export const POINTS: readonly { value: OperatingPoint; label: string; purpose: string }[] = [
  { value: "liberal", label: "Liberal", purpose: "Next to nothing is lost and much comes along: for records that people read anyway." },
  { value: "sensitive", label: "Sensitive", purpose: "Few are lost: for a first sieve." },
  { value: "balanced", label: "Balanced", purpose: "About as many are lost as come along: for counting." },
];

const whole = (value: number) => number(Math.round(value));

/** “of 1,000 trials 48 (31 to 72) are expected to be lost, of 1,000 others 92 (86 to 97) come along”. */
export function costWords(expected: CensusExpected): string {
  const lost = `${whole(expected.lost_per_1000_trials)} (${whole(expected.lost_interval.low)} to ${whole(expected.lost_interval.high)})`;
  const along = `${whole(expected.along_per_1000_others)} (${whole(expected.along_interval.low)} to ${whole(expected.along_interval.high)})`;
  return `Of 1,000 randomised trials ${lost} are expected to be lost; of 1,000 other records ${along} come along.`;
}

/** A probability of the cues as two decimals; 1.00 and 0.00 would claim too much. */
export function probabilityWord(probability: number): string {
  return Math.min(0.99, Math.max(0.01, probability)).toFixed(2);
}

/** “You: no. The classifier: observational study; a randomised trial with 0.03.” */
export function revealedWords({ label, record }: CensusRevealed): string {
  const trial = `a randomised trial with ${probabilityWord(record.randomised_trial)}`;
  const said = record.design === "randomised_trial" ? trial : `${designWord(record.design).toLowerCase()}; ${trial}`;
  return `You: ${answerWord(label).toLowerCase()}. The classifier: ${said}.`;
}

/** What is still to be labelled before counts are corrected; `null` where enough is. */
export function missingWords({ missing_yes, missing_no, about_more, needed }: CensusLabelling): string | null {
  if (missing_yes === 0 && missing_no === 0) return null;
  const parts = [
    missing_yes > 0 ? count(missing_yes, "randomised trial") : null,
    missing_no > 0 ? count(missing_no, "other record") : null,
  ].filter((part) => part !== null);
  const more = about_more === null ? "" : ` Going by those labelled so far, that takes about ${count(about_more, "record")} more.`;
  return `Counts are corrected once ${number(needed)} randomised trials and ${number(needed)} other records are labelled: ${parts.join(" and ")} still missing.${more}`;
}

/** “31.4 (27.9 to 35.2)”, or why there is none. */
export function correctedWords({ number: corrected, interval }: CensusCorrectedCount): string {
  if (corrected === null || interval === null) return "cannot be corrected";
  return `${corrected.toFixed(1)} (${interval.low.toFixed(1)} to ${interval.high.toFixed(1)})`;
}

export interface YearValue {
  year: number;
  value: number;
}

/** Each design that occurs with its counts by year, the most frequent first; years without any are 0. */
export function byDesign(years: readonly CensusYear[]): { design: CensusDesign; total: number; years: YearValue[] }[] {
  const dated = years.flatMap(({ year, designs }) => (year === null ? [] : [{ year, designs }]));
  const of = (designs: CensusYear["designs"], design: CensusDesign) => designs.find((known) => known.design === design)?.records ?? 0;
  return DESIGNS.map(({ value: design }) => ({
    design,
    total: years.reduce((sum, { designs }) => sum + of(designs, design), 0),
    years: dated.map(({ year, designs }) => ({ year, value: of(designs, design) })),
  }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
}

/** First and last year that any record tells; `null` where none does. */
export function span(years: readonly CensusYear[]): [number, number] | null {
  const known = years.flatMap(({ year }) => (year === null ? [] : [year]));
  return known.length === 0 ? null : [Math.min(...known), Math.max(...known)];
}

/** The lines of a field as a list, and back. */
export const lines = (text: string): string[] => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
