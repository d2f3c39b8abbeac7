// The question of the records screen: what the address says, what is being typed, and the answers.

import { call } from "../../host/host";
import type { SearchResult } from "../../host/contract";
import { jobs } from "../../state/jobs.svelte";
import { onChange } from "../../state/query.svelte";
import { router } from "../../state/router.svelte";
import { session } from "../../state/session.svelte";
import { Busy } from "../../state/busy.svelte";
import { Pages } from "./pages.svelte";
import { fromParams, toParams, type Question } from "./question";

/** So long after the last key press the records are searched. */
const SETTLE_MS = 120;

export class Asking {
  readonly pages = new Pages();
  /** What stands in the search field. */
  text = $state("");
  /** Whether the index stands, so that an answer comes at once. */
  indexed = $state(false);

  // Opening a record changes the address as well, and must not put the same question again.
  readonly #key = $derived(JSON.stringify(fromParams(router.params)));
  readonly question: Question = $derived(JSON.parse(this.#key) as Question);
  /** The record that is open at the side. */
  readonly record: string | null = $derived(router.params.record ?? null);

  readonly #viewer = $derived(session.reviewer?.id ?? null);
  #typing = $state(false);
  #written = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A large index takes a while: it is built with a bar before the first question. */
  readonly index = new Busy(async () => {
    await jobs.outcome(call("index"));
    this.indexed = true;
  });

  /** `asked` is called when another question was put, so that the table begins at its top. */
  constructor(asked: () => void) {
    void this.index.run();

    // An address from elsewhere, as of the diagram or the back button, comes into the field.
    $effect(() => {
      const { query } = this.question;
      if (query === this.#written) return;
      this.#written = query;
      this.#typing = false;
      this.text = query;
    });

    $effect(() => {
      if (!this.indexed) return;
      const [question, asYouType, viewer] = [this.question, this.#typing, this.#viewer];
      const ask = (offset: number, limit: number): Promise<SearchResult> =>
        call("search", { request: { ...question, as_you_type: asYouType, offset, limit, viewer } });
      asked();
      void this.pages.put(ask);
    });

    $effect(() => onChange(() => void this.pages.renew()));
    $effect(() => () => clearTimeout(this.#timer));
  }

  search(text: string, finished: boolean): void {
    this.text = text;
    clearTimeout(this.#timer);
    const put = () => {
      this.#written = text;
      this.#typing = !finished;
      this.change({ query: text });
    };
    if (finished) put();
    else this.#timer = setTimeout(put, SETTLE_MS);
  }

  change(changes: Partial<Question>): void {
    router.replace("records", { ...toParams({ ...this.question, ...changes }), ...this.#open(this.record) });
  }

  open(record: string | null): void {
    router.replace("records", { ...toParams(this.question), ...this.#open(record) });
  }

  #open(record: string | null): Record<string, string> {
    return record === null ? {} : { record };
  }
}
