/** Where a value lies between two others, 0 to 1; in the middle where both are the same. */
export function placeOf(value: number, lowest: number, highest: number): number {
  if (highest <= lowest) return 0.5;
  return Math.min(1, Math.max(0, (value - lowest) / (highest - lowest)));
}
