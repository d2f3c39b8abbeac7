// Where found words are drawn on a page. Ranges inside the runs of the text layer are off by characters, because these
// are set in a substitute font: the part is measured in the run's own font and taken as a share of its width.

import type { Part } from "./find";

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const pen = document.createElement("canvas").getContext("2d");

export function boxes(parts: readonly Part[], drawn: readonly HTMLElement[], area: DOMRect): Box[] {
  return parts.flatMap(({ run, from, to }) => {
    const element = drawn[run];
    if (element === undefined) return [];
    const { left, top, width, height } = element.getBoundingClientRect();
    const text = element.textContent;
    const start = width * share(text, from, element);
    const end = width * share(text, to, element);
    return [{ left: left - area.left + start, top: top - area.top, width: end - start, height }];
  });
}

/** How much of a run's width its first characters take. */
function share(text: string, characters: number, element: HTMLElement): number {
  if (characters === 0) return 0;
  if (characters >= text.length || pen === null) return 1;
  pen.font = `100px ${getComputedStyle(element).fontFamily}`;
  return pen.measureText(text.slice(0, characters)).width / pen.measureText(text).width;
}
