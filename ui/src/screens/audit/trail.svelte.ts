import type { AuditRow } from "../../host/contract";
import { call, toFailure, type Failure } from "../../host/host";

const PAGE = 100;

/** The changes that hold some words, the latest first, fetched page by page as somebody scrolls. */
export class Trail {
  rows = $state.raw<readonly AuditRow[]>([]);
  /** Changes that hold the words; `null` until the program has answered. */
  total = $state<number | null>(null);
  error = $state.raw<Failure | null>(null);

  #words = "";
  #turn = 0;
  #fetching = false;

  /** Shows the changes that hold these words, from the latest on. */
  filter(words: string): Promise<void> {
    this.#words = words;
    return this.#fetch(0, PAGE);
  }

  /** The review has changed: what is shown is fetched anew. */
  refresh(): Promise<void> {
    return this.#fetch(0, Math.max(PAGE, this.rows.length));
  }

  /** Somebody sees the row at this place: fetches the next page in time. */
  async reach(index: number): Promise<void> {
    if (this.#fetching || this.total === null) return;
    if (this.rows.length >= this.total || index < this.rows.length - PAGE / 2) return;
    await this.#fetch(this.rows.length, PAGE);
  }

  async #fetch(offset: number, limit: number): Promise<void> {
    const turn = ++this.#turn;
    this.#fetching = true;
    try {
      const page = await call("audit", { offset, limit, words: this.#words });
      if (turn !== this.#turn) return;
      // A change made meanwhile moves the pages by a row.
      const known = offset === 0 ? [] : this.rows;
      const last = known.at(-1)?.sequence ?? Infinity;
      this.rows = [...known, ...page.rows.filter(({ sequence }) => sequence < last)];
      this.total = page.total;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = toFailure(thrown);
    } finally {
      if (turn === this.#turn) this.#fetching = false;
    }
  }
}
