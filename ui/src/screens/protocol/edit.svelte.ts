import type { Criterion, HighlightList, Polarity, Protocol, ProtocolVersion, Reviewer } from "../../host/contract";
import { moved, newCriterion } from "./criteria";
import { EMPTY } from "./empty";

/** The protocol as it is being edited, beside the version that it is a change of. */
export class ProtocolEdit {
  protocol = $state<Protocol>(EMPTY);
  /** The version that was begun with; `null` until one is known. */
  base = $state.raw<ProtocolVersion | null>(null);
  /** Grows when everything is replaced, so that fields with text of their own begin anew. */
  turn = $state(0);

  /** Identities in any version: a new criterion gets none of them. */
  #used: readonly string[] = [];

  /** As it would be saved. */
  readonly tidy = $derived(tidied($state.snapshot(this.protocol)));
  readonly dirty = $derived(this.base !== null && !same(this.tidy, this.base.protocol));

  /** Criteria of the version that are taken out by this change. */
  readonly removed: Criterion[] = $derived(
    this.base?.protocol.criteria.filter(({ id }) => !this.protocol.criteria.some((criterion) => criterion.id === id)) ?? [],
  );

  /** Begins with a version; with what was typed and not saved, where that was kept. */
  begin(versions: readonly ProtocolVersion[], reviewers: readonly Reviewer[], kept: Protocol | null = null): void {
    const latest = versions.at(-1) ?? { version: 0, protocol: EMPTY, remark: null, created_at: 0 };
    this.#used = versions.flatMap(({ protocol }) => protocol.criteria.map(({ id }) => id));
    const protocol = withIdentities(tidied(latest.protocol), reviewers);
    this.base = { ...latest, protocol };
    this.protocol = structuredClone(kept === null ? protocol : withIdentities(kept, reviewers));
    this.turn += 1;
  }

  discard(): void {
    if (this.base === null) return;
    this.protocol = structuredClone(this.base.protocol);
    this.turn += 1;
  }

  /** Goes on with what was typed and then discarded. */
  resume(typed: Protocol): void {
    this.protocol = structuredClone(typed);
    this.turn += 1;
  }

  /** Adds an empty criterion and returns its identity. */
  add(polarity: Polarity): string {
    const criterion = newCriterion([...this.protocol.criteria, ...this.removed], polarity, this.#used);
    this.protocol.criteria.push(criterion);
    return criterion.id;
  }

  move(id: string, step: -1 | 1): void {
    this.protocol.criteria = [...moved(this.protocol.criteria, id, step)];
  }

  replace(changed: Criterion): void {
    this.protocol.criteria = this.protocol.criteria.map((criterion) => (criterion.id === changed.id ? changed : criterion));
  }

  remove(id: string): void {
    this.protocol.criteria = this.protocol.criteria.filter((criterion) => criterion.id !== id);
  }

  putBack(criterion: Criterion): void {
    const order = this.base?.protocol.criteria.map(({ id }) => id) ?? [];
    const after = order.slice(order.indexOf(criterion.id) + 1);
    const at = this.protocol.criteria.findIndex(({ id }) => after.includes(id));
    this.protocol.criteria.splice(at < 0 ? this.protocol.criteria.length : at, 0, { ...criterion });
  }
}

/** What was kept as a draft, if it can still be understood. */
export function readDraft(text: string | null): Protocol | null {
  if (text === null) return null;
  try {
    const read: unknown = JSON.parse(text);
    // A draft may have been kept before protocols said how many extract.
    const kept = typeof read === "object" && read !== null ? { reviewers_extraction: EMPTY.reviewers_extraction, ...read } : null;
    const whole = kept !== null && Object.keys(EMPTY).every((key) => key in kept);
    return whole ? tidied(kept as Protocol) : null;
  } catch {
    return null;
  }
}

/** Without blanks around texts, and with its parts in a fixed order, so that equals are equal. */
function tidied(protocol: Protocol): Protocol {
  const { question, pico, criteria, highlights } = protocol;
  return {
    question: question.trim(),
    pico: {
      population: pico.population.trim(),
      intervention: pico.intervention.trim(),
      comparator: pico.comparator.trim(),
      outcomes: pico.outcomes.trim(),
      study_designs: pico.study_designs.trim(),
    },
    criteria: criteria.map(({ id, label, polarity, text }) => ({ id, label: label.trim(), polarity, text: oneLine(text) })),
    reviewers_title_abstract: protocol.reviewers_title_abstract,
    reviewers_full_text: protocol.reviewers_full_text,
    reviewers_extraction: protocol.reviewers_extraction,
    adjudicators: [...protocol.adjudicators].sort(),
    independence: protocol.independence,
    blinding: protocol.blinding,
    assignment_title_abstract: protocol.assignment_title_abstract,
    assignment_full_text: protocol.assignment_full_text,
    highlights: highlights.map(({ name, shape, terms }): HighlightList => ({ name: name.trim(), shape, terms: [...terms] })),
  };
}

/** A criterion is printed in a box of the diagram: line breaks of a pasted text do not belong in it. */
function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** The first version may name adjudicators by name, before anybody was added. */
function withIdentities(protocol: Protocol, reviewers: readonly Reviewer[]): Protocol {
  const identity = (given: string) => reviewers.find(({ name }) => name === given)?.id ?? given;
  return { ...protocol, adjudicators: protocol.adjudicators.map(identity).sort() };
}

function same(a: Protocol, b: Protocol): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
