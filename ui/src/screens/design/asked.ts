// What a size is asked for, as it is typed, and back.

import type { SizeAsked, TrialAim, TrialQuestion } from "../../host/contract";

export type Kind = "two_proportions" | "two_means" | "survival";
export type Goal = "difference" | "non_inferiority" | "equivalence";

export interface Typed {
  kind: Kind;
  goal: Goal;
  first: string;
  second: string;
  difference: string;
  sd: string;
  hazard_ratio: string;
  events: string;
  margin: string;
  alpha: string;
  power: string;
  ratio: string;
  drop_out: string;
  clusters: boolean;
  cluster_size: string;
  icc: string;
  cv: string;
}

export const USUAL: Typed = {
  kind: "two_proportions",
  goal: "difference",
  first: "",
  second: "",
  difference: "",
  sd: "",
  hazard_ratio: "",
  events: "",
  margin: "",
  alpha: "5",
  power: "80",
  ratio: "1",
  drop_out: "0",
  clusters: false,
  cluster_size: "20",
  icc: "0.05",
  cv: "0",
};

/** A number as people type it, with a point or a comma; NaN of what is none. */
export function read(text: string): number {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return plain === "" ? Number.NaN : Number(plain);
}

function aimOf(typed: Typed): TrialAim {
  return typed.goal === "difference" ? { aim: "difference" } : { aim: typed.goal, margin: typed.kind === "two_proportions" ? read(typed.margin) / 100 : read(typed.margin) };
}

/** Shares are typed as percentages. `null` while a number is missing. */
export function asked(typed: Typed): SizeAsked | null {
  const aim = aimOf(typed);
  const question: TrialQuestion =
    typed.kind === "two_proportions"
      ? { question: "two_proportions", first: read(typed.first) / 100, second: read(typed.second) / 100, test: "chi_squared", aim }
      : typed.kind === "two_means"
        ? { question: "two_means", difference: read(typed.difference), sd: read(typed.sd), aim }
        : { question: "survival", hazard_ratio: read(typed.hazard_ratio), events_second: read(typed.events) / 100, formula: "schoenfeld", aim };
  const plan = {
    alpha: read(typed.alpha) / 100,
    power: read(typed.power) / 100,
    ratio: read(typed.ratio),
    drop_out: read(typed.drop_out) / 100,
    clusters: typed.clusters ? { size: read(typed.cluster_size), icc: read(typed.icc), cv: read(typed.cv) } : null,
  };
  const parts: object[] = [question, plan, plan.clusters ?? {}, aim];
  const numbers = parts.flatMap((part) => Object.values<unknown>({ ...part })).filter((value) => typeof value === "number");
  return numbers.some(Number.isNaN) ? null : { question, plan };
}

/** What is typed for a question that was filled in. */
export function filled(typed: Typed, question: TrialQuestion): Typed {
  const next = { ...typed, kind: question.question, goal: "difference" as const };
  if (question.question === "two_proportions") return { ...next, first: share(question.first), second: share(question.second) };
  if (question.question === "two_means") return { ...next, difference: plain(question.difference), sd: plain(question.sd) };
  return { ...next, hazard_ratio: plain(question.hazard_ratio), events: share(question.events_second) };
}

function share(value: number): string {
  return plain(100 * value);
}

function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}
