// The records as they come to a reviewer: one in sight, the next ones at hand before they are needed.

import type { RecordId, RecordView, ReviewerId, SuggestionId, Verdict, Workload } from "../../host/contract";
import { call, toFailure, type Failure } from "../../host/host";
import { on } from "../../state/events";
import { onChange } from "../../state/query.svelte";
import { Decider, type Answer } from "../deciding/decider.svelte";
import { drafts } from "../deciding/drafts.svelte";

const STAGE = "title_abstract";
/** Records asked for at a time, and how few may be left before more are fetched. */
const AT_ONCE = 10;
const FEW = 6;

export class Queue {
  /** The record whose turn it is. */
  current = $state.raw<RecordView | null>(null);
  /** A record of earlier that was opened again. It comes before the current one, which waits. */
  reopened = $state.raw<RecordView | null>(null);
  /** The record decided on last, with what was hidden before: only in an independent review. */
  revealed = $state.raw<RecordView | null>(null);
  load = $state.raw<Workload | null>(null);
  /** Nothing is left for this reviewer. */
  finished = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly decider: Decider;
  readonly #reviewer: ReviewerId;
  #next: RecordView[] = [];
  /** Answered since the screen was opened: what the program tells of them may be older. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the page follows it
  #answered = new Set<RecordId>();
  /** Records more, or fewer, than in `load`, that are decided and not counted yet. */
  #ahead = $state(0);
  #fetching = false;
  #again = false;

  constructor(reviewer: ReviewerId) {
    this.#reviewer = reviewer;
    this.decider = new Decider(STAGE, reviewer, {
      failed: (answer) => this.#bringBack(answer),
      recorded: (answer) => {
        if (this.#next.length < FEW) void this.#fetch();
        void this.#reveal(answer);
      },
    });
  }

  get shown(): RecordView | null {
    return this.reopened ?? this.current;
  }

  get total(): number {
    return this.load?.total ?? 0;
  }

  get done(): number {
    if (this.load === null) return 0;
    return Math.min(this.total, Math.max(0, this.total - this.load.open + this.#ahead));
  }

  /** Fetches the first records and keeps up with the review; returns how to stop. */
  start(): () => void {
    void this.#resume().then(() => this.#fetch());
    void this.#count();
    const stops = [
      this.decider.start(),
      onChange(() => void this.#changed()),
      on("suggested", ({ records }) => void this.#suggested(records)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  decide(verdict: Verdict, reason: string | null, note: string | null, seen: readonly SuggestionId[]): void {
    const view = this.shown;
    if (view === null || !this.maySend(view)) return;
    const isNew = view.own === null;
    this.decider.answer({ view, verdict, reason, note, seen });
    if (isNew) this.#ahead += 1;
    this.#pass(view);
  }

  /** While something failed, only its own record can be answered. */
  maySend(view: RecordView): boolean {
    return this.decider.outbox.stuck === null || this.decider.failedAnswer?.view.id === view.id;
  }

  retry(): void {
    const answer = this.decider.failedAnswer;
    this.decider.retry();
    if (answer === null) return;
    if (answer.view.own === null) this.#ahead += 1;
    this.#pass(answer.view);
  }

  /** Leaves what could not be recorded as it is. What the screen believed may be wrong now. */
  giveUp(): void {
    const given = this.decider.outbox.stuck?.errand.answer.view.id;
    this.decider.outbox.drop();
    this.reopened = null;
    if (this.current?.id === given) this.#advance();
    void this.#fetch();
    void this.#count();
  }

  async undo(): Promise<void> {
    const { outbox } = this.decider;
    if (outbox.stuck !== null) {
      // The answer that failed is taken back: its record stays, to be answered anew, and those behind it are sent.
      if (this.decider.failedAnswer !== null) outbox.drop();
      return;
    }
    const answer = this.decider.undoLatest();
    if (answer !== null) {
      this.#comeBack(answer.view);
      if (answer.view.own === null) this.#ahead -= 1;
      return;
    }
    if (!outbox.idle) return;
    const view = await this.decider.undoEarlier();
    if (view === null) return;
    this.#comeBack(view);
    if (view.own === null) this.#ahead -= 1;
    await this.#count();
  }

  fetchAgain(): void {
    void this.#fetch();
    void this.#count();
  }

  async reopen(record: RecordId): Promise<void> {
    const view = await this.decider.view(record);
    this.reopened = this.current?.id === record ? null : view;
  }

  /** Back from a reopened record to the one whose turn it is. */
  backToQueue(): void {
    this.reopened = null;
  }

  /** Reads the record in sight anew, as after a note or an edit. */
  refresh = async (): Promise<void> => {
    const id = this.shown?.id;
    if (id === undefined) return;
    const view = await this.decider.view(id);
    if (this.reopened?.id === id) this.reopened = view;
    else if (this.current?.id === id) this.current = view;
  };

  /** What was hidden until the decision is shown now; where the decision was taken back, nothing is. */
  async #reveal(answer: Answer | null): Promise<void> {
    this.revealed = null;
    if (answer === null || answer.view.suggestions.state !== "hidden") return;
    // Nothing is lost where this fails: the record can be opened again.
    const view = await this.decider.view(answer.view.id).catch(() => null);
    if (this.decider.made.at(-1) === answer) this.revealed = view;
  }

  /** A model has read these records: what is shown of them is asked for anew. */
  async #suggested(records: readonly RecordId[]): Promise<void> {
    const fresh = async (view: RecordView) =>
      records.includes(view.id) && view.suggestions.state !== "hidden" ? this.decider.view(view.id).catch(() => view) : view;
    const { current, reopened, revealed } = this;
    if (current !== null) {
      const view = await fresh(current);
      if (this.current === current) this.current = view;
    }
    if (reopened !== null) {
      const view = await fresh(reopened);
      if (this.reopened === reopened) this.reopened = view;
    }
    if (revealed !== null) {
      const view = await fresh(revealed);
      if (this.revealed === revealed) this.revealed = view;
    }
    for (const next of this.#next) {
      const view = await fresh(next);
      this.#next = this.#next.map((one) => (one === next ? view : one));
    }
  }

  #pass(view: RecordView): void {
    this.#answered.add(view.id);
    if (this.reopened?.id === view.id) this.reopened = null;
    else this.#advance();
  }

  #advance(): void {
    this.current = this.#next.shift() ?? null;
    if (this.#next.length < FEW) void this.#fetch();
  }

  #bringBack({ view }: Answer): void {
    if (view.own === null) this.#ahead -= 1;
    this.#comeBack(view);
  }

  #comeBack(view: RecordView): void {
    this.#answered.delete(view.id);
    this.finished = false;
    if (view.own !== null) {
      this.reopened = view;
      return;
    }
    this.reopened = null;
    if (this.current?.id === view.id) return;
    this.#next = this.#next.filter((one) => one.id !== view.id);
    if (this.current !== null) this.#next.unshift(this.current);
    this.current = view;
  }

  /** A record on which something was written and not saved comes first, whatever its place in the order is now. */
  async #resume(): Promise<void> {
    for (const record of [...drafts.under(this.decider.notePlace("")), ...drafts.under("abstract ")]) {
      const view = await this.decider.view(record).catch(() => null);
      if (view === null || view.own !== null) continue;
      this.current ??= view;
      return;
    }
  }

  async #fetch(): Promise<void> {
    if (this.#fetching) {
      this.#again = true;
      return;
    }
    this.#fetching = true;
    try {
      // Those not acknowledged yet are still open for the program.
      const count = AT_ONCE + this.decider.outbox.waiting.length + 1;
      const views = await call("next_records", { reviewer: this.#reviewer, stage: STAGE, count });
      this.#take(views);
      this.failure = null;
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.#fetching = false;
    }
    if (this.#again) {
      this.#again = false;
      await this.#fetch();
    }
  }

  /** The order learns while one reads: of the records not seen yet all but the very next follow the newest order. */
  #take(views: readonly RecordView[]): void {
    const first = this.#next.slice(0, 1);
    const known = [first[0]?.id, this.current?.id, this.reopened?.id];
    const fresh = views.filter((view) => !known.includes(view.id) && !this.#answered.has(view.id));
    this.#next = [...first, ...fresh];
    this.current ??= this.#next.shift() ?? null;
    this.finished = this.current === null && this.decider.outbox.idle;
  }

  /** The same person decides in another window, or a colleague settled something: what is at hand may not be open any more. */
  async #decidedElsewhere(): Promise<void> {
    this.#next = [];
    await Promise.all([this.refresh(), this.#fetch()]);
    // Nothing moves under the eye: what is decided already stays in sight, and the queue goes on behind it.
    const { current } = this;
    if (current === null || current.own === null) return;
    this.reopened ??= current;
    this.#advance();
  }

  async #changed(): Promise<void> {
    if (this.current === null) await this.#fetch();
    if (this.decider.outbox.idle) await this.#count();
  }

  async #count(): Promise<void> {
    try {
      const load = await call("workload", { reviewer: this.#reviewer, stage: STAGE });
      if (!this.decider.outbox.idle) return;
      const elsewhere = this.load !== null && load.open !== this.load.open - this.#ahead;
      this.load = load;
      this.#ahead = 0;
      if (elsewhere) await this.#decidedElsewhere();
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
  }
}
