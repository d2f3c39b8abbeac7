import { expect, test } from "vitest";
import { Stopwatch } from "./stopwatch";

const SECOND = 1000;

function seconds(watch: Stopwatch, at: number): number[] {
  const { elapsed_ms, active_30_ms, active_60_ms, active_120_ms } = watch.read(at * SECOND, 60);
  return [elapsed_ms, active_30_ms, active_60_ms, active_120_ms].map((ms) => ms / SECOND);
}

test("steady reading counts in full under every rule", () => {
  const watch = new Stopwatch(0);
  for (let at = 10; at < 90; at += 10) watch.sign(at * SECOND);
  expect(seconds(watch, 90)).toEqual([90, 90, 90, 90]);
});

test("each rule cuts a pause at its own length", () => {
  const watch = new Stopwatch(0);
  watch.sign(100 * SECOND);
  expect(seconds(watch, 105)).toEqual([105, 35, 65, 105]);
});

test("a window out of focus does not count, whatever moves over it", () => {
  const watch = new Stopwatch(0);
  watch.leave(10 * SECOND);
  watch.sign(20 * SECOND);
  watch.back(300 * SECOND);
  expect(seconds(watch, 305)).toEqual([305, 15, 15, 15]);
});

test("opened in the background, it starts to count with the focus", () => {
  const watch = new Stopwatch(0, false);
  watch.back(50 * SECOND);
  watch.back(60 * SECOND);
  expect(seconds(watch, 62)).toEqual([62, 12, 12, 12]);
});

test("reading it does not alter it", () => {
  const watch = new Stopwatch(0);
  expect(seconds(watch, 20)).toEqual([20, 20, 20, 20]);
  expect(seconds(watch, 20)).toEqual([20, 20, 20, 20]);
});

test("no time is longer than the program believes", () => {
  const watch = new Stopwatch(0);
  expect(watch.read(3 * 86_400_000, 60).elapsed_ms).toBe(86_400_000);
});

test("it says by which rule its reader counts as away", () => {
  expect(new Stopwatch(0).read(10 * SECOND, 120).idle_seconds).toBe(120);
});
