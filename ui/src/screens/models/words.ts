// What is said of a model.

import type { ModelEntry } from "../../host/contract";
import { number, size } from "../../parts/format";

export const ROLE_WORDS: Record<ModelEntry["role"], { name: string; detail: string }> = {
  reader: { name: "Reader", detail: "Scores records and sentences against criteria. Fast enough for every record." },
  embedder: { name: "Embedder", detail: "Turns texts into numbers. It cannot make suggestions." },
  decoder: { name: "Writer", detail: "Answers in words and can give a reason. Slow without a graphics card." },
};

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
    ["SHA-256", model.sha256],
  ];
}

/** Whether the model needs more memory than is free now. */
export function tooLarge(model: ModelEntry, free: number | null): boolean {
  return free !== null && model.memory_needed > free;
}
