import type { MergeId, PairVerdict, PairView, ReviewerId } from "../../host/contract";
import { call, toFailure, type Failure } from "../../host/host";
import { Turns } from "../../state/turns";
import { arrange, pairKey } from "./order";

interface Answer {
  pair: PairView;
  verdict: PairVerdict;
  /** The merge that followed, once the program has told it. */
  merge?: MergeId | null;
}

/**
 * The doubtful pairs as they are asked in one sitting. An answer shows the next pair at once; the program hears of it in
 * the background, one answer after the other. What it refuses comes back with the reason.
 */
export class PairQueue {
  error = $state.raw<Failure | null>(null);

  #fetched = $state.raw<readonly PairView[]>([]);
  #said = $state.raw<readonly Answer[]>([]);
  #recalled = $state.raw<PairView | null>(null);
  readonly #turns = new Turns((thrown) => (this.error = toFailure(thrown)));

  /** What waits, the pair to decide on first. */
  readonly pairs = $derived.by(() => {
    const keys = (verdicts: readonly PairVerdict[]) =>
      this.#said.filter(({ verdict }) => verdicts.includes(verdict)).map(({ pair }) => pairKey(pair));
    return arrange(this.#fetched, {
      answered: keys(["same", "different"]),
      later: keys(["later"]),
      recalled: this.#recalled,
    });
  });

  get current(): PairView | null {
    return this.pairs[0] ?? null;
  }

  /** How many pairs were answered in this sitting. */
  get answered(): number {
    return this.#said.filter(({ verdict }) => verdict !== "later").length;
  }

  get canUndo(): boolean {
    return this.#said.length > 0;
  }

  /** Takes in what the program says waits. */
  take(fetched: readonly PairView[]): void {
    this.#fetched = fetched;
  }

  answer(verdict: PairVerdict, reviewer: ReviewerId): void {
    const pair = this.current;
    if (pair === null) return;
    this.error = null;
    this.#recalled = null;
    const given: Answer = { pair, verdict };
    const key = pairKey(pair);
    this.#said = [...this.#said.filter((earlier) => pairKey(earlier.pair) !== key), given];
    this.#turns.tell(async () => {
      try {
        given.merge = await call("judge_pair", { a: pair.a.id, b: pair.b.id, verdict, reviewer });
      } catch (thrown) {
        this.#said = this.#said.filter((other) => other !== given);
        // Refused: another answer joined the two meanwhile, which is what was asked for.
        if (verdict !== "same" || toFailure(thrown).code !== "refused") throw thrown;
      }
    });
  }

  /** Takes the latest answer of this sitting back and shows its pair again. */
  undo(reviewer: ReviewerId): void {
    const latest = this.#said.at(-1);
    if (latest === undefined) return;
    this.error = null;
    this.#said = this.#said.slice(0, -1);
    this.#recalled = latest.pair;
    if (latest.verdict === "later") return;
    this.#turns.tell(async () => {
      try {
        const { pair, merge = null } = latest;
        await call("take_back_pair", { a: pair.a.id, b: pair.b.id, merge, reviewer });
      } catch (thrown) {
        this.#said = [...this.#said, latest];
        this.#recalled = null;
        throw thrown;
      }
    });
  }
}
