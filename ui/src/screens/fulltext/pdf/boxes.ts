// Where found words are drawn on a page. Ranges inside the runs of the text layer are off by characters, because these
// are set in a substitute font, and in WebKit the runs themselves are a little short: the part is measured in the run's
// own font, which pdf.js registers under its name once the page is drawn, and taken as a share of the width on paper.

import type { Part, Run } from "./find";

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const pen = document.createElement("canvas").getContext("2d");

/** A run with what is needed to measure in it. */
export interface SetRun extends Run {
  fontName: string;
  /** In points. */
  width: number;
}

export function boxes(
  parts: readonly Part[],
  runs: readonly SetRun[],
  drawn: readonly HTMLElement[],
  area: DOMRect,
  scale: number,
): Box[] {
  return parts.flatMap(({ run, from, to }) => {
    const element = drawn[run];
    const set = runs[run];
    if (element === undefined || set === undefined) return [];
    const { left, top, width, height } = element.getBoundingClientRect();
    // Text that runs upwards is marked as a whole.
    const turned = height > width && set.str.length > 3;
    const whole = turned ? width : set.width * scale;
    const start = turned ? 0 : whole * share(set, from);
    const end = turned ? whole : whole * share(set, to);
    return [{ left: left - area.left + start, top: top - area.top, width: end - start, height }];
  });
}

/** How much of a run's width its first characters take. */
function share({ str, fontName }: SetRun, characters: number): number {
  if (characters === 0) return 0;
  if (characters >= str.length || pen === null) return 1;
  pen.font = `100px "${fontName}"`;
  return pen.measureText(str.slice(0, characters)).width / pen.measureText(str).width;
}
