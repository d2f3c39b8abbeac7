// The questions of this session and the last answer. They outlive the screen, so that an answer is there when its reader
// comes back.

import type { CorpusAnswer, CorpusSummary } from "../../host/contract";
import { call } from "../../host/host";
import { Busy } from "../../state/busy.svelte";
import { jobs } from "../../state/jobs.svelte";
import { session } from "../../state/session.svelte";
import { withQuestion } from "./words";

export class Asked {
  /** What stands in the field. */
  text = $state("");
  answer = $state.raw<CorpusAnswer | null>(null);
  /** The latest first. */
  earlier = $state.raw<readonly string[]>([]);

  /** What a model wrote of the answer, if somebody asked for it. */
  summary = $state.raw<CorpusSummary | null>(null);

  readonly ask = new Busy(async (question: string) => {
    this.summary = null;
    this.sumUp.error = null;
    this.earlier = withQuestion(this.earlier, question);
    this.answer = (await jobs.outcome(call("ask_corpus", { question }))) as CorpusAnswer;
  });

  readonly sumUp = new Busy(async () => {
    const answer = this.answer;
    if (answer === null) return;
    const quotes = answer.sentences.map(({ record, text }) => ({ record, text }));
    const summary = (await jobs.outcome(call("sum_up_answer", { question: answer.question, quotes }))) as CorpusSummary;
    // Another question may have been asked meanwhile.
    if (this.answer === answer) this.summary = summary;
  });
}

let current: { folder: string; asked: Asked } | null = null;

/** What was asked of the open review. */
export function askedOfReview(): Asked {
  const folder = session.review?.folder ?? "";
  if (current?.folder !== folder) current = { folder, asked: new Asked() };
  return current.asked;
}
