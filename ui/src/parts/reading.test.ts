import { expect, test } from "vitest";
import type { ReadAhead } from "../host/contract";
import { readingLong, readingShort } from "./reading";

const state = (changes: Partial<ReadAhead>): ReadAhead => ({
  phase: "reading",
  model: "The reader",
  records: 1816,
  read: 612,
  scored: 0,
  per_minute: 240,
  remaining_seconds: 301,
  problem: null,
  ...changes,
});

test("what is told fits in a line", () => {
  expect(readingShort(state({}))).toBe("612 of 1,816 read");
  expect(readingShort(state({ phase: "paused" }))).toBe("Reading is paused");
  expect(readingShort(state({ phase: "done" }))).toBeNull();
  expect(readingShort(state({ phase: "no_model" }))).toBeNull();
});

test("rate and remaining time are told once they are known", () => {
  expect(readingLong(state({}))).toBe(
    "The reader has read 612 of 1,816\u00a0records. It reads 4 a second, about 5\u00a0min are left.",
  );
  expect(readingLong(state({ per_minute: null, remaining_seconds: null }))).toBe(
    "The reader has read 612 of 1,816\u00a0records.",
  );
});
