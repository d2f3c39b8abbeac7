import type { PairView } from "../../host/contract";

/** Two records as one word, whichever comes first. */
export function pairKey({ a, b }: Pick<PairView, "a" | "b">): string {
  return [a.id, b.id].sort().join(" ");
}

/** What was said in this sitting, beside what the program knows. */
export interface Sitting {
  /** Answered same or different: gone, whether or not the program has confirmed it. */
  answered: readonly string[];
  /** Put off in this sitting, in this order: they come back after all others. */
  later: readonly string[];
  /** Taken back: shown first. */
  recalled: PairView | null;
}

/** The pairs in the order in which they are asked. */
export function arrange(queue: readonly PairView[], { answered, later, recalled }: Sitting): PairView[] {
  const recalledKey = recalled === null ? null : pairKey(recalled);
  const rank = (pair: PairView) => {
    const position = later.indexOf(pairKey(pair));
    return position >= 0 ? 2 + position : pair.put_off ? 1 : 0;
  };
  const rest = queue
    .filter((pair) => !answered.includes(pairKey(pair)) && pairKey(pair) !== recalledKey)
    .map((pair) => ({ pair, rank: rank(pair) }))
    .sort((x, y) => x.rank - y.rank)
    .map(({ pair }) => pair);
  return recalled === null ? rest : [recalled, ...rest];
}
