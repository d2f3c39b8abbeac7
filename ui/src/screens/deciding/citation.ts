// A record's place in the literature, in the order in which clinicians read it.

import type { Author, BibliographicRecord } from "../../host/contract";

/** "Adams RJ"; a group by its name. */
export function authorName(author: Author): string {
  if ("group" in author) return author.group.name;
  const { family, given, suffix } = author.person;
  return [family, given === null ? "" : initials(given), suffix ?? ""].filter(Boolean).join(" ");
}

function initials(given: string): string {
  // "RJ" came as initials already.
  if (/^\p{Lu}{1,4}$/u.test(given)) return given;
  return given
    .split(/[\s.‐-]+/u)
    .map((name) => name.charAt(0).toUpperCase())
    .join("");
}

/** "BMJ 2018;361:k1234", as far as the parts are known. */
export function place({ journal, journal_abbreviation, year, volume, issue, pages }: BibliographicRecord): string {
  const where = journal ?? journal_abbreviation ?? "";
  const number = volume === undefined ? "" : `;${volume}${issue === undefined ? "" : `(${issue})`}`;
  const page = pages === undefined ? "" : `:${pages}`;
  return [where, `${year === undefined ? "" : String(year)}${number}${page}`]
    .filter(Boolean)
    .join(" ")
    .replace(/^;/, "");
}

const KINDS: Record<string, string> = {
  journal_article: "Journal article",
  book: "Book",
  book_section: "Chapter of a book",
  conference_paper: "Conference paper",
  proceedings: "Proceedings",
  thesis: "Thesis",
  technical_report: "Report",
  preprint: "Preprint",
  trial_registration: "Trial registration",
  web_page: "Web page",
  dataset: "Data set",
};

/** In words; nothing where it is not known. */
export function kindName(kind: BibliographicRecord["kind"]): string {
  return typeof kind === "string" ? (KINDS[kind] ?? "") : kind.other;
}

/** What a study is usually called: first author and year. */
export function studyLabel({ authors, year, title }: BibliographicRecord): string {
  const first = authors?.[0];
  const name =
    first === undefined
      ? (title?.split(/\s+/).slice(0, 3).join(" ") ?? "")
      : "group" in first
        ? first.group.name
        : first.person.family;
  return [name, year === undefined ? "" : String(year)].filter(Boolean).join(" ");
}
