// What can be exported, in words; the values are those of the contract.

export const RECORD_SETS = [
  { value: "all", label: "All records, duplicates merged" },
  { value: "included", label: "Included in the review" },
  { value: "included-abstract", label: "Included at title and abstract" },
  { value: "excluded-abstract", label: "Excluded at title and abstract" },
  { value: "excluded-full-text", label: "Excluded at full text" },
  { value: "undecided", label: "Still to be screened" },
  { value: "conflicts", label: "In conflict" },
  { value: "entries", label: "Every imported entry, duplicates too" },
] as const;

export type RecordSet = (typeof RECORD_SETS)[number]["value"];

export const RECORD_FORMATS = [
  { value: "ris", label: "RIS, for EndNote, Zotero and others" },
  { value: "xlsx", label: "Excel workbook, with outcomes" },
  { value: "csv", label: "CSV table" },
  { value: "nbib", label: "PubMed (nbib)" },
  { value: "bib", label: "BibTeX" },
  { value: "json", label: "JSON" },
] as const;

export type RecordFormat = (typeof RECORD_FORMATS)[number]["value"];

export const TABLE_FORMATS = [
  { value: "xlsx", label: "Excel workbook" },
  { value: "csv", label: "CSV table" },
  { value: "json", label: "JSON" },
] as const;

export type TableFormat = (typeof TABLE_FORMATS)[number]["value"];

/** The evidence table can be printed as well. */
export const EVIDENCE_FORMATS = [{ value: "docx", label: "Word document" }, ...TABLE_FORMATS] as const;

export type EvidenceFormat = (typeof EVIDENCE_FORMATS)[number]["value"];

/** Dots per inch of the PNG. */
export const RESOLUTIONS = [
  { value: "150", label: "150 dots per inch, for a screen" },
  { value: "300", label: "300 dots per inch, for print" },
  { value: "600", label: "600 dots per inch, as some journals ask" },
] as const;

export type Resolution = (typeof RESOLUTIONS)[number]["value"];
