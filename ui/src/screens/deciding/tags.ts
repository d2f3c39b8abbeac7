// Which tag Enter means, from what was typed.

/**
 * The tag that is so called, else the first that begins so and is not on the record yet, else a new one. A tag is taken off
 * only by its whole name. `null` where nothing was typed.
 */
export function meant(typed: string, known: readonly string[], on: readonly string[]): string | null {
  const wanted = typed.trim();
  const lower = wanted.toLowerCase();
  if (wanted === "") return null;
  const begins = (tag: string) => tag.toLowerCase().startsWith(lower) && !on.includes(tag);
  return known.find((tag) => tag.toLowerCase() === lower) ?? known.find(begins) ?? wanted;
}
