// What may be said of a comparison of models.

import type { BenchDifference, BenchReport, BenchRow } from "../../host/contract";
import { duration, number, percent } from "../../parts/format";

/** How the judgements of a model were taken. */
export function ruleWords(rule: BenchRow["rule"]): string {
  switch (rule.rule) {
    case "labels":
      return "by its labels";
    case "threshold":
      return `kept from a probability of ${rule.at_least.toLocaleString("en-GB")}`;
    case "fitted":
      return `threshold set for keeping ${percent(rule.sensitivity)} of the included`;
  }
}

/** The sentence that the figures allow. */
export function advice({ rows, recommendation }: BenchReport): string {
  switch (recommendation.advice) {
    case "none_worked":
      return "No model could be compared.";
    case "none_better_than_chance":
      return "On these records no model is shown to be better than chance. None is recommended.";
    case "take": {
      const { row, best } = recommendation;
      const name = `${row + 1}. ${rows[row]?.model.name ?? ""}`;
      return row === best
        ? `${name} does best, and no smaller model is as good.`
        : `${name} is the smallest that is not shown to be worse than the best, ${best + 1}. ${rows[best]?.model.name ?? ""}.`;
    }
  }
}

/** "12 of 100 more (3 to 20)" or "no difference shown" */
export function differenceWords({ figure, only_first, only_second, shown }: BenchDifference): string {
  const counts = `${number(only_first)} records only the first has right, ${number(only_second)} only the second`;
  if (!shown || figure.value === null || figure.low === null || figure.high === null) return `no difference shown (${counts})`;
  const ends = [Math.abs(figure.low), Math.abs(figure.high)].sort((a, b) => a - b);
  const more = figure.value > 0 ? "more" : "fewer";
  return `${percent(Math.abs(figure.value))} ${more} (${ends.map(percent).join(" to ")}; ${counts})`;
}

/** "0.4 s", or what a minute-long record takes. */
export function speedOf({ seconds }: BenchRow): string {
  if (seconds === null) return "–";
  return seconds.median < 60
    ? `${seconds.median.toLocaleString("en-GB", { maximumSignificantDigits: 2 })} s`
    : duration(seconds.median);
}
