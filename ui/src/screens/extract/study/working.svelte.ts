// The study that is being extracted: what is shown of it, which value is at hand, how long it took, and what a person
// does with it.

import { untrack } from "svelte";
import type {
  EvidenceQuote,
  FieldValue,
  Finding,
  ReviewerId,
  StudyId,
  StudyView,
  TimeSpent,
} from "../../../host/contract";
import { call } from "../../../host/host";
import { Busy } from "../../../state/busy.svelte";
import { query } from "../../../state/query.svelte";
import { settings } from "../../../state/settings.svelte";
import { toasts } from "../../../state/toasts.svelte";
import { isAttended, watchAttention } from "../../deciding/attention";
import { Stopwatch } from "../../deciding/stopwatch";
import { Shown } from "./shown.svelte";
import { Unsaved } from "./unsaved.svelte";
import { findingOf, groups, isAcceptable, isAnswered, keyOf, nextOpen, standingBy, stateOf, type Group, type Row } from "./states";

/** Words that were selected, to become the evidence of a value. */
export interface Picked {
  key: string;
  quote: EvidenceQuote;
}

export class Working {
  readonly study: StudyId;
  readonly reviewer: ReviewerId;
  /** What was typed of the values and not saved. */
  readonly unsaved: Unsaved;
  readonly view;
  readonly groups: readonly Group[];
  readonly rows: readonly Row[];
  /** The address of the value at hand. */
  #key = $state<string | null>(null);
  /** What was recorded here and the view does not know yet. */
  #recorded = $state.raw<readonly FieldValue[]>([]);
  /** Whether the value at hand is being edited. */
  editing = $state(false);
  /** Of the pieces of evidence of the value at hand the one that is shown. */
  piece = $state(0);
  /** Selected words for the value that is being edited. */
  picked = $state.raw<readonly Picked[]>([]);
  #watch: Stopwatch | null = null;

  /** Made while a component is: it follows the review. */
  constructor(study: StudyId, reviewer: ReviewerId) {
    this.study = study;
    this.reviewer = reviewer;
    this.unsaved = new Unsaved(study, reviewer);
    this.view = query<StudyView>(() => call("study", { study, reviewer }));
    const current = $derived(withRecorded(this.view.data ?? null, this.#recorded));
    this.groups = $derived(groups(current?.form ?? null, current?.values ?? []));
    this.rows = $derived(this.groups.flatMap(({ rows }) => rows));
    $effect(() => {
      const known = this.view.data;
      if (known !== undefined) untrack(() => this.#forgetKnown(known));
    });
    // The first value without an answer is at hand when the study is opened, or when its lists change.
    $effect(() => {
      const { rows } = this;
      untrack(() => {
        if (rows.length === 0 || this.index >= 0) return;
        const open = nextOpen(rows, -1);
        this.go(open < 0 ? 0 : open);
      });
    });
    // Another window of the review may have saved what was typed; what is being typed here is known here.
    $effect(() => {
      this.view.data;
      if (untrack(() => this.editing)) return;
      this.unsaved.load().catch((thrown: unknown) => toasts.fail(thrown));
    });
    $effect(() => watchAttention(() => this.#watch));
  }

  get index(): number {
    return this.rows.findIndex(({ view }) => keyOf(view.address) === this.#key);
  }

  get row(): Row | null {
    return this.rows[this.index] ?? null;
  }

  get key(): string | null {
    return this.#key;
  }

  /** The words of the value at hand and of what is proposed for it, the strongest first; each once. */
  get pieces(): readonly EvidenceQuote[] {
    const { row } = this;
    if (row === null) return [];
    const { own, consensus, proposed } = row.view;
    const picked = this.picked.filter(({ key }) => key === this.#key).map(({ quote }) => quote);
    const given = (consensus?.finding ?? own?.finding)?.evidence ?? [];
    const read = findingOf(proposed)?.evidence ?? [];
    const other = proposed?.proposal.came === "read" ? proposed.proposal.other_evidence : [];
    const all = [...picked, ...given, ...read, ...other];
    return all.filter((quote, at) => all.findIndex((earlier) => sameQuote(earlier, quote)) === at);
  }

  /** Words that are shown in place of those of the value at hand, as when two extractors are compared. */
  #other = $state.raw<EvidenceQuote | null>(null);

  readonly #shown = new Shown(() => this.#other ?? this.pieces[Math.min(this.piece, this.pieces.length - 1)] ?? null);

  show(quote: EvidenceQuote): void {
    this.#other = quote;
    this.#shown.again();
  }

  /** The piece that is shown in the document. */
  get shown(): EvidenceQuote | null {
    return this.#shown.quote;
  }

  go(index: number): void {
    const row = this.rows[index];
    if (row === undefined) return;
    const key = keyOf(row.view.address);
    if (key !== this.#key) {
      this.#watch = new Stopwatch(performance.now(), isAttended());
      this.picked = [];
      for (const busy of [this.accept, this.reject, this.give, this.withdraw]) busy.error = null;
    }
    this.#key = key;
    this.#other = null;
    this.editing = false;
    this.piece = 0;
    this.#shown.again();
  }

  /** To the value of that address; nothing moves where it is at hand already. */
  goTo(key: string): void {
    const index = this.rows.findIndex(({ view }) => keyOf(view.address) === key);
    if (index !== this.index) this.go(index);
  }

  step(by: number): void {
    this.go(Math.min(this.rows.length - 1, Math.max(0, this.index + by)));
  }

  /** To the next value without an answer. */
  next(): void {
    const open = nextOpen(this.rows, this.index);
    if (open < 0) toasts.show("Every value of this study is answered.");
    else this.go(open);
  }

  turn(by: number): void {
    const many = this.pieces.length;
    if (many > 0) this.look((this.piece + by + many) % many);
  }

  /** Shows one of the pieces of evidence. */
  look(piece: number): void {
    this.#other = null;
    this.piece = piece;
    this.#shown.again();
  }

  readonly accept = new Busy(async () => {
    const proposed = this.row?.view.proposed ?? null;
    if (proposed === null || !isAcceptable(proposed)) return;
    const { study, reviewer } = this;
    const accepted = { study, suggestion: proposed.id, reviewer, note: null, time: this.#time() };
    await this.#here(async () => {
      const value = await call("accept_value", { accepted });
      this.#record(value);
      this.giveUp(keyOf(value.address));
    });
  });

  readonly reject = new Busy(async () => {
    const { row } = this;
    const proposed = row?.view.proposed ?? null;
    if (row === null || proposed === null) return;
    const { study, reviewer } = this;
    const refused = {
      study,
      address: row.view.address,
      suggestion: proposed.id,
      reviewer,
      note: null,
      time: this.#time(),
    };
    this.#record(await call("reject_value", { refused }));
  });

  readonly give = new Busy(async (finding: Finding, note: string | null) => {
    const { row, study, reviewer, editing } = this;
    if (row === null) return;
    const key = keyOf(row.view.address);
    const typed = this.unsaved.text(key);
    const given = { study, address: row.view.address, reviewer, finding, note, time: this.#time() };
    await this.#here(async () => {
      this.#record(await call("give_value", { given }));
      if (!editing) {
        this.giveUp(key);
        return;
      }
      // What was typed while it was being saved is not part of it: it stays, and the form with it.
      if (this.unsaved.text(key) !== typed) return;
      this.unsaved.drop(key);
      if (this.#key !== key) return;
      this.editing = false;
      this.picked = [];
    });
  });

  readonly withdraw = new Busy(async () => {
    const { row, study, reviewer } = this;
    if (row === null || row.view.own === null) return;
    this.#record(await call("withdraw_value", { study, address: row.view.address, reviewer }));
    this.editing = false;
  });

  notReported(): Promise<void> {
    const finding = { status: "not_reported", value: "", unit: null, formula: null, evidence: [] } as const;
    return this.give.run({ ...finding, evidence: [] }, null);
  }

  /** Says of a value that cannot be that the report prints it so: it is given once more, with a note. */
  standBy(): Promise<void> {
    const own = this.row?.view.own ?? null;
    if (own === null || own.finding === null) return Promise.resolve();
    return this.give.run(own.finding, standingBy(own.note));
  }

  /** Puts selected words at the front of the evidence of the value at hand, and opens it to be completed. */
  take(quote: EvidenceQuote): void {
    if (this.#key === null) return;
    this.picked = [{ key: this.#key, quote }, ...this.picked];
    this.piece = 0;
    this.editing = true;
  }

  /** Does something to the value at hand, and goes on from it, unless the person went elsewhere meanwhile. */
  async #here(work: () => Promise<void>): Promise<void> {
    const key = this.#key;
    try {
      await work();
    } catch (thrown) {
      if (this.#key === key) throw thrown;
      // Under the value that is at hand now it would be read as a fault of that one.
      toasts.fail(thrown);
    }
    if (this.#key === key && !this.editing) this.#onwards();
  }

  /** Something else was done than to save what was typed. */
  giveUp(key: string): void {
    const typed = this.unsaved.at(key);
    if (typed === null) return;
    this.unsaved.drop(key);
    toasts.show("What was typed of this value and not saved was given up.", {
      label: "Bring it back",
      run: () => {
        this.unsaved.keep(key, typed);
        if (this.#key === key) this.editing = true;
      },
    });
  }

  #onwards(): void {
    const open = nextOpen(this.rows, this.index);
    if (open >= 0) this.go(open);
  }

  /** Time at the value since it came to hand, and a new beginning. */
  #time(): TimeSpent | null {
    const time = this.#watch?.read(performance.now(), settings.value.idle_seconds) ?? null;
    this.#watch = new Stopwatch(performance.now(), isAttended());
    return time;
  }

  #record(value: FieldValue): void {
    this.#recorded = [...this.#recorded, value];
  }

  #forgetKnown(known: StudyView): void {
    const latest = Object.fromEntries(known.values.map(({ address, own }) => [keyOf(address), own?.id ?? ""]));
    this.#recorded = this.#recorded.filter(({ id, act, address }) => {
      const there = latest[keyOf(address)];
      // Withdrawing leaves nothing to recognise it by: it is known once what it took back is gone.
      return act === "withdrawn" ? there !== "" && there !== undefined && there < id : there !== undefined && there < id;
    });
  }
}

function withRecorded(view: StudyView | null, recorded: readonly FieldValue[]): StudyView | null {
  if (view === null || recorded.length === 0) return view;
  const values = view.values.map((value) => {
    const latest = recorded.findLast(({ address }) => keyOf(address) === keyOf(value.address));
    if (latest === undefined || (value.own !== null && value.own.id >= latest.id)) return value;
    return { ...value, own: latest.act === "withdrawn" ? null : latest, doubt: null, doubtful: false };
  });
  return { ...view, values };
}

function sameQuote(a: EvidenceQuote, b: EvidenceQuote): boolean {
  return a.document === b.document && a.unit === b.unit && a.exact === b.exact && a.page === b.page;
}

/** How many values a person has answered. */
export function answeredOf(rows: readonly Row[]): number {
  return rows.filter(({ view, field }) => isAnswered(stateOf(view, field))).length;
}
