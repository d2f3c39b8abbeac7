import { expect, it } from "vitest";
import { boxOf } from "./selection";

const area = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  width,
  height,
  right: left + width,
  bottom: top + height,
});

const pages = [
  { page: 1, area: area(100, -500, 600, 800) },
  { page: 2, area: area(100, 312, 600, 800) },
];

it("tells the place of selected words in points of their page", () => {
  expect(boxOf(area(220, 352, 150, 15), pages, 1.5)).toEqual([{ page: 2, x: 80, y: (352 - 312) / 1.5, width: 100, height: 10 }]);
  expect(boxOf(area(220, 290, 150, 9), pages, 1)[0]?.page).toBe(1);
});

it("leaves out what is no word", () => {
  expect(boxOf(area(100, 312, 600, 800), pages, 1)).toEqual([]);
  expect(boxOf(area(220, 352, 0, 15), pages, 1)).toEqual([]);
  expect(boxOf(area(0, 352, 50, 15), pages, 1)).toEqual([]);
});
