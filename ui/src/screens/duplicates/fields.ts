// A pair of records as rows to compare: what each side says of each field, and how the two agree.

import type { Agreement, BibliographicRecord, ComparedField, DifferingSegment, PairView } from "../../host/contract";
import { authorName, kindName } from "../deciding/citation";

export interface FieldRow {
  label: string;
  agreement: Agreement;
  a: DifferingSegment[];
  b: DifferingSegment[];
  /** Long text, set for reading. */
  text?: "title" | "abstract";
}

export function fieldRows({ a, b, evidence, titles, authors, journals, abstracts }: PairView): FieldRow[] {
  const agreement = (...fields: ComparedField[]): Agreement => {
    const found = fields.map((field) => evidence.fields.find((compared) => compared.field === field)?.agreement ?? "missing");
    return WORST_FIRST.find((kind) => found.includes(kind)) ?? "missing";
  };
  const plain = (label: string, field: ComparedField, value: (record: BibliographicRecord) => string): FieldRow =>
    row(label, agreement(field), value(a.record), value(b.record));
  const rows: FieldRow[] = [
    { label: "Title", agreement: agreement("title"), ...titles, text: "title" },
    { label: "Authors", agreement: agreement("authors"), ...authors },
    plain("Year", "year", (record) => record.year?.toString() ?? ""),
    { label: "Journal", agreement: agreement("journal"), ...journals },
    { label: "Volume and pages", agreement: agreement("volume", "issue", "pages"), ...places(a.record, b.record, agreement) },
    plain("DOI", "doi", (record) => record.doi ?? ""),
    plain("PubMed number", "pmid", (record) => record.pmid ?? ""),
    plain("ISBN", "isbn", (record) => record.isbn?.join(", ") ?? ""),
    plain("Kind", "kind", (record) => kindName(record.kind)),
    { label: "Abstract", agreement: agreement("abstract"), ...abstracts, text: "abstract" },
  ];
  // Neither side says anything: not worth a line, except where its absence is news to somebody who compares.
  return rows.filter((one) => one.text !== undefined || one.a.length + one.b.length > 0);
}

const WORST_FIRST: readonly Agreement[] = ["different", "similar", "same", "missing"];

function row(label: string, agreement: Agreement, a: string, b: string): FieldRow {
  const differs = agreement !== "same" && unlike(a, b);
  const segments = (text: string): DifferingSegment[] => (text === "" ? [] : [{ text, differs }]);
  return { label, agreement, a: segments(a), b: segments(b) };
}

/** A value that only one side has is no difference. */
function unlike(a = "", b = ""): boolean {
  return a !== "" && b !== "" && a.toLowerCase() !== b.toLowerCase();
}

/** Volume, issue and pages of both sides, each marked where the other side says something else. */
function places(a: BibliographicRecord, b: BibliographicRecord, agreement: (field: ComparedField) => Agreement) {
  const parts = (record: BibliographicRecord, other: BibliographicRecord): DifferingSegment[] => {
    const texts = placeParts(record);
    return (["volume", "issue", "pages"] as const)
      .map((field) => ({ text: texts[field], differs: agreement(field) !== "same" && unlike(record[field], other[field]) }))
      .filter(({ text }) => text !== "")
      .map(({ text, differs }, index, all) => ({ text: index < all.length - 1 ? `${text} ` : text, differs }));
  };
  return { a: parts(a, b), b: parts(b, a) };
}

function placeParts({ volume = "", issue = "", pages = "" }: BibliographicRecord) {
  return { volume, issue: issue === "" ? "" : `(${issue})`, pages: /^\d/.test(pages) ? `pp. ${pages}` : pages };
}

/** "12 (3) pp. 45–51" */
export function volumeAndPages(record: BibliographicRecord): string {
  const { volume, issue, pages } = placeParts(record);
  return [volume, issue, pages].filter(Boolean).join(" ");
}

/** The authors of a record in one line. */
export function authorLine({ authors = [] }: BibliographicRecord): string {
  return authors.map(authorName).join(", ");
}

/** "same DOI and title, but the years differ" in its two halves, each a sentence of its own. */
export function reasonParts(reason: string): { forIt: string; against: string | null } {
  const [forIt = "", ...rest] = reason.split(", but ");
  return { forIt: sentence(forIt), against: rest.length === 0 ? null : sentence(rest.join(", but ")) };
}

function sentence(words: string): string {
  const text = words.trim();
  return text === "" ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
