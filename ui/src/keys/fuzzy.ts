// Finding a command by a few of its letters.

/** How well `wanted` fits `text`: 0 not at all; more for starts of words and for letters that stand together. */
export function fit(wanted: string, text: string): number {
  const letters = fold(wanted).replaceAll(" ", "");
  if (letters === "") return 1;
  const place = fold(text);
  let score = 0;
  let at = -1;
  for (const letter of letters) {
    const next = place.indexOf(letter, at + 1);
    if (next < 0) return 0;
    if (next === at + 1) score += 3;
    if (next === 0 || place[next - 1] === " ") score += 2;
    score += 1;
    at = next;
  }
  // Whole words in one piece are meant more often than letters that happen to follow one another.
  if (place.includes(fold(wanted).trim())) score += letters.length * 4;
  return score - place.length / 100;
}

/** The items that fit, the best first; in their own order where nothing is wanted yet. */
export function best<T>(wanted: string, items: readonly T[], text: (item: T) => string): T[] {
  if (wanted.trim() === "") return [...items];
  return items
    .map((item) => ({ item, score: fit(wanted, text(item)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
