// Values that were typed and not saved: kept for the person who typed them until they are saved or given up, also when
// another value is looked at, the screen is left or the program ends.

import { SvelteSet } from "svelte/reactivity";
import type { ReviewerId, StudyId } from "../../../host/contract";
import { drafts } from "../../deciding/drafts.svelte";
import { read, type Typed } from "./typed";

export class Unsaved {
  /** The values of the study of which something is kept, by their address. */
  readonly keys = new SvelteSet<string>();
  readonly #places: string;

  /** As extractor, or as the one who settles what two extractors hold. */
  constructor(study: StudyId, reviewer: ReviewerId, as: "value" | "settled" = "value") {
    this.#places = `${as}/${study}/${reviewer}/`;
  }

  async load(): Promise<void> {
    await drafts.load();
    const kept = drafts.under(this.#places);
    for (const key of [...this.keys]) if (!kept.includes(key)) this.keys.delete(key);
    for (const key of kept) this.keys.add(key);
  }

  at(key: string): Typed | null {
    return read(this.text(key));
  }

  /** What is kept, as it is kept; empty where nothing is. */
  text(key: string): string {
    return drafts.at(this.#places + key);
  }

  keep(key: string, typed: Typed): void {
    this.keys.add(key);
    drafts.keep(this.#places + key, JSON.stringify(typed));
  }

  /** It was saved or given up. */
  drop(key: string): void {
    this.keys.delete(key);
    drafts.drop(this.#places + key);
  }
}
