// What a study gives out, one step after the other: the program says what comes next and what may be seen of it.

import { untrack } from "svelte";
import type { TimeSpent } from "../../host/contract";
import { toFailure, type Failure } from "../../host/host";
import { Watch } from "./watch";

export interface Given<Turn> {
  /** Asks for what is next; `null`: nothing is. */
  next: () => Promise<Turn | null>;
  /** The name of a step: what comes back under the same name is the same step. */
  nameOf: (turn: Turn) => string;
  /** Notes the time of what was laid aside without an answer, where that time counts. */
  leave?: (turn: Turn, time: TimeSpent) => Promise<unknown>;
  onend: () => void;
}

/** To be made where a component is: it asks when that is mounted, and lays aside when it goes. */
export class Steps<Turn> {
  turn = $state.raw<Turn | null>(null);
  busy = $state(false);
  error = $state.raw<Failure | null>(null);

  readonly #given: Given<Turn>;
  readonly #watch = new Watch();

  constructor(given: Given<Turn>) {
    this.#given = given;
    $effect(() => {
      const stop = this.#watch.start();
      void this.#ask(given.next);
      return () => {
        stop();
        void this.#leave();
      };
    });
  }

  /** The name of the step that is in sight; empty where none is. */
  get name(): string {
    return this.turn === null ? "" : this.#given.nameOf(this.turn);
  }

  /** What is in sight can be read from now on: its time begins. */
  begin(): void {
    this.#watch.begin();
  }

  /** Answers what is in sight; the answer brings what is next. */
  give(request: (turn: Turn, time: TimeSpent | null) => Promise<Turn | null>): void {
    const { turn } = this;
    if (turn === null || this.busy) return;
    const time = this.#watch.read();
    void this.#ask(() => request(turn, time));
  }

  async pause(): Promise<void> {
    await this.#leave();
    this.#given.onend();
  }

  async #ask(request: () => Promise<Turn | null>): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      this.#take(await request());
    } catch (thrown) {
      const failure = toFailure(thrown);
      this.error = failure;
      // An answer whose echo was lost on its way was recorded: what is next says so.
      if (failure.refused) await this.#resume();
    } finally {
      this.busy = false;
    }
  }

  async #resume(): Promise<void> {
    const next = await this.#given.next().catch(() => this.turn);
    if (next === this.turn || (next !== null && this.#given.nameOf(next) === this.name)) return;
    this.error = null;
    this.#take(next);
  }

  #take(next: Turn | null): void {
    this.#watch.end();
    if (next === null) this.#given.onend();
    this.turn = next;
  }

  async #leave(): Promise<void> {
    const turn = untrack(() => this.turn);
    const time = this.#watch.read();
    this.#watch.end();
    this.turn = null;
    if (turn === null || time === null || this.busy) return;
    // Where it cannot be noted there is nobody left to be told; the step comes back with a time that is too short by it.
    await this.#given.leave?.(turn, time).catch(() => null);
  }
}
