// What was searched for an answer, in words.

import type { AnsweringSentence, CorpusAnswer } from "../../host/contract";
import { count, number } from "../../parts/format";

/** How far the records were searched: the same for an answer and for none. */
export function searchedWords({ searched, sharing, read, sentences_read, model }: CorpusAnswer): string {
  if (searched === 0) return "There is no record to search yet.";
  const all = `${count(searched, "record")} ${searched === 1 ? "was" : "were"} searched`;
  if (sharing === 0) return `${all}; none shares a word with the question.`;
  const share = sharing === 1 ? "1\u00a0of them shares" : `${number(sharing)} of them share`;
  const of = read < sharing ? `the ${number(read)} that share most` : read === 1 ? "it" : `these ${number(read)}`;
  return `${all}; ${share} words with the question. Of ${of}, ${model} read ${count(sentences_read, "sentence")}.`;
}

/** "Nudging clinicians … (2019), from the title" */
export function sourceWords({ year, is_title }: Pick<AnsweringSentence, "year" | "is_title">): string {
  return [...(year === null ? [] : [String(year)]), is_title ? "its title" : "from its abstract"].join(", ");
}

/** How strongly a sentence was taken for an answer, for those who do not see the bar. */
export function strengthWords(weight: number): string {
  return weight >= 2 / 3 ? "strong" : weight >= 1 / 3 ? "fair" : "weak";
}

/** How long the bar is, as a share: never so short that it cannot be seen. */
export function barOf(weight: number): number {
  return Math.min(1, Math.max(0.04, weight));
}

const KEPT = 20;

/** The questions so far, the latest first, each once. */
export function withQuestion(earlier: readonly string[], question: string): readonly string[] {
  return [question, ...earlier.filter((other) => other !== question)].slice(0, KEPT);
}
