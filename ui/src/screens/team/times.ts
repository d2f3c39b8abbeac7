// Times of work as people read them.

import type { ConfidenceInterval, Learning, ScreeningTime, Stage, TimeDistribution } from "../../host/contract";
import { count, duration, number, percent } from "../../parts/format";

/** "8.4 s" where tenths matter, else as one would say it. */
export function seconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)}\u00a0s` : duration(value);
}

/** Hours of work to ten minutes, "6 h 40 min"; from ten hours on to the hour. */
export function span(value: number): string {
  const tens = Math.round(value / 600);
  if (value < 5400 || tens >= 60) return duration(value);
  const [hours, rest] = [Math.floor(tens / 6), (tens % 6) * 10];
  return `${hours}\u00a0h${rest > 0 ? ` ${rest}\u00a0min` : ""}`;
}

/** "(11 s to 14 s)" */
export function range(interval: ConfidenceInterval | null, show: (value: number) => string): string {
  return interval === null ? "" : `(${show(interval.low)} to ${show(interval.high)})`;
}

/** What one unit of the work at a stage is called. */
export function unitOf(stage: Stage): string {
  return stage === "full_text" ? "report" : "record";
}

/** How long what is open will take; `null` where nothing is open. */
export function forecastWords({ name, stage, open, forecast, seconds: measured }: ScreeningTime): string | null {
  if (open === 0) return null;
  const unit = unitOf(stage);
  if (forecast === null) {
    return `${name} has ${count(open, unit)} left. How long they take cannot be told yet: ${count(measured.count, "time was", "times were")} measured, and it takes 20.`;
  }
  const { low, high } = forecast.interval;
  return `${name}, at this pace: ${span(forecast.seconds)} left for ${count(forecast.remaining, unit)} (95\u00a0% interval ${span(low)} to ${span(high)}), judged by the latest ${number(forecast.from)} in ${count(forecast.sessions, "session")}.`;
}

/** Whether one gets faster, no more certain than the interval allows. */
export function learningWords({ per_doubling: change, interval: { low, high } }: Learning): string {
  if (low <= 0 && high >= 0) {
    return `No sure sign of getting faster or slower: each doubling of what was read changes the time by ${signed(low)} to ${signed(high)} (95\u00a0% interval).`;
  }
  const [word, near, far] = change < 0 ? ["falls", -high, -low] : ["rises", low, high];
  return `With each doubling of what was read the time ${word} by ${percent(Math.abs(change))} (95\u00a0% interval ${percent(near)} to ${percent(far)}).`;
}

function signed(share: number): string {
  const value = Math.round(share * 100);
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value)}\u00a0%`;
}

/** Seconds that the law of practice gives for the n-th, counted from 1. */
export function byPractice({ first, per_doubling: change }: Learning, n: number): number {
  return first * n ** Math.log2(1 + change);
}

/** Points of that law to draw it by, closer together where it is steep. */
export function practiceCurve(learning: Learning, points = 40): { n: number; seconds: number }[] {
  return Array.from({ length: points }, (_, at) => {
    const n = learning.count ** (at / (points - 1));
    return { n, seconds: byPractice(learning, n) };
  });
}

/** The end of an axis in seconds that holds the 95th percentile of each: a round number. */
export function axisEnd(all: readonly TimeDistribution[]): number {
  const most = Math.max(1, ...all.map(({ percentile_95 }) => percentile_95));
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].find((step) => most / step <= 6) ?? 7200;
  return Math.ceil(most / step) * step;
}

/** What else there is to know of these times, in one sentence; `null` where nothing. */
export function remarks({ stage, reopened, untimed }: Pick<ScreeningTime, "stage" | "reopened" | "untimed">): string | null {
  const unit = unitOf(stage);
  const said = [
    reopened > 0 && `${count(reopened, `${unit} was`, `${unit}s were`)} opened again, and that time is added`,
    untimed > 0 && `${count(untimed, `${unit} was`, `${unit}s were`)} decided without a time, as imported decisions are`,
  ].filter((part) => part !== false);
  return said.length === 0 ? null : `${said.join("; ")}.`;
}
