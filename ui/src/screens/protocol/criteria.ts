// Criteria of a protocol: their labels, identities and order.

import type { Criterion, Polarity } from "../../host/contract";

const LETTER: Record<Polarity, string> = { inclusion: "I", exclusion: "E" };

/** The next free label: I4 after I3, also where I2 is gone. */
export function nextLabel(criteria: readonly Criterion[], polarity: Polarity): string {
  const letter = LETTER[polarity];
  const numbers = criteria.map(({ label }) => new RegExp(`^${letter}(\\d+)$`, "i").exec(label.trim())?.[1]);
  return `${letter}${Math.max(0, ...numbers.map((number) => Number(number ?? 0))) + 1}`;
}

/** A new criterion. Its identity was never used before: decisions of long ago may name one that is gone. */
export function newCriterion(criteria: readonly Criterion[], polarity: Polarity, usedIds: readonly string[]): Criterion {
  const label = nextLabel(criteria, polarity);
  const taken = (id: string) => usedIds.includes(id) || criteria.some((criterion) => criterion.id === id);
  let id = label.toLowerCase();
  for (let turn = 2; taken(id); turn += 1) id = `${label.toLowerCase()}-${turn}`;
  return { id, label, polarity, text: "" };
}

/** The criteria with one moved past its neighbour of the same kind; the same array where there is none. */
export function moved(criteria: readonly Criterion[], id: string, step: -1 | 1): readonly Criterion[] {
  const at = criteria.findIndex((criterion) => criterion.id === id);
  const polarity = criteria[at]?.polarity;
  for (let to = at + step; criteria[to] !== undefined && at >= 0; to += step) {
    if (criteria[to]?.polarity !== polarity) continue;
    const result = [...criteria];
    result.splice(to, 0, ...result.splice(at, 1));
    return result;
  }
  return criteria;
}

export interface Fault {
  /** Which of its two fields it concerns. */
  on: "label" | "text";
  words: string;
}

/** What keeps a criterion from being saved; `null` where nothing does. */
export function fault(criterion: Criterion, criteria: readonly Criterion[]): Fault | null {
  const label = criterion.label.trim();
  if (label === "") return { on: "label", words: `Give it a short label, such as ${nextLabel(criteria, criterion.polarity)}.` };
  const twin = criteria.some((other) => other.id !== criterion.id && other.label.trim().toLowerCase() === label.toLowerCase());
  if (twin) return { on: "label", words: `Another criterion is called ${label} as well.` };
  if (criterion.text.trim() === "") return { on: "text", words: "Write the rule in words, or remove it." };
  return null;
}
