// Shares as they are typed.

/** Reviewer and parts, in the order given; `null` while something that was typed is no whole number. */
export function partsOf(typed: Readonly<Record<string, string>>): [string, number][] | null {
  const shares = Object.entries(typed).map(([reviewer, text]): [string, number] => [reviewer, partOf(text)]);
  return shares.some(([, parts]) => Number.isNaN(parts)) ? null : shares;
}

function partOf(text: string): number {
  const digits = text.trim();
  return /^\d{1,4}$/u.test(digits) ? Number(digits) : Number.NaN;
}
