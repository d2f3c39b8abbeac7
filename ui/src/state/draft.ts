// Text that was typed and not saved: kept by the program a moment after it was typed, so that it outlives a crash.

import { call } from "../host/host";
import { session } from "./session.svelte";
import { toasts } from "./toasts.svelte";

const SETTLE_MS = 400;

/** Drafts whose latest text is not written yet. */
const waiting = new Set<Draft>();

/** Writes follow each other, so that the last one wins; those of a screen that was left a moment ago, too. */
let written: Promise<unknown> = Promise.resolve();

/** Writes every draft at once, as before the window closes. */
export async function writeDrafts(): Promise<void> {
  await Promise.all([...waiting].map((draft) => draft.flush()));
}

/** The draft of one place in the open review, such as the protocol. */
export class Draft {
  readonly #place: string;
  /** Drafts belong to a review: one that was typed in another is not written into this one. */
  readonly #folder = session.review?.folder;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: string | null = null;

  constructor(place: string) {
    this.#place = place;
  }

  /** What was kept, if anything. */
  async load(): Promise<string | null> {
    await written;
    return (await call("drafts"))[this.#place] ?? null;
  }

  keep(text: string): void {
    this.#waiting = text;
    waiting.add(this);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), SETTLE_MS);
  }

  /** Writes what waits at once, as when the screen is left. */
  flush = async (): Promise<void> => {
    clearTimeout(this.#timer);
    waiting.delete(this);
    if (this.#waiting !== null) this.#write(this.#waiting);
    this.#waiting = null;
    await written;
  };

  /** The text was saved or given up. */
  drop(): void {
    clearTimeout(this.#timer);
    waiting.delete(this);
    this.#waiting = null;
    this.#write(null);
  }

  #write(text: string | null): void {
    const place = this.#place;
    written = written
      .then(() => (session.review?.folder === this.#folder ? call("set_draft", { place, text }) : null))
      .catch((thrown: unknown) => toasts.fail(thrown));
  }
}
