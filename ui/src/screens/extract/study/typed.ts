// A value as it is being typed, and as it is kept until it is saved.

import type { EvidenceQuote, ValueStatus } from "../../../host/contract";

/** What the fields of a finding hold. */
export interface Fields {
  status: ValueStatus;
  value: string;
  unit: string;
  formula: string;
}

export interface Typed extends Fields {
  note: string;
  evidence: readonly EvidenceQuote[];
}

/** A draft of another version of the program may have another form: then nothing is taken of it. */
export function read(text: string): Typed | null {
  try {
    const { status, value, unit, formula, note, evidence } = JSON.parse(text) as Record<keyof Typed, unknown>;
    const texts = [status, value, unit, formula, note];
    if (!texts.every((one) => typeof one === "string") || !Array.isArray(evidence)) return null;
    return { status, value, unit, formula, note, evidence } as Typed;
  } catch {
    return null;
  }
}
