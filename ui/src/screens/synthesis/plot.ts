// Places and ticks of forest and funnel plots, and numbers as they are shown.

/** Enough digits and no more; what is not "no effect" never looks like it. */
export function figure(value: number, none: number | null = null): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 0.095 || size === 0 ? 2 : size >= 0.0095 ? 3 : 4;
  const plain = size >= 1e6 || (size > 0 && size < 0.00095) ? value.toExponential(1) : value.toFixed(decimals);
  let text = plain;
  for (let more = decimals + 1; none !== null && value !== none && Number(text) === none && more <= 6; more += 1) text = value.toFixed(more);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text.replace(/-/g, "−");
}

export interface Reach {
  estimate: number;
  low: number;
  high: number;
}

export interface Axis {
  /** The place of a value in percent of the width, which may lie beyond 0 and 100. */
  at: (value: number) => number;
  ticks: readonly number[];
  low: number;
  high: number;
}

const ROWS = [
  [1, 1.5, 2, 3, 5, 7],
  [1, 2, 5],
  [1, 3],
  [1],
] as const;
const MOST_TICKS = 6;

/** An axis wide enough for all estimates, and for intervals up to about the breadth that those take themselves. */
export function axisOf(all: readonly Reach[], pooled: Reach, ratio: boolean, none: number | null): Axis {
  const to = (value: number) => (ratio ? Math.log(Math.max(value, 1e-9)) : value);
  const core = [...all.map(({ estimate }) => to(estimate)), to(pooled.low), to(pooled.high), ...(none === null ? [] : [to(none)])];
  const [least, most] = [Math.min(...core), Math.max(...core)];
  const widths = all.map(({ low, high }) => (to(high) - to(low)) / 2).sort((a, b) => a - b);
  const room = Math.max(most - least, 1.5 * (widths[Math.floor(widths.length / 2)] ?? 1));
  const ends = all.flatMap(({ low, high }) => [to(low), to(high)]);
  let low = Math.min(Math.max(Math.min(...ends, least), least - room), least);
  let high = Math.max(Math.min(Math.max(...ends, most), most + room), most);
  if (!(high > low)) [low, high] = [low - 0.5, high + 0.5];
  const air = 0.03 * (high - low);
  return axis(low - air, high + air, ratio);
}

/** An axis between two values of the pooling scale. */
export function axis(low: number, high: number, ratio: boolean): Axis {
  const at = (value: number) => (100 * ((ratio ? Math.log(Math.max(value, 1e-9)) : value) - low)) / (high - low);
  return { at, low, high, ticks: ratio ? logarithmic(low, high) : linear(low, high) };
}

function linear(low: number, high: number): number[] {
  const rough = (high - low) / MOST_TICKS;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * decade).find((found) => found >= rough) ?? decade * 10;
  const ticks: number[] = [];
  for (let n = Math.ceil(low / step); n * step <= high && ticks.length < 20; n += 1) ticks.push(Number((n * step).toPrecision(12)));
  return ticks;
}

function logarithmic(low: number, high: number): number[] {
  const decades: number[] = [];
  for (let n = Math.floor(low / Math.LN10); n <= Math.ceil(high / Math.LN10); n += 1) decades.push(n);
  const within = (value: number) => Math.log(value) >= low && Math.log(value) <= high;
  const rows = ROWS.map((row) => decades.flatMap((n) => row.map((digit) => Number((digit * 10 ** n).toPrecision(6)))).filter(within));
  return rows.find((ticks) => ticks.length <= MOST_TICKS) ?? decades.filter((n) => n % Math.ceil(decades.length / MOST_TICKS) === 0).map((n) => 10 ** n).filter(within);
}

/** Half the side of a study's square in px: its area is in proportion to the weight. */
export function half(weight: number, heaviest: number): number {
  return Math.max(2, 7 * Math.sqrt(heaviest > 0 ? weight / heaviest : 1));
}

export function range({ low, high }: { low: number; high: number }, none: number | null): string {
  return `${figure(low, none)} to ${figure(high, none)}`;
}

export function pValue(p: number): string {
  return p < 0.001 ? "< 0.001" : p > 0.999 ? "> 0.999" : `= ${p.toFixed(3)}`;
}
