// The result that is being assessed: what is shown of it, which question is at hand, how long it took, and what a person
// says.

import { SvelteMap } from "svelte/reactivity";
import { untrack } from "svelte";
import type {
  BiasAnswer,
  BiasJudgement,
  BiasResultView,
  EvidenceQuote,
  ReviewerId,
  TimeSpent,
} from "../../../host/contract";
import { call } from "../../../host/host";
import { Busy } from "../../../state/busy.svelte";
import { query } from "../../../state/query.svelte";
import { settings } from "../../../state/settings.svelte";
import { toasts } from "../../../state/toasts.svelte";
import { isAttended, watchAttention } from "../../deciding/attention";
import { drafts } from "../../deciding/drafts.svelte";
import { Stopwatch } from "../../deciding/stopwatch";
import { Shown } from "../../extract/study/shown.svelte";
import { nextOpen, questionsOf, type Line } from "./lines";

/** What is written on a question and not saved with an answer yet. */
interface Draft {
  comment: string;
  quote: EvidenceQuote | null;
}

export class Assessing {
  readonly result: string;
  readonly reviewer: ReviewerId;
  readonly view;
  readonly lines: readonly Line[];
  #key = $state<string | null>(null);
  #drafts = new SvelteMap<string, Draft>();
  /** Whether comments are known that were typed earlier, on questions that were left without an answer. */
  #draftsRead = $state(false);
  /** Words that are shown in place of those of the question at hand. */
  #other = $state.raw<EvidenceQuote | null>(null);
  readonly #shown = new Shown(() => this.#other ?? (this.line === null ? null : this.draft(this.line).quote));
  #watch: Stopwatch | null = null;

  /** Made while a component is: it follows the review. */
  constructor(result: string, reviewer: ReviewerId) {
    this.result = result;
    this.reviewer = reviewer;
    this.view = query<BiasResultView>(() => call("bias_result", { result, reviewer }));
    this.lines = $derived(questionsOf(this.view.data ?? null));
    // The first question without an answer is at hand when the result is opened.
    $effect(() => {
      const { lines } = this;
      untrack(() => {
        if (lines.length === 0 || this.line !== null) return;
        this.go(nextOpen(lines, null) ?? lines[0]?.question.id ?? null);
      });
    });
    $effect(() => watchAttention(() => this.#watch));
    void drafts
      .load()
      .then(() => (this.#draftsRead = true))
      .catch((thrown: unknown) => toasts.fail(thrown));
  }

  #placeOf(question: string): string {
    return `bias ${this.result} ${this.reviewer} ${question}`;
  }

  get key(): string | null {
    return this.#key;
  }

  get line(): Line | null {
    return this.lines.find(({ question }) => question.id === this.#key) ?? null;
  }

  get open(): boolean {
    return this.view.data !== undefined && this.view.data.closed === null;
  }

  /** Comment and quote of a question, as they are written now. */
  draft({ question, given }: Line): Draft {
    const own = this.#drafts.get(question.id);
    if (own !== undefined) return own;
    const kept = this.#draftsRead ? drafts.at(this.#placeOf(question.id)) : "";
    return { comment: kept === "" ? (given?.comment ?? "") : kept, quote: given?.quote ?? null };
  }

  /** The words that the documents show. */
  get shown(): EvidenceQuote | null {
    return this.#shown.quote;
  }

  show(quote: EvidenceQuote): void {
    this.#other = quote;
    this.#shown.again();
  }

  go(key: string | null): void {
    if (key !== this.#key) {
      this.#watch = new Stopwatch(performance.now(), isAttended());
      this.answer.error = null;
    }
    this.#key = key;
    this.#other = null;
    this.#shown.again();
  }

  step(by: number): void {
    const asked = this.lines.filter(({ state }) => state.asked === "yes");
    const at = asked.findIndex(({ question }) => question.id === this.#key);
    const next = asked[Math.max(0, Math.min(asked.length - 1, at + by))];
    if (next !== undefined) this.go(next.question.id);
  }

  write(line: Line, comment: string): void {
    this.#drafts.set(line.question.id, { ...this.draft(line), comment });
    drafts.keep(this.#placeOf(line.question.id), comment);
  }

  /** Makes words the quote of the question at hand; kept at once where it is answered already. */
  take(quote: EvidenceQuote | null): void {
    const { line } = this;
    if (line === null) return;
    this.#drafts.set(line.question.id, { ...this.draft(line), quote });
    this.#other = null;
    if (line.given !== null) void this.keep();
  }

  /** Keeps comment and quote of the question at hand with the answer that it has. */
  async keep(): Promise<void> {
    const { line } = this;
    if (line?.given == null || !this.open) return;
    const { comment, quote } = this.draft(line);
    if (comment.trim() === line.given.comment && quote === line.given.quote) return;
    await this.#say(line, line.given.answer);
  }

  readonly answer = new Busy(async (answer: BiasAnswer | null) => {
    const { line } = this;
    if (line === null || !this.open || line.state.asked !== "yes") return;
    if (answer !== null && !line.question.answers.includes(answer)) return;
    await this.#say(line, answer);
    if (answer === null) return;
    const next = nextOpen(this.lines, line.question.id);
    if (next !== null) this.go(next);
  });

  readonly judge = new Busy(async (of: string, judgement: BiasJudgement | null, reason: string) => {
    const { result, reviewer } = this;
    const given = { result, of, judgement, reason, reviewer, settles: false, time: this.#time() };
    this.view.data = await call("give_bias_judgement", { given });
  });

  readonly finish = new Busy(async (finished: boolean) => {
    const { result, reviewer } = this;
    await call("finish_bias_result", { result, reviewer, finished });
    await this.view.refetch();
    if (finished && this.view.data?.unsealed === false) {
      toasts.show("Finished. What the other assessor said shows once both have finished.");
    }
  });

  async #say(line: Line, answer: BiasAnswer | null): Promise<void> {
    const { result, reviewer } = this;
    const { comment, quote } = this.draft(line);
    const given = {
      result,
      question: line.question.id,
      answer,
      quote: answer === null ? null : quote,
      comment: answer === null ? "" : comment,
      reviewer,
      settles: false,
      time: this.#time(),
    };
    const sent = this.#drafts.get(line.question.id);
    this.view.data = await call("answer_bias_question", { given });
    // What was typed on meanwhile is a draft still.
    if (this.#drafts.get(line.question.id) !== sent) return;
    this.#drafts.delete(line.question.id);
    drafts.drop(this.#placeOf(line.question.id));
  }

  /** Time at the question since it came to hand, and a new beginning. */
  #time(): TimeSpent | null {
    const time = this.#watch?.read(performance.now(), settings.value.idle_seconds) ?? null;
    this.#watch = new Stopwatch(performance.now(), isAttended());
    return time;
  }
}

