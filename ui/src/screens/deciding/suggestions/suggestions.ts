// What a model suggests on a record, in words: per criterion, and against one's own decision. Never a bare percentage.

import type {
  Criterion,
  CriterionId,
  Likeness,
  SuggestedLabel,
  SuggestionsView,
  SuggestionView,
  Verdict,
} from "../../../host/contract";
import { count, number } from "../../../parts/format";

/** A label, or that there is none. */
export type Said = SuggestedLabel | "unread";

export const SAID_WORDS: Record<Said, string> = {
  met: "Met",
  partly: "Partly met",
  not_met: "Not met",
  unclear: "Unclear",
  unread: "Unread",
};

export function saidOf({ label }: SuggestionView): Said {
  return label ?? "unread";
}

/** The suggestions that may be shown; none where they are hidden or were not made. */
export function shownOf(view: SuggestionsView | undefined): readonly SuggestionView[] {
  return view?.state === "shown" ? view.suggestions : [];
}

/** How records fared of which the model said about the same. */
export function likenessWords(likeness: Likeness): string {
  switch (likeness.kind) {
    case "calibrated":
      return `of ${number(likeness.of)} such, ${number(likeness.included)} ${likeness.included === 1 ? "was" : "were"} included`;
    case "not_calibrated":
      return "not calibrated yet";
    case "no_probability":
      return "without a probability";
  }
}

/** What is still needed before a suggestion can be compared with decisions. */
export function needWords(likeness: Likeness): string | null {
  if (likeness.kind !== "not_calibrated") return null;
  const { included, excluded, needed, of_each } = likeness;
  return `${number(included)} included and ${number(excluded)} excluded so far; it takes ${number(needed)} decisions, at least ${number(of_each)} of each.`;
}

export type Direction = "for" | "against" | "neither";

/** Whether an answer speaks for the record: an inclusion criterion that is met does, an exclusion criterion that is not. */
export function directionOf(said: Said, polarity: Criterion["polarity"]): Direction {
  if (said !== "met" && said !== "not_met") return "neither";
  return (said === "met") === (polarity === "inclusion") ? "for" : "against";
}

export interface Overall {
  direction: Direction;
  /** Labels of the criteria that speak against the record. */
  against: string[];
}

/** All criteria together: one that speaks against the record is enough; for it speaks only what leaves nothing open. */
export function overall(suggestions: readonly SuggestionView[], criteria: readonly Criterion[]): Overall {
  const directions = suggestions.flatMap((suggestion) => {
    const criterion = criteria.find(({ id }) => id === suggestion.criterion);
    return criterion === undefined
      ? []
      : [{ label: criterion.label, direction: directionOf(saidOf(suggestion), criterion.polarity) }];
  });
  const against = directions.filter(({ direction }) => direction === "against").map(({ label }) => label);
  if (against.length > 0) return { direction: "against", against };
  const whole = directions.length > 0 && directions.every(({ direction }) => direction === "for");
  return { direction: whole ? "for" : "neither", against };
}

/** One's own decision and what the model said, in a sentence. */
export function agreementWords(verdict: Verdict, { direction, against }: Overall): string {
  const model =
    direction === "for"
      ? "The model would have included it as well"
      : direction === "against"
        ? `By ${against.join(", ")} the model speaks against it`
        : "The model leaves it open";
  if (verdict === "unsure" || direction === "neither") return `${model.replace(" as well", "")}.`;
  const agrees = (verdict === "include") === (direction === "for");
  if (agrees) return direction === "for" ? `${model}.` : `${model} as well.`;
  return direction === "for" ? "The model would have included it." : `${model}.`;
}

/** Whether the decision and the model differ; `null` where the one or the other took no side. */
export function differs(verdict: Verdict, { direction }: Overall): boolean | null {
  if (verdict === "unsure" || direction === "neither") return null;
  return (verdict === "include") !== (direction === "for");
}

/** A sentence that a criterion rests on. */
export interface Span {
  start: number;
  end: number;
  criterion: CriterionId;
  /** Its label, such as I2. */
  label: string;
}

/** The evidence in title or abstract, in the order in which it stands there. */
export function spansIn(
  place: "title" | "abstract",
  suggestions: readonly SuggestionView[],
  criteria: readonly Criterion[],
): Span[] {
  const spans = suggestions.flatMap(({ criterion, evidence }) => {
    const label = criteria.find(({ id }) => id === criterion)?.label ?? "";
    return evidence
      .filter((one) => one.place === place && one.end > one.start)
      .map(({ start, end }): Span => ({ start, end, criterion, label }));
  });
  return spans.sort((a, b) => a.start - b.start || a.end - b.end || a.label.localeCompare(b.label));
}

export function evidenceWords({ evidence }: SuggestionView): string {
  return evidence.length === 0 ? "no sentence" : count(evidence.length, "sentence");
}
