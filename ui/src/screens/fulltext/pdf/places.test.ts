import { expect, test } from "vitest";
import { placeOf, showing } from "./places";

const paper = [1, 0, 0, -1, 0, 842];

test("found words begin within their run, counted from the top of the page", () => {
  const runs = [{ str: "of all patients", hasEOL: true, transform: [10, 0, 0, 10, 100, 742], width: 75 }];
  expect(placeOf([{ run: 0, from: 7, to: 15 }], runs, paper)).toEqual({ x: 135, y: 100 });
});

test("text that runs upwards is gone along upwards", () => {
  const runs = [{ str: "abcd", hasEOL: true, transform: [0, 10, -10, 0, 50, 100], width: 40 }];
  expect(placeOf([{ run: 0, from: 2, to: 4 }], runs, paper)).toEqual({ x: 50, y: 722 });
});

test("what is in sight moves nothing", () => {
  expect(showing({ start: 500, length: 600 }, { start: 700, length: 20 }, 12)).toBe(500);
});

test("what is out of sight comes with room before it", () => {
  expect(showing({ start: 500, length: 600 }, { start: 2000, length: 20 }, 12)).toBe(1820);
  expect(showing({ start: 500, length: 600 }, { start: 300, length: 20 }, 12)).toBe(120);
  expect(showing({ start: 500, length: 600 }, { start: 40, length: 20 }, 12)).toBe(0);
});

test("what is higher than the view is shown from its beginning", () => {
  expect(showing({ start: 0, length: 600 }, { start: 2000, length: 900 }, 12)).toBe(1988);
});
