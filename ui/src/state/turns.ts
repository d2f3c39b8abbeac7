// Telling the program one thing after the other, in the background. What waits is known to `unsent`.

import { unsent } from "./unsent.svelte";

export class Turns {
  #latest: Promise<void> = Promise.resolve();
  #waiting = 0;
  readonly #failed: (thrown: unknown) => void;

  /** `failed` is told what went wrong; what comes after it is done nevertheless. */
  constructor(failed: (thrown: unknown) => void) {
    this.#failed = failed;
  }

  tell(work: () => Promise<void>): void {
    this.#count(1);
    this.#latest = this.#latest
      .then(work)
      .catch(this.#failed)
      .finally(() => this.#count(-1));
  }

  #count(by: 1 | -1): void {
    this.#waiting += by;
    unsent.set(this, this.#waiting);
  }
}
