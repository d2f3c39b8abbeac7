// What keeps a protocol from being saved.

import type { HighlightList, Protocol } from "../../host/contract";
import { fault } from "./criteria";

export interface ListFault {
  name: string | null;
  terms: string | null;
}

export function listFault(list: HighlightList, others: readonly string[]): ListFault | null {
  const name = list.name.trim().toLowerCase();
  const twin = others.some((other) => other.trim().toLowerCase() === name);
  const found = {
    name: name === "" ? "Give the list a name." : twin ? "Another list has this name as well." : null,
    terms: list.terms.length === 0 ? "Write the words to mark, or remove the list." : null,
  };
  return found.name === null && found.terms === null ? null : found;
}

/** How many criteria and lists are not complete. */
export function faults({ criteria, highlights }: Protocol): number {
  const lists = highlights.filter((list) => {
    const others = highlights.filter((other) => other !== list).map((other) => other.name);
    return listFault(list, others) !== null;
  });
  return criteria.filter((criterion) => fault(criterion, criteria) !== null).length + lists.length;
}
