// Words that a person selected on the pages, with their places in points.

import type { PageBox } from "../../../host/contract";

export interface Selected {
  text: string;
  /** On the pages as they are shown; empty in a text without pages. */
  boxes: PageBox[];
}

/** What is selected within the pages; `null` where nothing is, or where it goes beyond them. */
export function selectedIn(pages: HTMLElement, scale: number): Selected | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!pages.contains(range.startContainer) || !pages.contains(range.endContainer)) return null;
  const text = selection.toString().trim();
  if (text === "") return null;
  const areas = [...pages.querySelectorAll<HTMLElement>("[data-page]")].map((element) => ({
    page: Number(element.dataset["page"]),
    area: element.getBoundingClientRect(),
  }));
  const boxes = [...range.getClientRects()].flatMap((rect) => boxOf(rect, areas, scale));
  return { text, boxes };
}

/** The place of a rectangle of the window on the page that its middle lies on. */
export function boxOf(
  rect: Pick<DOMRect, "left" | "top" | "width" | "height">,
  areas: readonly { page: number; area: Pick<DOMRect, "left" | "top" | "right" | "bottom" | "width" | "height"> }[],
  scale: number,
): PageBox[] {
  if (rect.width < 1 || rect.height < 1) return [];
  const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
  const found = areas.find(({ area }) => x >= area.left && x <= area.right && y >= area.top && y <= area.bottom);
  if (found === undefined) return [];
  // The layer of text itself, and gaps between its runs, cover more than words.
  if (rect.width > 0.97 * found.area.width && rect.height > 0.2 * found.area.height) return [];
  return [
    {
      page: found.page,
      x: (rect.left - found.area.left) / scale,
      y: (rect.top - found.area.top) / scale,
      width: rect.width / scale,
      height: rect.height / scale,
    },
  ];
}
