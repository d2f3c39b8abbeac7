// What a strategy finds, in words, and the order of terms.

import type { StrategyLine, StrategyProblem, StrategyRecall, StrategyView, TermProposal } from "../../host/contract";
import { count, number } from "../../parts/format";

export const WEIGHTS: Record<StrategyProblem["weight"], string> = { error: "Error", warning: "Warning", hint: "Hint" };

/** A small one that every part of the screen has something to say about. */
export const EXAMPLE = `1. "medication review"[tiab] OR pharmacist*[tiab]
2. patient discharge[mh] OR discharge*[tiab]
3. #1 AND #2`;

/** "3:14"; empty where a problem is about the whole. */
export function placeWords({ line, column }: { line: number; column: number }): string {
  return line === 0 ? "" : `${line}:${column}`;
}

/** "2 errors, 1 warning, 3 hints" */
export function problemsWords(problems: readonly StrategyProblem[]): string {
  return (Object.keys(WEIGHTS) as StrategyProblem["weight"][])
    .flatMap((weight) => {
      const many = problems.filter((problem) => problem.weight === weight).length;
      return many === 0 ? [] : [count(many, WEIGHTS[weight].toLowerCase())];
    })
    .join(", ");
}

/** The worst problem of each row of the text. */
export function worstByRow(problems: readonly StrategyProblem[]): ReadonlyMap<number, StrategyProblem["weight"]> {
  const order = Object.keys(WEIGHTS);
  const worst = new Map<number, StrategyProblem["weight"]>();
  for (const { line, weight } of problems) {
    const known = worst.get(line);
    if (known === undefined || order.indexOf(weight) < order.indexOf(known)) worst.set(line, weight);
  }
  return worst;
}

/** What a line, a chip or all concepts find: "12 records", or "12 to at most 15 records" where something cannot be judged here. */
export function hitsWords({ hits, at_most }: { hits: number; at_most: number }): string {
  return at_most > hits ? `${number(hits)} to at most ${count(at_most, "record")}` : count(hits, "record");
}

/** "12 of 14 included at full text", with "to at most 13" where something cannot be judged here. */
export function recallWords({ name, relevant, found, at_most }: StrategyRecall): string {
  const found_words = at_most > found ? `${number(found)} to at most ${number(at_most)}` : number(found);
  return `${found_words} of ${number(relevant)} ${name}`;
}

/** What the last line finds, as a sentence; `null` where no line was read. */
export function resultWords({ lines, records }: Pick<StrategyView, "lines" | "records">): string | null {
  const last = lines.at(-1);
  if (last === undefined) return null;
  return `The last line finds ${hitsWords({ ...last })} of the ${number(records)} in this review.`;
}

/** What a line finds of each set: "12 of 14 included at full text". */
export function relevantOf(line: StrategyLine, recall: readonly StrategyRecall[]): string[] {
  return line.relevant.flatMap((found, index) => {
    const set = recall[index];
    return set === undefined ? [] : [`${number(found)} of ${number(set.relevant)} ${set.name}`];
  });
}

/** Below this share of records with keywords, hits of headings mislead. */
const FEW_KEYWORDS = 0.5;

/** Whether lines of headings find less here than in the database. */
export function fewKeywords({ records, with_keywords }: Pick<StrategyView, "records" | "with_keywords">): boolean {
  return records > 0 && with_keywords < FEW_KEYWORDS * records;
}

export type TermOrder = "clearest" | "term" | "in_title" | "in_abstract" | "in_keywords" | "relevant" | "others";

/** Numbers from the largest, names from A; "clearest" is the order of the program. */
export function inOrder(terms: readonly TermProposal[], order: TermOrder): readonly TermProposal[] {
  if (order === "clearest") return terms;
  if (order === "term") return [...terms].sort((a, b) => a.term.localeCompare(b.term, "en-GB"));
  return [...terms].sort((a, b) => b[order] - a[order]);
}
