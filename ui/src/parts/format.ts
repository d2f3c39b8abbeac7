// Numbers, times, lengths of time and places as people read them. British English throughout.

const LOCALE = "en-GB";
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const plurals = new Intl.PluralRules(LOCALE);
const day = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const clock = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });

/** 1,204 */
export function number(value: number): string {
  return whole.format(value);
}

/** 0.912 → "91 %"; never rounds up to a certainty that is not there. */
export function percent(share: number): string {
  const value = Math.round(share * 100);
  const shown = share < 1 && value === 100 ? 99 : share > 0 && value === 0 ? 1 : value;
  return `${shown}\u00a0%`;
}

/** count(1, "record") → "1 record"; count(3, "study", "studies") → "3 studies" */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)}\u00a0${plurals.select(value) === "one" ? one : many}`;
}

/** Seconds, rounded as one would say it: "41 s", "12 min", "9 h", "3 h 20 min". */
export function duration(seconds: number): string {
  if (seconds < 90) return `${number(Math.max(1, Math.round(seconds)))}\u00a0s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes}\u00a0min`;
  // In quarters up to half a day; beyond, nobody knows the minutes.
  const quarters = Math.round(minutes / 15);
  const [hours, rest] = [Math.floor(quarters / 4), (quarters % 4) * 15];
  return hours < 6 && rest > 0 ? `${hours}\u00a0h ${rest}\u00a0min` : `${number(Math.round(minutes / 60))}\u00a0h`;
}

/** How a screening goes: "41 s a record · about 9 h left". */
export function pace(secondsEach: number, left: number, unit = "record"): string {
  return `${duration(secondsEach)} a ${unit} · about ${duration(secondsEach * left)} left`;
}

/** How a job goes: "320 a second", or per minute where that would be a fraction. */
export function speed(perSecond: number): string {
  return perSecond >= 1 ? `${number(perSecond)} a second` : `${number(Math.max(1, perSecond * 60))} a minute`;
}

/** A point in time (UTC milliseconds): "14:05", "yesterday 14:05", "3 Nov 14:05", "3 November 2025". */
export function moment(ms: number, now = Date.now()): string {
  const [then, today] = [new Date(ms), new Date(now)];
  const days = Math.round((midnight(today) - midnight(then)) / 86_400_000);
  if (days === 0) return clock.format(then);
  if (days === 1) return `yesterday ${clock.format(then)}`;
  return then.getFullYear() === today.getFullYear() ? `${shortDay.format(then)} ${clock.format(then)}` : day.format(then);
}

/** The day of a point in time: "21 November 2026". */
export function dayOf(ms: number): string {
  return day.format(new Date(ms));
}

/** The time of day of a point in time: "14:05". */
export function clockOf(ms: number): string {
  return clock.format(new Date(ms));
}

/** A date as it stands in a search, "2026-11-20" → "20 November 2026"; other text stays as it is. */
export function date(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return parts === null ? iso : day.format(new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
}

function midnight(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}

/** 1536 → "1.5 kB" */
export function size(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"] as const;
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const digits = step > 0 && value < 10 ? 1 : 0;
  return `${value.toLocaleString(LOCALE, { maximumFractionDigits: digits })}\u00a0${units[step] ?? ""}`;
}

/** A long path as its start and its last two parts, which tell it from others: "/home/…/reviews/Nudging". */
export function path(full: string, longest = 48): string {
  if (full.length <= longest) return full;
  const mark = full.includes("\\") ? "\\" : "/";
  const parts = full.split(mark);
  if (parts.length < 5) return full;
  const start = parts[0] === "" ? `${mark}${parts[1] ?? ""}` : (parts[0] ?? "");
  return [start, "…", ...parts.slice(-2)].join(mark);
}

/** "Adams R, Silva M, Okoye N and 4 more" */
export function people(names: readonly string[], most = 3): string {
  if (names.length <= most + 1) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${number(names.length - most)} more`;
}

/** The program's messages begin small, to stand after a colon; on their own they are sentences. Names of files stay. */
export function sentence(text: string): string {
  return /^\p{Ll}\p{L}*[\s,]/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
