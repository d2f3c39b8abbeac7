// How fast a long step goes, from how far it is.

export interface Rate {
  /** Units a second. */
  perSecond: number;
  /** Seconds that remain at this rate; `null` where the end is not known. */
  remaining: number | null;
}

/** Before this many milliseconds a rate would jump about. */
const TOO_EARLY_MS = 1500;

export function rateOf(job: { done: number; total: number; started_ms: number }, now: number): Rate | null {
  const elapsed = now - job.started_ms;
  if (job.done === 0 || elapsed < TOO_EARLY_MS) return null;
  const perSecond = (job.done * 1000) / elapsed;
  return { perSecond, remaining: job.total > 0 ? Math.max(0, job.total - job.done) / perSecond : null };
}
