// The answers to a question, fetched page by page as they come into sight: a review may hold a hundred thousand.

import { SvelteMap } from "svelte/reactivity";
import type { RecordId, SearchHit, SearchResult } from "../../host/contract";
import { toFailure, type Failure } from "../../host/failure";

export type Ask = (offset: number, limit: number) => Promise<SearchResult>;

const PAGE = 100;
/** Pages kept; those fetched longest ago go first. */
const MOST_PAGES = 80;
/** Records whose ids are asked for at once, where many are selected. */
const STRIDE = 500;

export class Pages {
  /** How many were found; `null` before the first answer. */
  total = $state.raw<number | null>(null);
  understood = $state.raw("");
  notes = $state.raw<readonly string[]>([]);
  error = $state.raw<Failure | null>(null);
  /** Whether an answer is awaited. What is known stays until it comes. */
  loading = $state(false);

  #pages = new SvelteMap<number, readonly SearchHit[]>();
  #ask: Ask | null = null;
  #turn = 0;
  #wanted: [number, number] = [0, 0];
  #fetching = false;

  hit(index: number): SearchHit | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Puts a new question. Its first page replaces all that was known, once it is there. */
  async put(ask: Ask): Promise<void> {
    this.#ask = ask;
    this.#wanted = [0, 0];
    await this.#renew([0]);
  }

  /** Asks the same again, as after a change in the review, for what is in sight. */
  async renew(): Promise<void> {
    if (this.#ask === null) return;
    const [first, last] = this.#wanted.map((index) => Math.floor(index / PAGE)) as [number, number];
    await this.#renew(first === last ? [first] : [first, last]);
  }

  /** Told what is in sight, so that it is fetched. Only one page at a time, and always one of the latest wish. */
  async reach(first: number, last: number): Promise<void> {
    this.#wanted = [first, last];
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      for (let page = this.#missing(); page !== null; page = this.#missing()) {
        const turn = this.#turn;
        const answer = await this.#page(page);
        if (turn !== this.#turn) continue;
        this.#keep(page, answer.hits);
      }
    } catch (thrown) {
      this.error = toFailure(thrown);
    } finally {
      this.#fetching = false;
    }
  }

  /** The records between two places, both included, fetched if need be. `going` is told how far it is; false stops it. */
  async ids(from: number, to: number, going: (done: number) => boolean = () => true): Promise<RecordId[]> {
    const known: RecordId[] = [];
    for (let index = from; index <= to; index += 1) {
      const hit = this.hit(index);
      if (hit === undefined) break;
      known.push(hit.id);
    }
    while (known.length < to - from + 1 && this.#ask !== null && going(known.length)) {
      const offset = from + known.length;
      const { hits } = await this.#ask(offset, Math.min(STRIDE, to - offset + 1));
      if (hits.length === 0) break;
      known.push(...hits.map(({ id }) => id));
    }
    return known;
  }

  async #renew(pages: number[]): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const answers = await Promise.all(pages.map((page) => this.#page(page)));
      if (turn !== this.#turn) return;
      const [{ total, understood, notes } = { total: 0, understood: "", notes: [] }] = answers;
      this.#pages.clear();
      pages.forEach((page, i) => this.#pages.set(page, answers[i]?.hits ?? []));
      this.total = total;
      this.understood = understood;
      this.notes = notes;
      this.error = null;
      this.loading = false;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.error = toFailure(thrown);
      this.loading = false;
    }
  }

  #missing(): number | null {
    const [first, last] = this.#wanted;
    const end = Math.min(last, (this.total ?? 0) - 1);
    for (let page = Math.floor(first / PAGE); page * PAGE <= end; page += 1) {
      if (!this.#pages.has(page)) return page;
    }
    return null;
  }

  #page(page: number): Promise<SearchResult> {
    if (this.#ask === null) throw new Error("no question was put");
    return this.#ask(page * PAGE, PAGE);
  }

  #keep(page: number, hits: readonly SearchHit[]): void {
    this.#pages.set(page, hits);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MOST_PAGES && oldest !== undefined) this.#pages.delete(oldest);
  }
}
