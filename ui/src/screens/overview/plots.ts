// What the plots show, from the program's numbers.

import type { ScaleLinear } from "d3-scale";
import type { CurvePoint, PaceDay, ReviewerId, Stage, TimeReport } from "../../host/contract";

/** The inside of a plot: its scales and its size in pixels. */
export interface Frame {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  width: number;
  height: number;
}

export interface Day {
  /** Days since 1970-01-01 in the time zone of this computer. */
  day: number;
  decisions: number;
}

/** Decisions per day of the team at a stage, days without any included. */
export function perDay(days: readonly PaceDay[], stage: Stage): Day[] {
  const sums = new Map<number, number>();
  for (const { day, decisions, stage: at } of days) {
    if (at === stage) sums.set(day, (sums.get(day) ?? 0) + decisions);
  }
  const known = [...sums.keys()];
  if (known.length === 0) return [];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return Array.from({ length: last - first + 1 }, (_, i) => ({ day: first + i, decisions: sums.get(first + i) ?? 0 }));
}

/** A plot of at most so many bars: days, or else weeks, months and so on of equal length, as decisions in each. */
export function bars(days: readonly Day[], most = 60): { size: number; bars: Day[] } {
  const size = [1, 7, 28, 91, 364].find((size) => days.length / size <= most) ?? 364;
  const summed: Day[] = [];
  days.forEach(({ day, decisions }, index) => {
    const last = summed.at(-1);
    if (index % size === 0 || last === undefined) summed.push({ day, decisions });
    else last.decisions += decisions;
  });
  return { size, bars: summed };
}

const SIZES: Record<number, string> = { 1: "day", 7: "week", 28: "four weeks", 91: "quarter", 364: "year" };

export function sizeWord(size: number): string {
  return SIZES[size] ?? `${size} days`;
}

const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const withYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A day of the program in words; its number is already that of this time zone. */
export function dayLabel(day: number, year = false): string {
  return (year ? withYear : short).format(new Date(day * 86_400_000));
}

/**
 * Seconds of active time that a reviewer still needs at title and abstract, as the report of times forecasts them; `null`
 * where it does not. It rests on means: many medians do not add up to the time that the work takes.
 */
export function secondsLeft(report: TimeReport | undefined, reviewer: ReviewerId): number | null {
  const own = report?.screening.find((one) => one.stage === "title_abstract" && one.role === "reviewer" && one.reviewer === reviewer);
  return own?.forecast?.seconds ?? null;
}

/** Whether the curve has anything to show. */
export function hasCurve(curve: readonly CurvePoint[]): boolean {
  return (curve.at(-1)?.settled ?? 0) > 1;
}
