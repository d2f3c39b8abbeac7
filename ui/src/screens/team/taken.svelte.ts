import type { TakenAnswers } from "../../host/contract";
import { session } from "../../state/session.svelte";

/** What came of the answers that were taken last, kept while the records that it names are looked at. */
class Taken {
  #last = $state.raw<{ folder: string; file: string; answers: TakenAnswers } | null>(null);

  get last(): { file: string; answers: TakenAnswers } | null {
    return this.#last !== null && this.#last.folder === session.review?.folder ? this.#last : null;
  }

  keep(file: string, answers: TakenAnswers): void {
    const folder = session.review?.folder;
    if (folder !== undefined) this.#last = { folder, file, answers };
  }

  forget(): void {
    this.#last = null;
  }
}

export const taken = new Taken();
