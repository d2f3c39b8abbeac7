import { toFailure, type Failure } from "../../host/failure";
import { rateOf, type Rate } from "../../state/rate";
import type { Pages } from "./pages.svelte";
import type { Selection } from "./selection.svelte";

/** Selects many records at once, also those whose pages were not fetched yet. */
export class Range {
  /** How many are known of how many, while it takes a while. */
  progress = $state.raw<{ done: number; total: number; rate: Rate | null } | null>(null);
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
      const [total, started_ms] = [to - from + 1, Date.now()];
      const ids = await this.pages.ids(from, to, (done) => {
        this.progress = { done, total, rate: rateOf({ done, total, started_ms }, Date.now()) };
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
