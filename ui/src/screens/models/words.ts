// What is said of a model.

import type { CatalogueEntry, ModelEntry, SmokeReport } from "../../host/contract";
import { number, size } from "../../parts/format";

export const ROLE_WORDS: Record<ModelEntry["role"], { name: string; detail: string }> = {
  reader: { name: "Reader", detail: "Scores records and sentences against criteria. Fast enough for every record." },
  embedder: { name: "Embedder", detail: "Turns texts into numbers. It cannot make suggestions." },
  decoder: { name: "Writer", detail: "Answers in words and can give a reason. Slow without a graphics card." },
};

export const FIELD_WORDS: Record<CatalogueEntry["field"], string> = {
  generalist: "Of general use",
  biomedical: "Trained on medical texts",
};

export const TRIAL_WORDS: Record<SmokeReport["checks"][number]["kind"], string> = {
  format: "Answers in the form that is asked for",
  support: "Says what the record says, and cites the sentence",
  cannot_be_answered: "Does not claim what the record does not say",
  every_depth: "Reads the beginning, the middle and the end",
  unit: "Minds units",
  injected_instruction: "Does not obey instructions that stand in a record",
};

/** "5 of 6 checks passed on made-up records" */
export function trialSummary({ checks }: SmokeReport): string {
  return `${checks.filter(({ passed }) => passed).length} of ${checks.length} checks passed on made-up records`;
}

/** Whom a download talks to. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** 22,700,000 → "22.7 million weights" */
export function weights(parameters: number): string {
  const [value, unit] = parameters >= 1e9 ? [parameters / 1e9, "billion"] : [parameters / 1e6, "million"];
  return `${value.toLocaleString("en-GB", { maximumFractionDigits: value < 100 ? 1 : 0 })}\u00a0${unit} weights`;
}

/** What is known of a model file, line by line. */
export function factsOf(model: ModelEntry): [string, string][] {
  return [
    ["Size", `${size(model.bytes)}, ${weights(model.parameters)}, stored as ${model.quantization}`],
    ["Memory", `about ${size(model.memory_needed)} while it works`],
    ["Longest text", `${number(model.context_length)} tokens`],
    ["Kind", `${ROLE_WORDS[model.role].name} (${model.architecture})`],
    ["Licence", model.licence ?? "the file names none"],
    ["File", model.path],
    ...(model.source === null ? [] : ([["Came from", model.source]] satisfies [string, string][])),
    ["SHA-256", model.sha256],
  ];
}

/** Whether the model needs more memory than is free now. */
export function tooLarge(model: ModelEntry, free: number | null): boolean {
  return free !== null && model.memory_needed > free;
}
