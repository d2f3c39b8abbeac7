import { toFailure, type Failure } from "../../host/failure";
import type { Pages } from "./pages.svelte";
import type { Selection } from "./selection.svelte";

/** Selects many records at once, also those whose pages were not fetched yet. */
export class Range {
  /** How many are known, while it takes a while. */
  progress = $state<number | null>(null);
  failure = $state.raw<Failure | null>(null);

  /** The one that runs; another begins anew. */
  #run = 0;

  constructor(
    private readonly pages: Pages,
    private readonly selection: Selection,
  ) {}

  async between(a: number, b: number): Promise<void> {
    const run = ++this.#run;
    const goesOn = () => run === this.#run;
    this.failure = null;
    try {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const ids = await this.pages.ids(from, to, (done) => {
        this.progress = done;
        return goesOn();
      });
      // Half of what was asked for is not what was asked for.
      if (goesOn()) this.selection.add(ids);
    } catch (thrown) {
      this.failure = toFailure(thrown);
    } finally {
      this.progress = null;
    }
  }

  everything(): Promise<void> {
    return this.between(0, (this.pages.total ?? 0) - 1);
  }

  cancel(): void {
    this.#run += 1;
  }
}
