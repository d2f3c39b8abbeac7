// What was said on the screen and is not on disk yet, of all screens together: a window does not close over it unasked.

/** Somebody's answers that are on their way. */
interface Share {
  waiting: number;
  /** Whether they wait for a person, because one of them could not be recorded. */
  stuck: boolean;
}

class Unsent {
  /** Answers that are on their way, or wait because one before them failed. */
  count = $state(0);
  /** Whether some of them will not get on by themselves. */
  stuck = $state(false);
  #shares = new Map<object, Share>();

  /** Says how much of `owner` waits now. */
  set(owner: object, waiting: number, stuck = false): void {
    if (waiting === 0) this.#shares.delete(owner);
    else this.#shares.set(owner, { waiting, stuck });
    const shares = [...this.#shares.values()];
    this.count = shares.reduce((sum, share) => sum + share.waiting, 0);
    this.stuck = shares.some((share) => share.stuck);
  }
}

export const unsent = new Unsent();
