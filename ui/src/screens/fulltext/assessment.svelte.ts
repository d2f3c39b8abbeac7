// The report that is assessed now. Which one it is stands in the address, so that the back button works.

import { untrack } from "svelte";
import type { RecordId, RecordView, ReportRow, ReviewerId, Verdict } from "../../host/contract";
import { call, toFailure, type Failure } from "../../host/host";
import { router } from "../../state/router.svelte";
import { toasts } from "../../state/toasts.svelte";
import { query } from "../../state/query.svelte";
import { Decider, type Answer } from "../deciding/decider.svelte";
import { nextToAssess, unknownYet, withAnswers } from "./states";

export class Assessment {
  readonly decider: Decider;
  readonly rows;
  /** The reports as they stand with what was answered here, which the list may not know yet. */
  readonly reports: readonly ReportRow[];
  view = $state.raw<RecordView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The report after this one, read before it is needed. */
  #ahead: RecordView | null = null;
  /** The report that is to be shown. The address follows a moment later. */
  #wanted: RecordId | null = null;
  /** Answers that the list does not know yet. */
  #answered = $state.raw<readonly Answer[]>([]);

  /** Made while a component is: its list follows the review. */
  constructor(reviewer: ReviewerId) {
    this.rows = query<ReportRow[]>(() => call("reports", { reviewer }));
    this.reports = $derived(withAnswers(this.rows.data ?? [], this.#answered));
    $effect(() => {
      const rows = this.rows.data ?? [];
      untrack(() => (this.#answered = unknownYet(rows, this.#answered)));
    });
    this.decider = new Decider("full_text", reviewer, {
      failed: ({ view }) => this.#bringBack(view),
      recorded: () => undefined,
    });
  }

  get row(): ReportRow | null {
    return this.reports.find((row) => row.record === this.view?.id) ?? null;
  }

  /** Shows the report that the address names. */
  async turnTo(record: RecordId | null): Promise<void> {
    this.failure = null;
    this.#wanted = record;
    if (record === this.view?.id) return;
    this.view = this.#ahead?.id === record ? this.#ahead : null;
    if (record === null) return;
    await this.reload(record);
    await this.#lookAhead(record);
  }

  async reload(record: RecordId): Promise<void> {
    try {
      const view = await this.decider.view(record);
      // Another report may have been turned to meanwhile: it keeps its place.
      if (this.#wanted === record) this.view = view;
    } catch (thrown) {
      if (this.#wanted === record) this.failure = toFailure(thrown);
    }
  }

  decide(verdict: Verdict, reason: string | null, note: string | null): void {
    const { view } = this;
    if (view === null || !this.maySend(view)) return;
    const answer = { view, verdict, reason, note, seen: [] };
    this.#answered = [...this.#answered, answer];
    this.decider.answer(answer);
    this.#goOn(view.id);
  }

  /** The report that comes after this one; the first of all without one. */
  next(from: RecordId | null): ReportRow | null {
    return nextToAssess(this.reports, from);
  }

  maySend(view: RecordView): boolean {
    return this.decider.outbox.stuck === null || this.decider.failedAnswer?.view.id === view.id;
  }

  retry(): void {
    const answer = this.decider.failedAnswer;
    this.decider.retry();
    if (answer === null) return;
    this.#answered = [...this.#answered, answer];
    this.#goOn(answer.view.id);
  }

  giveUp(): void {
    this.decider.outbox.drop();
    void this.rows.refetch();
    if (this.view !== null) void this.reload(this.view.id);
  }

  async undo(): Promise<void> {
    const { outbox } = this.decider;
    if (outbox.stuck !== null) {
      if (this.decider.failedAnswer !== null) outbox.drop();
      return;
    }
    const answer = this.decider.undoLatest();
    if (answer !== null) {
      this.#bringBack(answer.view);
      return;
    }
    if (!outbox.idle) return;
    const view = await this.decider.undoEarlier();
    if (view === null) toasts.show("There is no decision at full text to take back.");
    else this.#bringBack(view);
  }

  #bringBack(view: RecordView): void {
    this.#answered = this.#answered.filter((answer) => answer.view.id !== view.id);
    this.#wanted = view.id;
    this.view = view;
    router.go("fulltext", { record: view.id });
  }

  #goOn(from: RecordId): void {
    const next = this.next(from);
    this.#wanted = next?.record ?? null;
    if (next === null) {
      toasts.show("Every report at hand is assessed.");
      router.go("fulltext");
      return;
    }
    if (this.#ahead?.id === next.record) this.view = this.#ahead;
    router.go("fulltext", { record: next.record });
    void this.#lookAhead(next.record);
  }

  async #lookAhead(from: RecordId): Promise<void> {
    const next = this.next(from);
    if (next === null || next.record === this.#ahead?.id) return;
    // Only speed is lost where this fails.
    this.#ahead = await this.decider.view(next.record).catch(() => null);
  }
}
