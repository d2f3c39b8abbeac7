// When a record that was just put on the page can have been seen.

/** Faster than this after it appeared nobody has read a title: such a press was meant for the record before. */
const TOO_FAST_MS = 120;

/** Calls back once what was changed has been painted, and a moment after. Returns how to take it back. */
export function whenRead(seen: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The first frame is the one that paints it, the second begins after that.
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => (timer = setTimeout(seen, TOO_FAST_MS)));
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
