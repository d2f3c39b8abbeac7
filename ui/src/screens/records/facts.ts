// What is known of a publication beside its title, people and place.

import type { BibliographicRecord } from "../../host/contract";
import { authorName, kindName } from "../deciding/citation";

/** Name and values; what has no value is left out. */
export function facts(record: BibliographicRecord): [string, string[]][] {
  const one = (value: string | undefined) => (value ? [value] : []);
  const all: [string, string[]][] = [
    ["Kind", one(kindName(record.kind))],
    ["PubMed Central", one(record.pmcid)],
    ["Published", one(record.date)],
    ["Original title", one(record.original_title)],
    ["Editors", (record.editors ?? []).map(authorName)],
    ["Publisher", one([record.publisher, record.place].filter(Boolean).join(", "))],
    ["Language", one(record.language)],
    ["ISSN", record.issn ?? []],
    ["ISBN", record.isbn ?? []],
    ["Database", one(record.database)],
    ["Number there", one(record.accession)],
    ["Keywords", record.keywords ?? []],
    ["Links", record.urls ?? []],
    ["Notes of the source", record.notes ?? []],
    ...(record.other ?? []).map(({ tag, value }): [string, string[]] => [tag, [value]]),
  ];
  return all.filter(([, values]) => values.length > 0);
}
