// Values that were typed and not saved: kept for the person who typed them until they are saved or given up, also when
// another value is looked at, the screen is left or the program ends.

import { SvelteSet } from "svelte/reactivity";
import type { EvidenceQuote, ReviewerId, StudyId, ValueStatus } from "../../../host/contract";
import { drafts } from "../../deciding/drafts.svelte";

/** What the fields of a finding hold. */
export interface Fields {
  status: ValueStatus;
  value: string;
  unit: string;
  formula: string;
}

export interface Typed extends Fields {
  note: string;
  evidence: readonly EvidenceQuote[];
}

export class Unsaved {
  /** The values of the study of which something is kept, by their address. */
  readonly keys = new SvelteSet<string>();
  readonly #places: string;

  constructor(study: StudyId, reviewer: ReviewerId) {
    this.#places = `value/${study}/${reviewer}/`;
  }

  async load(): Promise<void> {
    await drafts.load();
    for (const key of drafts.under(this.#places)) this.keys.add(key);
  }

  at(key: string): Typed | null {
    return read(drafts.at(this.#places + key));
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

/** A draft of another version of the program may have another form: then nothing is taken of it. */
export function read(text: string): Typed | null {
  try {
    const { status, value, unit, formula, note, evidence } = JSON.parse(text) as Record<keyof Typed, unknown>;
    const texts = [status, value, unit, formula, note];
    if (!texts.every((one) => typeof one === "string") || !Array.isArray(evidence)) return null;
    return { status, value, unit, formula, note, evidence } as Typed;
  } catch {
    return null;
  }
}
