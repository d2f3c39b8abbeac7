// Notes and abstracts that were typed and not saved, for all records at once: which one is shown next is not known.

import { call } from "../../host/host";
import { Draft } from "../../state/draft";

class Drafts {
  #texts = new Map<string, string>();
  #writers = new Map<string, Draft>();

  async load(): Promise<void> {
    // What was typed a moment ago may not be written yet.
    await Promise.all([...this.#writers.values()].map((writer) => writer.flush()));
    this.#writers.clear();
    this.#texts = new Map(Object.entries(await call("drafts")));
  }

  at(place: string): string {
    return this.#texts.get(place) ?? "";
  }

  /** What follows the beginning of a place, for every place at which something is kept. */
  under(beginning: string): string[] {
    return [...this.#texts.keys()].flatMap((place) =>
      place.startsWith(beginning) ? place.slice(beginning.length) : [],
    );
  }

  keep(place: string, text: string): void {
    if (text === this.at(place)) return;
    if (text === "") {
      this.drop(place);
      return;
    }
    this.#texts.set(place, text);
    this.#writer(place).keep(text);
  }

  /** The text was saved or given up. */
  drop(place: string): void {
    if (this.#texts.delete(place)) this.#writer(place).drop();
  }

  #writer(place: string): Draft {
    const writer = this.#writers.get(place) ?? new Draft(place);
    this.#writers.set(place, writer);
    return writer;
  }
}

export const drafts = new Drafts();
