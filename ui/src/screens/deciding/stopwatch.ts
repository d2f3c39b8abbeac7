// Time spent on a record: active is what passes in focus and not idle. All three idle rules are kept at once, so that
// a report can state each. The clock is an argument: any that never runs backwards, in milliseconds.

import type { TimeSpent } from "../../host/contract";

const RULES_MS = [30_000, 60_000, 120_000] as const;

/** The program believes no longer time on one record. */
const LONGEST_MS = 86_400_000;

export class Stopwatch {
  #opened: number;
  /** When the person last gave a sign; `null` while the record is out of sight or the window out of focus. */
  #lastSign: number | null;
  #active: [number, number, number] = [0, 0, 0];

  /** Opening a record is a sign of its reader, if the window is in focus. */
  constructor(now: number, attended = true) {
    this.#opened = now;
    this.#lastSign = attended ? now : null;
  }

  /** A key, a movement, scrolling. Over a window out of focus it says nothing about the record. */
  sign(now: number): void {
    if (this.#lastSign === null) return;
    this.#count(now, this.#lastSign);
    this.#lastSign = now;
  }

  /** The record goes out of sight, or the window out of focus. */
  leave(now: number): void {
    this.sign(now);
    this.#lastSign = null;
  }

  back(now: number): void {
    if (this.#lastSign === null) this.#lastSign = now;
  }

  /** `idleSeconds` is the rule of this person, by which the decision's own active time is told. */
  read(now: number, idleSeconds: number): TimeSpent {
    this.sign(now);
    const [thirty, sixty, hundredTwenty] = this.#active;
    return {
      elapsed_ms: whole(now - this.#opened),
      active_30_ms: whole(thirty),
      active_60_ms: whole(sixty),
      active_120_ms: whole(hundredTwenty),
      idle_seconds: idleSeconds,
    };
  }

  /** After a sign, a person counts as present for as long as the rule says. */
  #count(now: number, since: number): void {
    const passed = Math.max(0, now - since);
    const [thirty, sixty, hundredTwenty] = this.#active;
    this.#active = [
      thirty + Math.min(passed, RULES_MS[0]),
      sixty + Math.min(passed, RULES_MS[1]),
      hundredTwenty + Math.min(passed, RULES_MS[2]),
    ];
  }
}

function whole(ms: number): number {
  return Math.round(Math.min(Math.max(0, ms), LONGEST_MS));
}
