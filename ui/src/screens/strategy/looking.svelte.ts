// The strategy as it is typed: kept as a draft, and held against the records a moment after typing stops.

import type { StrategyView } from "../../host/contract";
import { call } from "../../host/host";
import { Draft } from "../../state/draft";
import { query } from "../../state/query.svelte";
import { toasts } from "../../state/toasts.svelte";
import { readKept, type KeptStrategy } from "./text";

/** So long after the last key press the records are searched. */
const SETTLE_MS = 400;

export class Looking {
  text = $state("");
  /** The language that was chosen; `null`: it is told from the text. */
  syntax = $state<string | null>(null);
  /** Whether what was kept is known, so that typing may begin. */
  ready = $state(false);

  readonly #draft = new Draft("strategy");
  #settled = $state.raw<KeptStrategy | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The latest answer; the one before stays while a newer one is on its way. */
  readonly answer = query(() => {
    const asked = this.#settled;
    return asked === null ? null : call("look_at_strategy", { ...asked }).then((view) => ({ view, asked }));
  });
  readonly view: StrategyView | undefined = $derived(this.answer.data?.view);
  /** Whether the answer is that to what stands there now. */
  readonly current = $derived(this.answer.data?.asked.text === this.text && this.answer.data.asked.syntax === this.syntax);

  constructor() {
    void this.#restore();
    $effect(() => () => {
      clearTimeout(this.#timer);
      void this.#draft.flush();
    });
  }

  async #restore(): Promise<void> {
    try {
      const kept = readKept(await this.#draft.load());
      this.text = kept.text;
      this.syntax = kept.syntax;
    } catch (thrown) {
      toasts.fail(thrown);
    }
    this.ready = true;
    this.#look();
  }

  write(text: string): void {
    this.text = text;
    this.#keep();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), SETTLE_MS);
  }

  choose(syntax: string | null): void {
    this.syntax = syntax;
    this.#keep();
    this.#look();
  }

  #look(): void {
    clearTimeout(this.#timer);
    this.#settled = { text: this.text, syntax: this.syntax };
  }

  #keep(): void {
    if (this.text === "" && this.syntax === null) this.#draft.drop();
    else this.#draft.keep(JSON.stringify({ text: this.text, syntax: this.syntax } satisfies KeptStrategy));
  }
}
