// What is to be recorded, strictly one after the other: nothing overtakes, nothing is sent twice, nothing is dropped
// without being told. Where an errand fails, everything behind it waits until a person has said what shall become of it.

import { toFailure, type Failure } from "../../host/failure";
import { unsent } from "../../state/unsent.svelte";

export interface Errand {
  /** Rejects where it could not be done. May be run again after that. */
  run: () => Promise<void>;
  /** Told when it failed, so that its record can be brought back. */
  failed?: (failure: Failure) => void;
}

interface Stuck<E> {
  errand: E;
  failure: Failure;
}

export class Outbox<E extends Errand> {
  /** Those not acknowledged yet, the next one first; the one under way among them. */
  waiting = $state.raw<readonly E[]>([]);
  /** The errand that failed. It is the first of those that wait. */
  stuck = $state.raw<Stuck<E> | null>(null);
  #running = false;

  get idle(): boolean {
    return this.waiting.length === 0;
  }

  add(errand: E): void {
    this.waiting = [...this.waiting, errand];
    void this.#work();
  }

  /** Tries the errand that failed once more. */
  retry(): void {
    this.stuck = null;
    void this.#work();
  }

  /** Puts another errand in the place of the one that failed. */
  replace(errand: E): void {
    if (this.stuck === null) return;
    this.waiting = [errand, ...this.waiting.slice(1)];
    this.retry();
  }

  /** Gives up the errand that failed; those behind it go on. */
  drop(): void {
    if (this.stuck === null) return;
    this.waiting = this.waiting.slice(1);
    this.retry();
  }

  async #work(): Promise<void> {
    unsent.set(this, this.waiting.length, this.stuck !== null);
    if (this.#running) return;
    this.#running = true;
    let next = this.waiting[0];
    while (next !== undefined && this.stuck === null) {
      try {
        await next.run();
        this.waiting = this.waiting.slice(1);
      } catch (thrown) {
        const failure = toFailure(thrown);
        this.stuck = { errand: next, failure };
        next.failed?.(failure);
      }
      next = this.waiting[0];
      unsent.set(this, this.waiting.length, this.stuck !== null);
    }
    this.#running = false;
  }
}
