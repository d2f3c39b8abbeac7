// The quote that the documents are at. A list that is read anew brings the same words as another object: that moves
// nothing. Asked for once more they are gone to again, as by somebody who has read on and wants to come back.

import type { EvidenceQuote } from "../../../host/contract";

export class Shown {
  readonly quote: EvidenceQuote | null;
  #times = $state(0);

  constructor(quote: () => EvidenceQuote | null) {
    const words = $derived(JSON.stringify(quote()));
    this.quote = $derived.by(() => {
      this.#times;
      return JSON.parse(words) as EvidenceQuote | null;
    });
  }

  again(): void {
    this.#times += 1;
  }
}
