// The two ways through the diagram, via databases and registers and via other methods, and the records on each.

import type { SearchFilter, SearchRow, SourceKind } from "../../host/contract";
import { recordsAddress } from "../records/question";

/** Names of the sources of some kinds, of imports that were not taken back. */
export type Sources = (kinds: readonly SourceKind[]) => string[];

/** What restricts records to a way. */
export interface Way {
  only: Partial<SearchFilter>;
  /** Words of the query that leave the others out. */
  but: string;
}

const MAIN: readonly SourceKind[] = ["database", "register"];
const OTHER: readonly SourceKind[] = ["website", "organisation", "citation", "other"];

export function sourcesOf(searches: readonly SearchRow[]): Sources {
  return (kinds) => {
    const names = searches.filter((s) => s.withdrawn === null && kinds.includes(s.kind)).map((s) => s.source);
    return [...new Set(names)];
  };
}

/** A record that came both ways goes that of the databases. */
export function mainWay(sources: Sources, thereAreOthers: boolean): Way {
  return { only: thereAreOthers ? { sources: sources(MAIN) } : {}, but: "" };
}

export function otherWay(sources: Sources): Way {
  const others = sources(MAIN).map((name) => `source:${quoted(name)}`);
  return { only: { sources: sources(OTHER) }, but: others.length === 0 ? "" : `NOT (${others.join(" OR ")})` };
}

/** The address of the records on a way that a query and conditions find. */
export function wayTo({ only, but }: Way, query: string, more: Partial<SearchFilter> = {}): string {
  const words = query === "" || but === "" ? `${query}${but}` : `(${query}) ${but}`;
  return recordsAddress(words, { ...only, ...more });
}

/** A name as a query takes it whole. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', " ")}"`;
}
