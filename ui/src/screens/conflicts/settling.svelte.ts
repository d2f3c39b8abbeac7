import type { Decision, RecordView, ReviewerId, Stage, TimeSpent, Verdict } from "../../host/contract";
import { call, Failure, toFailure } from "../../host/host";
import { Turns } from "../../state/turns";

export interface Settlement {
  verdict: Verdict;
  /** Label of the criterion cited. */
  reason: string | null;
  note: string | null;
  time: TimeSpent | null;
}

interface Settled extends Settlement {
  view: RecordView;
  stage: Stage;
  /** What was recorded; absent while it is on its way. */
  decision?: Decision;
}

/**
 * The conflicts of a stage while they are settled in one sitting. A settlement takes its record out at once; the program
 * hears of it in the background, one after the other. What it refuses comes back with the reason.
 */
export class Settling {
  error = $state.raw<Failure | null>(null);

  #fetched = $state.raw<readonly RecordView[]>([]);
  /** Settled, though what the program told last may not show it yet. */
  #hidden = $state.raw<readonly Settled[]>([]);
  /** Taken back, though what the program told last may not show it yet. */
  #restored = $state.raw<RecordView | null>(null);
  /** For undo, the latest last. */
  #made = $state.raw<readonly Settled[]>([]);
  readonly #turns = new Turns((thrown) => (this.error = toFailure(thrown)));
  readonly #stage: Stage;
  readonly #reviewer: ReviewerId;

  constructor(stage: Stage, reviewer: ReviewerId) {
    this.#stage = stage;
    this.#reviewer = reviewer;
  }

  readonly conflicts = $derived.by(() => {
    const hidden = this.#hidden.map(({ view }) => view.id);
    const list = this.#fetched.filter(({ id }) => !hidden.includes(id));
    const back = this.#restored;
    return back === null || list.some(({ id }) => id === back.id) ? list : [back, ...list];
  });

  get canUndo(): boolean {
    return this.#made.length > 0;
  }

  /** Takes in the conflicts that the program knows. */
  take(fetched: readonly RecordView[]): void {
    const there = fetched.map(({ id }) => id);
    this.#fetched = fetched;
    // Once the program agrees, nothing is hidden: should the conflict arise again, it shows again.
    this.#hidden = this.#hidden.filter(({ view, decision }) => decision === undefined || there.includes(view.id));
    if (this.#restored !== null && there.includes(this.#restored.id)) this.#restored = null;
  }

  settle(view: RecordView, settlement: Settlement): void {
    const made: Settled = { ...settlement, view, stage: this.#stage };
    const { verdict, reason, note, time } = settlement;
    this.error = null;
    this.#restored = null;
    this.#made = [...this.#made, made];
    // A record that is left unsure stays in conflict.
    if (verdict !== "unsure") this.#hidden = [...this.#hidden, made];
    this.#turns.tell(async () => {
      try {
        made.decision = await call("adjudicate", {
          verdict: { record: view.id, stage: this.#stage, reviewer: this.#reviewer, verdict, reason, note, time },
        });
      } catch (thrown) {
        this.#made = this.#made.filter((other) => other !== made);
        this.#hidden = this.#hidden.filter((other) => other !== made);
        throw thrown;
      }
    });
  }

  /** Takes the latest settlement of this sitting back; returns its record. */
  undo(): RecordView | null {
    const latest = this.#made.at(-1);
    if (latest === undefined) return null;
    this.error = null;
    this.#made = this.#made.slice(0, -1);
    this.#hidden = this.#hidden.filter((other) => other !== latest);
    this.#restored = latest.view;
    this.#turns.tell(async () => {
      if (latest.decision === undefined) return;
      const undone = await call("undo", { reviewer: this.#reviewer });
      if (undone?.id !== latest.decision.id) {
        throw new Failure(
          "refused",
          "Another decision of yours was taken back: it was made after this settlement, elsewhere.",
          "Your latest decisions are listed under Screen. The conflicts here are as the program knows them.",
        );
      }
    });
    return latest.view;
  }
}
