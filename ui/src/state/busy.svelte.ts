import { toFailure, type Failure } from "../host/failure";

/**
 * An action that takes a moment: `const save = new Busy(async () => { … })`, then `save.run()`, `save.busy` for the
 * button and `save.error` for the Notice beside it. A second press while it runs does nothing.
 */
export class Busy<A extends unknown[] = []> {
  busy = $state(false);
  error = $state.raw<Failure | null>(null);
  #work: (...args: A) => Promise<unknown>;

  constructor(work: (...args: A) => Promise<unknown>) {
    this.#work = work;
  }

  /** What failed is no longer shown, as when its dialog was closed. */
  forget(): void {
    this.error = null;
  }

  run = async (...args: A): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await this.#work(...args);
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code !== "cancelled") this.error = failure;
    } finally {
      this.busy = false;
    }
  };
}
