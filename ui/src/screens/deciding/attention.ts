// Signs that somebody is at the window. Wired to the stopwatch of the record that is shown.

import type { Stopwatch } from "./stopwatch";

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "scroll", "input"] as const;

export function isAttended(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** Tells the stopwatch of the moment; returns how to stop. */
export function watchAttention(current: () => Stopwatch | null): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal, capture: true, passive: true };

  const sign = () => current()?.sign(performance.now());
  const focus = () => {
    if (isAttended()) current()?.back(performance.now());
    else current()?.leave(performance.now());
  };

  for (const type of SIGNS) window.addEventListener(type, sign, options);
  window.addEventListener("focus", focus, { signal: stop.signal });
  window.addEventListener("blur", focus, { signal: stop.signal });
  document.addEventListener("visibilitychange", focus, { signal: stop.signal });
  return () => stop.abort();
}
