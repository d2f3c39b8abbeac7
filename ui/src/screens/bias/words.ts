// Risk of bias in words and signs: what a judgement, an answer and a stage are called, and what a plot shows.

import type {
  BiasAnswer,
  BiasCell,
  BiasForm,
  BiasJudgement,
  BiasOverview,
  BiasResultLine,
  BiasStage,
  BiasStudy,
  BiasTool,
} from "../../host/contract";
import type { ActionId } from "../../keys/keymap";

export const JUDGEMENT_WORDS: Record<BiasJudgement, string> = {
  low: "Low",
  some_concerns: "Some concerns",
  moderate: "Moderate",
  unclear: "Unclear",
  high: "High",
  serious: "Serious",
  critical: "Critical",
  no_information: "No information",
};

/** The sign that tells a judgement without colour: those of RoB 2’s own forms. */
export const JUDGEMENT_SIGNS: Record<BiasJudgement, string> = {
  low: "+",
  some_concerns: "!",
  moderate: "!",
  unclear: "?",
  high: "–",
  serious: "–",
  critical: "×",
  no_information: "?",
};

const JUDGEMENTS: Record<BiasTool, readonly BiasJudgement[]> = {
  rob2: ["low", "some_concerns", "high"],
  "rob2-adhering": ["low", "some_concerns", "high"],
  "robins-i": ["low", "moderate", "serious", "critical", "no_information"],
  "robins-i-adhering": ["low", "moderate", "serious", "critical", "no_information"],
  "quadas-2": ["low", "unclear", "high"],
};

/** What a tool can come to, from the best to the worst. */
export function judgementsOf(tool: BiasTool): readonly BiasJudgement[] {
  return JUDGEMENTS[tool];
}

export const ANSWER_WORDS: Record<BiasAnswer, string> = {
  Y: "Yes",
  PY: "Probably yes",
  PN: "Probably no",
  N: "No",
  NI: "No information",
  NA: "Does not apply",
  U: "Unclear",
};

export const ANSWER_KEYS: Record<BiasAnswer, ActionId> = {
  Y: "bias.yes",
  PY: "bias.probablyyes",
  PN: "bias.probablyno",
  N: "bias.no",
  NI: "bias.noinformation",
  NA: "bias.notapplicable",
  U: "bias.unclear",
};

export const STAGE_WORDS: Record<BiasStage, string> = {
  to_assess: "To assess",
  to_finish: "To finish",
  waiting: "Waits for the other assessor",
  others: "With others",
  differs: "To settle together",
  done: "Settled",
};

/** What the button of a result says. */
export function deed({ stage, answered }: BiasResultLine): string {
  switch (stage) {
    case "to_assess":
      return answered === 0 ? "Assess" : "Go on";
    case "to_finish":
      return "Finish";
    case "differs":
      return "Settle";
    case "waiting":
    case "others":
    case "done":
      return "Open";
  }
}

/** The name of a tool without its effect, as a plot is of both effects. */
export function formOf(overview: Pick<BiasOverview, "forms">, tool: BiasTool): BiasForm | null {
  return overview.forms.find((form) => form.tool === tool) ?? null;
}

/** A line of a plot. */
export interface PlotRow {
  key: string;
  label: string;
  result: BiasResultLine;
  /** One for each domain, then the whole. */
  cells: readonly (BiasJudgement | null)[];
}

export function isDomainOrWhole({ item }: BiasCell): boolean {
  return !item.endsWith("applicability");
}

/** The results of a tool as lines; where a study has one result with it, its name alone. */
export function plotRows(studies: readonly BiasStudy[], tool: BiasTool): PlotRow[] {
  return studies.flatMap((study) => {
    const own = study.results.filter((result) => result.tool === tool);
    return own.map((result) => ({
      key: result.id,
      label: own.length > 1 && result.name !== "" ? `${study.label} (${result.name})` : study.label,
      result,
      cells: result.judgements.filter(isDomainOrWhole).map(({ judgement }) => judgement),
    }));
  });
}

/** A part of a bar. */
export interface Share {
  judgement: BiasJudgement;
  count: number;
  /** 0 to 1. */
  from: number;
  to: number;
}

/** How often each judgement was given in a column, from the best to the worst; what is not judged is left out. */
export function shares(rows: readonly PlotRow[], column: number, tool: BiasTool): Share[] {
  const given = rows.map(({ cells }) => cells[column] ?? null).filter((judgement) => judgement !== null);
  const parts: Share[] = [];
  let from = 0;
  for (const judgement of judgementsOf(tool)) {
    const count = given.filter((one) => one === judgement).length;
    if (count === 0) continue;
    const to = from + count / given.length;
    parts.push({ judgement, count, from, to });
    from = to;
  }
  return parts;
}

/** The tools that results are assessed with, the team’s first. */
export function toolsInUse({ methods, studies }: Pick<BiasOverview, "methods" | "studies">): BiasTool[] {
  const used = new Set(studies.flatMap(({ results }) => results.map(({ tool }) => tool)));
  const first = used.has(methods.tool) ? [methods.tool] : [];
  return [...first, ...[...used].filter((tool) => tool !== methods.tool)];
}

/** Done of all results, and those that wait for the reviewer. */
export function progress(studies: readonly BiasStudy[]): { results: number; settled: number; waiting: number } {
  const results = studies.flatMap((study) => study.results);
  return {
    results: results.length,
    settled: results.filter(({ settled }) => settled).length,
    waiting: results.filter(({ stage }) => stage === "to_assess" || stage === "to_finish" || stage === "differs").length,
  };
}
