import { expect, it } from "vitest";
import type { ReadingView } from "../../../host/contract";
import { coverage } from "./coverage";

const view = (changes: Partial<ReadingView>): ReadingView => ({
  document: "d",
  pages: [],
  pages_read: 0,
  pages_without_text: [],
  units: 0,
  trouble: null,
  suspicious: [],
  registrations: [],
  arms: [],
  text: "",
  ...changes,
});

const pages = (many: number) => Array.from({ length: many }, (_, n) => ({ number: n + 1, width: 595, height: 842 }));

it("says what was read and what was not", () => {
  expect(coverage(view({ pages: pages(41), pages_read: 41 }))).toBe("Read 41 of 41\u00a0pages");
  expect(coverage(view({ pages: pages(9), pages_read: 8, pages_without_text: [7], registrations: ["NCT01234567"] }))).toBe(
    "Read 8 of 9\u00a0pages · no text on page 7 · NCT01234567",
  );
  expect(coverage(view({ units: 1 }))).toBe("Read as text: 1\u00a0sentence or table cell");
});
