import type { AuditEntry, AuditPage } from "../../host/contract";
import { call, toFailure, type Failure } from "../../host/host";
import { session } from "../../state/session.svelte";
import { EVERYTHING, queryOf, type AuditFilter } from "./filter";

const PAGE = 100;

/** The changes that fit a filter, the latest first, fetched page by page as somebody scrolls. */
export class Trail {
  rows = $state.raw<readonly AuditEntry[]>([]);
  /** The latest answer, for its totals and choices; `null` until the program has answered. */
  page = $state.raw<AuditPage | null>(null);
  error = $state.raw<Failure | null>(null);

  #filter: AuditFilter = EVERYTHING;
  #turn = 0;
  #fetching = false;

  /** Shows the changes that fit, from the latest on. */
  filter(filter: AuditFilter): Promise<void> {
    this.#filter = filter;
    return this.#fetch(0, PAGE);
  }

  /** The review has changed: what is shown is fetched anew. */
  refresh(): Promise<void> {
    return this.#fetch(0, Math.max(PAGE, this.rows.length));
  }

  /** Somebody sees the row at this place: fetches the next page in time. */
  async reach(index: number): Promise<void> {
    if (this.#fetching || this.page === null) return;
    if (this.rows.length >= this.page.total || index < this.rows.length - PAGE / 2) return;
    await this.#fetch(this.rows.length, PAGE);
  }

  async #fetch(offset: number, limit: number): Promise<void> {
    const turn = ++this.#turn;
    this.#fetching = true;
    try {
      const page = await call("audit", { query: queryOf(this.#filter, session.reviewer?.id ?? null, offset, limit) });
      if (turn !== this.#turn) return;
      // A change made meanwhile moves the pages by a row.
      const known = offset === 0 ? [] : this.rows;
      const last = known.at(-1)?.sequence ?? Infinity;
      this.rows = [...known, ...page.rows.filter(({ sequence }) => sequence < last)];
      this.page = page;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = toFailure(thrown);
    } finally {
      if (turn === this.#turn) this.#fetching = false;
    }
  }
}
