// The criteria as reasons for exclusion, and the key of each.

import type { Criterion } from "../../host/contract";
import type { ActionId } from "../../keys/keymap";

export interface Reason {
  criterion: Criterion;
  /** Its key; only the first nine have one. */
  action: ActionId | null;
}

export const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Criteria for exclusion have the first numbers; one for inclusion may be cited as not met. */
export function reasons(criteria: readonly Criterion[], where: "screen" | "fulltext"): Reason[] {
  const ordered = [...of(criteria, "exclusion"), ...of(criteria, "inclusion")];
  return ordered.map((criterion, index) => {
    const number = NUMBERS[index];
    return { criterion, action: number === undefined ? null : (`${where}.reason${number}` as const) };
  });
}

function of(criteria: readonly Criterion[], polarity: Criterion["polarity"]): Criterion[] {
  return criteria.filter((criterion) => criterion.polarity === polarity);
}
