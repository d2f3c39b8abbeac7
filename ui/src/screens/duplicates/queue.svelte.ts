import type { MergeId, PairVerdict, PairView, ReviewerId } from "../../host/contract";
import { call, toFailure, type Failure } from "../../host/host";
import { arrange, pairKey } from "./order";

interface Answer {
  pair: PairView;
  verdict: PairVerdict;
}

/** Enough groups to find a merge that has just been made. */
const ALL = 1_000_000;

/**
 * The doubtful pairs as they are asked in one sitting. An answer shows the next pair at once; the program hears of it in
 * the background, one answer after the other. What it refuses comes back with the reason.
 */
export class PairQueue {
  error = $state.raw<Failure | null>(null);

  #fetched = $state.raw<readonly PairView[]>([]);
  #said = $state.raw<readonly Answer[]>([]);
  #recalled = $state.raw<PairView | null>(null);
  #told: Promise<unknown> = Promise.resolve();

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
    this.#tell(async () => {
      try {
        await call("judge_pair", { a: pair.a.id, b: pair.b.id, verdict, reviewer });
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
    this.#tell(async () => {
      try {
        await takeBack(latest, reviewer);
      } catch (thrown) {
        this.#said = [...this.#said, latest];
        this.#recalled = null;
        throw thrown;
      }
    });
  }

  #tell(work: () => Promise<void>): void {
    this.#told = this.#told.then(work).catch((thrown: unknown) => (this.error = toFailure(thrown)));
  }
}

/** The pair waits again: an answer is replaced by "later", after a merge that followed from it was undone. */
async function takeBack({ pair, verdict }: Answer, reviewer: ReviewerId): Promise<void> {
  const { a, b } = { a: pair.a.id, b: pair.b.id };
  if (verdict === "same") {
    const merge = await mergeOf(pair);
    if (merge !== null) await call("undo_merge", { merge, reviewer });
  }
  await call("judge_pair", { a, b, verdict: "later", reviewer });
}

/** The merge that joined the two: that of the second record, or, where it stood for others, the latest of the group. */
async function mergeOf({ a, b }: PairView): Promise<MergeId | null> {
  for (const { kept, duplicates } of await call("merged_groups", { limit: ALL })) {
    const members = [kept.id, ...duplicates.map((duplicate) => duplicate.id)];
    if (!members.includes(a.id) || !members.includes(b.id)) continue;
    // Identifiers are in order of time.
    const latest = duplicates.map((duplicate) => duplicate.merge).sort().at(-1);
    return duplicates.find((duplicate) => duplicate.id === b.id)?.merge ?? latest ?? null;
  }
  return null;
}
