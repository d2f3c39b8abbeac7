// The decisions of one reviewer at one stage: timed, sent one after the other, taken back in the reverse order. Both
// screens that decide (titles and abstracts, full texts) share it; which record comes next is theirs to say.

import type { Decision, RecordId, RecordView, ReviewerId, Stage, SuggestionId, Verdict } from "../../host/contract";
import { Failure, call } from "../../host/host";
import { count } from "../../parts/format";
import { settings } from "../../state/settings.svelte";
import { toasts } from "../../state/toasts.svelte";
import { isAttended, watchAttention } from "./attention";
import { drafts } from "./drafts.svelte";
import { Outbox, type Errand } from "./outbox.svelte";
import { Stopwatch } from "./stopwatch";

export interface Answer {
  view: RecordView;
  verdict: Verdict;
  /** Label of the criterion cited. */
  reason: string | null;
  note: string | null;
  /** The suggestions that were on the screen. */
  seen: readonly SuggestionId[];
}

/** An errand knows whose answer it carries, or takes back. */
interface DecisionErrand extends Errand {
  what: "decide" | "undo";
  answer: Answer;
}

interface Handlers {
  /** The answer was not recorded: its record should be brought back. */
  failed: (answer: Answer) => void;
  /** An answer is on disk, or one was taken back there (`null`). */
  recorded: (answer: Answer | null) => void;
}

/** So many decisions say how long the next ones will take. */
const LATEST = 50;
/** Fewer say nothing. */
const TOO_FEW = 5;

export class Decider {
  readonly outbox = new Outbox<DecisionErrand>();
  /** What was answered since the screen was opened, the latest last. */
  made = $state.raw<readonly Answer[]>([]);
  /** Active milliseconds of the latest decisions. */
  #times = $state.raw<readonly number[]>([]);
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the page follows it
  #watches = new Map<RecordId, Stopwatch>();
  /** What became of each answer. An answer without a decision was given up: there is nothing to take back. */
  #decisions = new WeakMap<Answer, Decision>();
  /** Where the answer that failed stood among those made. */
  #failedAt = 0;
  #shown: RecordId | null = null;
  /** Whether the screen was left. What was answered there is still sent. */
  #left = false;
  readonly #stage: Stage;
  readonly #reviewer: ReviewerId;
  readonly #handlers: Handlers;

  constructor(stage: Stage, reviewer: ReviewerId, handlers: Handlers) {
    this.#stage = stage;
    this.#reviewer = reviewer;
    this.#handlers = handlers;
  }

  /** Active seconds a decision takes on average; `null` before there were enough. */
  get secondsEach(): number | null {
    if (this.#times.length < TOO_FEW) return null;
    return this.#times.reduce((sum, ms) => sum + ms, 0) / this.#times.length / 1000;
  }

  /** The answer that could not be recorded, until a person has said what shall become of it. */
  get failedAnswer(): Answer | null {
    const errand = this.outbox.stuck?.errand;
    return errand?.what === "decide" ? errand.answer : null;
  }

  /** Listens for signs of the reader; returns how to stop. */
  start(): () => void {
    void this.#loadTimes();
    const stop = watchAttention(() => (this.#shown === null ? null : (this.#watches.get(this.#shown) ?? null)));
    const warn = (event: BeforeUnloadEvent) => {
      if (!this.outbox.idle) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      this.show(null);
      stop();
      window.removeEventListener("beforeunload", warn);
      this.#left = true;
      if (this.outbox.stuck !== null) this.#tellLost();
    };
  }

  /** Says which record is in sight: its time runs, that of the one before stands still. */
  show(record: RecordId | null): void {
    if (record === this.#shown) return;
    const now = performance.now();
    if (this.#shown !== null) this.#watches.get(this.#shown)?.leave(now);
    this.#shown = record;
    if (record === null) return;
    const watch = this.#watches.get(record);
    if (watch === undefined) this.#watches.set(record, new Stopwatch(now, isAttended()));
    else if (isAttended()) watch.back(now);
  }

  answer(answer: Answer): void {
    const { view } = answer;
    const watch = this.#watches.get(view.id);
    const time = watch?.read(performance.now(), settings.value.idle_seconds) ?? null;
    watch?.leave(performance.now());
    // Should the record be opened again, that is another reading.
    this.#watches.delete(view.id);
    if (this.#shown === view.id) this.#shown = null;
    let sent = false;

    const errand: DecisionErrand = {
      what: "decide",
      answer,
      run: async () => {
        // Where the answer to the first attempt was lost on its way, the decision may have been recorded after all.
        const before = sent ? await this.#recordedAlready(answer) : null;
        sent = true;
        const decision =
          before ??
          (await call("decide", {
            verdict: {
              record: view.id,
              stage: this.#stage,
              reviewer: this.#reviewer,
              verdict: answer.verdict,
              reason: answer.reason,
              note: answer.note,
              seen: [...answer.seen],
              time,
            },
          }));
        // An answer that was taken back meanwhile has given its note back to be written on.
        if (answer.note !== null && this.made.includes(answer)) drafts.drop(this.notePlace(view.id));
        this.#decisions.set(answer, decision);
        this.#learn(decision);
        this.#handlers.recorded(answer);
      },
      failed: () => {
        if (this.#left) {
          this.#tellLost();
          return;
        }
        // Its reader goes on reading: the time so far belongs to the same decision.
        if (watch !== undefined) this.#watches.set(view.id, watch);
        this.#failedAt = Math.max(0, this.made.indexOf(answer));
        this.made = this.made.filter((one) => one !== answer);
        this.#handlers.failed(answer);
      },
    };
    if (this.failedAnswer === null) {
      this.made = [...this.made, answer];
      this.outbox.add(errand);
    } else {
      this.#takePlace(answer);
      this.outbox.replace(errand);
    }
  }

  /** Sends the answer that failed once more. */
  retry(): void {
    const answer = this.failedAnswer;
    if (answer !== null) this.#takePlace(answer);
    this.outbox.retry();
  }

  /** Takes the latest answer of this sitting back. It is shown at once; the program is told in its turn. */
  undoLatest(): Answer | null {
    const latest = this.made.at(-1);
    if (latest === undefined) return null;
    this.made = this.made.slice(0, -1);
    if (latest.note !== null) drafts.keep(this.notePlace(latest.view.id), latest.note);
    let sent = false;
    this.outbox.add({
      what: "undo",
      answer: latest,
      run: async () => {
        const decision = this.#decisions.get(latest);
        if (decision === undefined) return;
        // Sent twice, it would take back the decision before as well.
        const done = sent && (await this.view(latest.view.id)).own?.id !== decision.id;
        sent = true;
        if (!done) {
          const undone = await call("undo", { reviewer: this.#reviewer });
          if (undone?.id !== decision.id) throw elsewhere(undone);
        }
        this.#handlers.recorded(null);
      },
    });
    return latest;
  }

  /** Takes the latest decision of an earlier sitting back, unless the latest of all was made at the other stage. */
  async undoEarlier(): Promise<RecordView | null> {
    const other: Stage = this.#stage === "title_abstract" ? "full_text" : "title_abstract";
    const [here, there] = await Promise.all([this.#latest(this.#stage), this.#latest(other)]);
    if (here === null) return null;
    if (there !== null && there.decided_at > here.decided_at) throw elsewhere(there);
    const undone = await call("undo", { reviewer: this.#reviewer });
    if (undone === null) return null;
    if (undone.stage !== this.#stage || undone.role === "adjudicator") throw elsewhere(undone);
    return this.view(undone.record_id);
  }

  view(record: RecordId): Promise<RecordView> {
    return call("record", { record, stage: this.#stage, reviewer: this.#reviewer });
  }

  /** Where a note on a record is kept while it is written. */
  notePlace(record: RecordId): string {
    return `note ${this.#stage} ${record}`;
  }

  /** The screen was left: nobody is there to be asked, and the records come back by themselves. */
  #tellLost(): void {
    const { stuck, waiting } = this.outbox;
    if (stuck === null) return;
    const lost = count(waiting.length, "answer was", "answers were");
    toasts.fail(
      new Failure(
        stuck.failure.code,
        `${lost} not recorded: ${stuck.failure.message}`,
        "The records will come back to you.",
      ),
    );
  }

  #takePlace(answer: Answer): void {
    this.made = this.made.toSpliced(this.#failedAt, 0, answer);
  }

  async #recordedAlready({ view, verdict }: Answer): Promise<Decision | null> {
    const { own } = await this.view(view.id);
    return own !== null && own.id !== view.own?.id && own.verdict === verdict ? own : null;
  }

  async #latest(stage: Stage): Promise<Decision | null> {
    const [entry] = await call("history", { reviewer: this.#reviewer, stage, limit: 1 });
    return entry?.decision ?? null;
  }

  async #loadTimes(): Promise<void> {
    // Only the forecast is missing where this fails; the screen itself says what is wrong.
    const entries = await call("history", { reviewer: this.#reviewer, stage: this.#stage, limit: LATEST }).catch(
      () => [],
    );
    this.#times = entries.flatMap(({ decision }) => decision.active_ms ?? []).reverse();
  }

  #learn({ active_ms }: Decision): void {
    if (active_ms !== null) this.#times = [...this.#times, active_ms].slice(-LATEST);
  }
}

function elsewhere(decision: Decision | null): Failure {
  if (decision === null) return new Failure("refused", "There is no decision left to take back.", "");
  const where =
    decision.role === "adjudicator"
      ? "on a conflict"
      : decision.stage === "full_text"
        ? "at full text"
        : "on a title and abstract";
  return new Failure(
    "refused",
    `Your latest decision was made ${where}, so undo on this screen does not reach further back.`,
    "Undo it there first, or change a decision of this screen from your latest decisions (H).",
  );
}
