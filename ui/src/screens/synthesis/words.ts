// Names of what can be chosen, and a first choice out of what could be pooled.

import type { AnalysisChoice, EffectSizeMeasure, GradeCertainty, HartungKnapp, Poolable, PoolingMethod } from "../../host/contract";

export const MEASURES: readonly { value: EffectSizeMeasure; label: string }[] = [
  { value: "risk_ratio", label: "Risk ratio" },
  { value: "odds_ratio", label: "Odds ratio" },
  { value: "risk_difference", label: "Risk difference" },
  { value: "peto_odds_ratio", label: "Peto odds ratio" },
  { value: "mean_difference", label: "Mean difference" },
  { value: "standardized_mean_difference", label: "Standardised mean difference" },
  { value: "ratio", label: "Reported ratio" },
  { value: "difference", label: "Reported difference" },
  { value: "logit_proportion", label: "Proportion (logit)" },
  { value: "freeman_tukey", label: "Proportion (double arcsine)" },
];

export const METHODS: readonly { value: PoolingMethod; label: string }[] = [
  { value: "reml", label: "Random effects, REML" },
  { value: "der_simonian_laird", label: "Random effects, DerSimonian–Laird" },
  { value: "paule_mandel", label: "Random effects, Paule–Mandel" },
  { value: "fixed", label: "Fixed effect, inverse variance" },
  { value: "mantel_haenszel", label: "Fixed effect, Mantel–Haenszel" },
  { value: "peto", label: "Fixed effect, Peto" },
];

export const INTERVALS: readonly { value: HartungKnapp; label: string }[] = [
  { value: "no", label: "Usual (normal distribution)" },
  { value: "plain", label: "Hartung–Knapp" },
  { value: "ad_hoc", label: "Hartung–Knapp, never narrower" },
];

export function measureName(measure: EffectSizeMeasure): string {
  return MEASURES.find(({ value }) => value === measure)?.label ?? measure;
}

export function isRandom(method: PoolingMethod): boolean {
  return method === "reml" || method === "der_simonian_laird" || method === "paule_mandel";
}

/** Which methods a measure can be pooled by. */
export function methodsFor(measure: EffectSizeMeasure): PoolingMethod[] {
  return METHODS.map(({ value }) => value).filter((method) => {
    if (method === "peto") return measure === "peto_odds_ratio";
    if (method === "mantel_haenszel") return measure === "risk_ratio" || measure === "odds_ratio" || measure === "risk_difference";
    return true;
  });
}

export function isProportion(measure: EffectSizeMeasure): boolean {
  return measure === "logit_proportion" || measure === "freeman_tukey";
}

/** A choice with the measure, and what does not go with it put right. */
export function withMeasure(choice: AnalysisChoice, measure: EffectSizeMeasure): AnalysisChoice {
  const [usual] = methodsFor(measure);
  const method = measure === "peto_odds_ratio" ? "peto" : methodsFor(measure).includes(choice.method) ? choice.method : (usual ?? "reml");
  return withMethod({ ...choice, measure, second_arms: isProportion(measure) ? [] : choice.second_arms }, method);
}

export function withMethod(choice: AnalysisChoice, method: PoolingMethod): AnalysisChoice {
  return { ...choice, method, hartung_knapp: isRandom(method) ? choice.hartung_knapp : "no" };
}

/** A first choice: the measure that most studies have, by random effects. */
export function choiceOf(from: Poolable): AnalysisChoice {
  const best = from.measures.reduce<Poolable["measures"][number] | null>((most, one) => (most === null || one.studies > most.studies || (one.studies === most.studies && one.measure === "risk_ratio") ? one : most), null);
  const measure = best?.measure ?? "risk_ratio";
  const time = from.time_point === "" ? "" : `, ${from.time_point}`;
  const [first = "", second = ""] = [from.first_arms.length > 1 ? "intervention" : from.first_arms[0], from.second_arms[0]];
  return {
    name: `${capital(from.outcomes[0] ?? "")}${time}: ${first} against ${second}`,
    outcomes: from.outcomes,
    time_points: [from.time_point],
    first_arms: from.first_arms,
    second_arms: from.second_arms,
    measure,
    effect_measure: measure === "ratio" || measure === "difference" ? from.effect_measure : null,
    method: "reml",
    hartung_knapp: "no",
    level: 0.95,
    double_zero: "left_out",
    subgroups: null,
    favours_low: "",
    favours_high: "",
    omitted: [],
  };
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const CERTAINTIES: readonly { value: GradeCertainty; label: string; circles: string }[] = [
  { value: "high", label: "High", circles: "⊕⊕⊕⊕" },
  { value: "moderate", label: "Moderate", circles: "⊕⊕⊕⊝" },
  { value: "low", label: "Low", circles: "⊕⊕⊝⊝" },
  { value: "very_low", label: "Very low", circles: "⊕⊝⊝⊝" },
];

export function certaintyName(certainty: GradeCertainty): string {
  const found = CERTAINTIES.find(({ value }) => value === certainty);
  return found === undefined ? certainty : `${found.circles} ${found.label}`;
}

/** Which side of the comparison an arm is on. */
export type Side = "first" | "second" | "none";

export function sideOf(choice: AnalysisChoice, arm: string): Side {
  const same = (name: string) => name.trim().toLowerCase() === arm.trim().toLowerCase();
  return choice.first_arms.some(same) ? "first" : choice.second_arms.some(same) ? "second" : "none";
}

export function withSide(choice: AnalysisChoice, arm: string, side: Side): AnalysisChoice {
  const others = (names: readonly string[]) => names.filter((name) => name.trim().toLowerCase() !== arm.trim().toLowerCase());
  return {
    ...choice,
    first_arms: side === "first" ? [...others(choice.first_arms), arm] : others(choice.first_arms),
    second_arms: side === "second" ? [...others(choice.second_arms), arm] : others(choice.second_arms),
  };
}
