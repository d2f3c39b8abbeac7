// Where found words stand on their page, known before the page is drawn, and how far a view has to move to show a place.

import type { Part, Run } from "./find";

/** In points from the upper left corner of the page. */
export interface PagePoint {
  x: number;
  y: number;
}

export interface PlacedRun extends Run {
  /** From the run to the paper, as pdf.js tells it: the last two numbers say where its first letter stands. */
  transform: number[];
  /** In points. */
  width: number;
}

/** Where found words begin. `paper` leads from the paper, whose y grows upwards, to the page as it is shown. */
export function placeOf(parts: readonly Part[], runs: readonly PlacedRun[], paper: readonly number[]): PagePoint {
  const [first] = parts;
  const run = first === undefined ? undefined : runs[first.run];
  if (first === undefined || run === undefined) return { x: 0, y: 0 };
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = paper;
  const [cos = 1, sin = 0, , , left = 0, base = 0] = run.transform;
  const along = (run.width * first.from) / Math.max(1, run.str.length) / (Math.hypot(cos, sin) || 1);
  const [x, y] = [left + along * cos, base + along * sin];
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The stretch of an axis that is in view, or that is to be. */
export interface Stretch {
  start: number;
  length: number;
}

/** Where the view begins that shows what is wanted: where it begins now if that is in sight, else with room before it. */
export function showing(view: Stretch, wanted: Stretch, room: number): number {
  const end = wanted.start + wanted.length;
  if (wanted.start - room >= view.start && end + room <= view.start + view.length) return view.start;
  const before = Math.min(0.3 * view.length, (view.length - wanted.length) / 2);
  return Math.max(0, wanted.start - Math.max(room, before));
}
