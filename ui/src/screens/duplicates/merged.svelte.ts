// The groups of merged records, fetched as they come into sight: each comes with every copy in full.

import type { MergedGroup, MergedPage } from "../../host/contract";
import { toFailure, type Failure } from "../../host/failure";

type Ask = (offset: number, limit: number, words: string) => Promise<MergedPage>;

const PAGE = 60;

export class MergedGroups {
  /** Those fetched so far, from the first on. */
  groups = $state.raw<readonly MergedGroup[]>([]);
  /** How many groups there are; `null` before the first answer. */
  total = $state.raw<number | null>(null);
  /** How many of them hold the words. */
  found = $state.raw(0);
  error = $state.raw<Failure | null>(null);

  readonly #ask: Ask;
  #words = "";
  #turn = 0;
  #fetching = false;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** The groups that hold every word, from the first on. */
  async put(words: string): Promise<void> {
    this.#words = words;
    await this.#renew(PAGE);
  }

  /** Asks the same again, as after a merge was undone, for as many as are shown. */
  async renew(): Promise<void> {
    await this.#renew(Math.max(PAGE, this.groups.length));
  }

  /** Told the last index in sight: the next page is fetched before it is needed. */
  async reach(index: number): Promise<void> {
    if (this.#fetching || index < this.groups.length - PAGE / 2 || this.groups.length >= this.found) return;
    this.#fetching = true;
    const turn = this.#turn;
    try {
      const page = await this.#ask(this.groups.length, PAGE, this.#words);
      if (turn === this.#turn) this.groups = [...this.groups, ...page.groups];
    } catch (thrown) {
      if (turn === this.#turn) this.error = toFailure(thrown);
    } finally {
      this.#fetching = false;
    }
  }

  async #renew(limit: number): Promise<void> {
    const turn = ++this.#turn;
    try {
      const page = await this.#ask(0, limit, this.#words);
      // The answer to an older question never replaces that to a newer one.
      if (turn !== this.#turn) return;
      this.groups = page.groups;
      this.total = page.total;
      this.found = page.found;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = toFailure(thrown);
    }
  }
}
