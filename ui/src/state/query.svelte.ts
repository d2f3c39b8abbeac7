import type { Failure } from "../host/failure";
import { toFailure } from "../host/failure";
import { on } from "./events";
import { keepSame } from "./same";

const SETTLE_MS = 80;

/** What was asked for, as far as it is known. */
export class Query<T> {
  /** The latest answer. Stays while a newer one is on its way, so that nothing flickers, and where that is the same. */
  data = $state.raw<T>();
  error = $state.raw<Failure | null>(null);
  /** Whether an answer is awaited and there is none to show yet: the moment for a Skeleton. */
  get pending(): boolean {
    return this.data === undefined && this.error === null;
  }

  #ask: () => Promise<T> | null;
  #latest = 0;

  constructor(ask: () => Promise<T> | null) {
    this.#ask = ask;
  }

  /** Asks again. The answer to an older question never replaces that to a newer one. */
  refetch = async (): Promise<void> => {
    const turn = ++this.#latest;
    try {
      const asked = this.#ask();
      if (asked === null) return;
      const data = await asked;
      if (turn !== this.#latest) return;
      this.data = keepSame(this.data, data);
      this.error = null;
    } catch (thrown) {
      if (turn === this.#latest) this.error = toFailure(thrown);
    }
  };
}

export interface QueryOptions {
  /** Whether to ask again when anything in the review changes. Usually wanted. */
  live?: boolean;
}

/**
 * Asks when the component is mounted, when anything that `ask` reads changes, and when the review changes:
 * `const searches = query(() => call("searches"))`. `null` instead of a promise: there is nothing to ask yet.
 */
export function query<T>(ask: () => Promise<T> | null, { live = true }: QueryOptions = {}): Query<T> {
  const result = new Query(ask);
  $effect(() => void result.refetch());
  if (live) $effect(() => onChange(() => void result.refetch()));
  return result;
}

// What could not be told while the team's server was away is asked again when it is back.
let away = false;
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the page follows it
const whenBack = new Set<() => void>();
on("team", ({ team }) => {
  const back = away && team.answers;
  away = !team.answers;
  if (back) for (const ask of whenBack) ask();
});

/** Calls back soon after the review was changed: once for many changes that follow each other closely. */
export function onChange(changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  };
  whenBack.add(soon);
  const stops = [on("changed", soon), on("reconnected", soon), on("opened", soon), () => whenBack.delete(soon)];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
