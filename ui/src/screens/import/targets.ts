// What a column of a table can hold, in the order in which one looks for it.

import type { ColumnTarget } from "../../host/contract";

const LABELS: Record<ColumnTarget, string> = {
  other: "Something else (kept as it is)",
  title: "Title",
  abstract: "Abstract",
  authors: "Authors",
  authors_in_full: "Authors in full",
  year: "Year",
  journal: "Journal",
  doi: "DOI",
  pmid: "PubMed number (PMID)",
  pmcid: "PubMed Central number",
  volume: "Volume",
  issue: "Issue",
  pages: "Pages",
  start_page: "First page",
  end_page: "Last page",
  article_number: "Article number",
  date: "Date",
  kind: "Kind of publication",
  language: "Language",
  keywords: "Keywords",
  url: "Link",
  accession: "Number in the database",
  database: "Database",
  journal_abbreviation: "Journal, abbreviated",
  serial_number: "ISSN or ISBN",
  publisher: "Publisher",
  place: "Place",
  editors: "Editors",
  original_title: "Original title",
  citation: "Whole citation in one text",
  note: "Note",
};

export const TARGETS = (Object.keys(LABELS) as ColumnTarget[]).map((value) => ({ value, label: LABELS[value] }));
