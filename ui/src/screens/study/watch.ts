// Times what is in sight, as the screening does: in focus and not idle. Each step of a record has a time of its own.

import type { TimeSpent } from "../../host/contract";
import { settings } from "../../state/settings.svelte";
import { isAttended, watchAttention } from "../deciding/attention";
import { Stopwatch } from "../deciding/stopwatch";

export class Watch {
  #stopwatch: Stopwatch | null = null;

  /** Listens for signs of the reader; returns how to stop. */
  start(): () => void {
    return watchAttention(() => this.#stopwatch);
  }

  /** Something new is in sight. */
  begin(): void {
    this.#stopwatch = new Stopwatch(performance.now(), isAttended());
  }

  /** The time so far; the watch runs on, for an answer that could not be recorded. */
  read(): TimeSpent | null {
    return this.#stopwatch?.read(performance.now(), settings.value.idle_seconds) ?? null;
  }

  /** What was in sight is answered or laid aside. */
  end(): void {
    this.#stopwatch = null;
  }
}
