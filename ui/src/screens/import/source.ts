// What is proposed for a file before anybody says so: the name of its source and which kind of source that is.

import type { FileSummary, SourceKind } from "../../host/contract";
import type { Failure } from "../../host/failure";

export interface Proposal {
  source: string;
  kind: SourceKind;
}

/** By the name of the file, the more particular first. */
const BY_NAME: readonly [RegExp, string, SourceKind][] = [
  [/clinical.?trials.?gov|ct\.?gov|\bctg\b|nct\d/, "ClinicalTrials.gov", "register"],
  [/ictrp/, "ICTRP", "register"],
  [/isrctn/, "ISRCTN", "register"],
  [/hand.?search|citation|snowball|reference.?list|forward|backward/, "Citation searching", "citation"],
  [/google.?scholar/, "Google Scholar", "database"],
  [/pubmed/, "PubMed", "database"],
  [/medline/, "MEDLINE", "database"],
  [/embase/, "Embase", "database"],
  [/cinahl/, "CINAHL", "database"],
  [/psyc.?info/, "PsycINFO", "database"],
  [/scopus/, "Scopus", "database"],
  [/web.?of.?science|\bwos\b|savedrecs/, "Web of Science", "database"],
  [/cochrane|\bcentral\b/, "Cochrane Library", "database"],
  [/europe.?pmc/, "Europe PMC", "database"],
  [/lilacs/, "LILACS", "database"],
  [/\beric\b/, "ERIC", "database"],
  [/proquest/, "ProQuest", "database"],
  [/ieee/, "IEEE Xplore", "database"],
  [/\bacm\b/, "ACM Digital Library", "database"],
  [/ebsco/, "EBSCO", "database"],
  [/ovid/, "Ovid", "database"],
];

/** Formats that one database alone writes. */
const BY_FORMAT: Record<string, string> = {
  "MEDLINE/nbib": "PubMed",
  "PubMed XML": "PubMed",
  "Web of Science": "Web of Science",
};

/** Known headers of tables that are no sources: the records came from elsewhere into these. */
const TOOLS = new Set(["Zotero", "Rayyan", "Covidence", "EPPI-Reviewer", "DistillerSR", "ASReview"]);

/** Columns that the tables of ClinicalTrials.gov and ICTRP have, and no database of references. */
const REGISTRY_COLUMNS: Readonly<Record<string, string>> = { "nct number": "ClinicalTrials.gov", trialid: "ICTRP" };

/** The registry whose table it is, by its columns; `null` where it is none. */
function registryOf({ columns }: FileSummary): string | null {
  const registries = (columns?.header ?? []).map((column) => REGISTRY_COLUMNS[column.trim().toLowerCase()]);
  return registries.find((registry) => registry !== undefined) ?? null;
}

export function propose(fileName: string, summary: FileSummary): Proposal {
  const stem = fileName.replace(/(\.(ris|nbib|xml|bib|csv|tsv|txt|ciw|enw|enl|json|xlsx|isi))+$/i, "").replace(/[_\s]+/g, " ").trim();
  const known = BY_NAME.find(([pattern]) => pattern.test(stem.toLowerCase()));
  if (known !== undefined) return { source: known[1], kind: known[2] };
  const registry = registryOf(summary);
  if (registry !== null) return { source: registry, kind: "register" };
  const header = summary.columns?.source ?? "";
  const source = TOOLS.has(header) ? "" : header;
  return { source: BY_FORMAT[summary.format] ?? (source === "" ? stem : source), kind: "database" };
}

/** Whether a file that could be read seems to hold trials as a registry exports them. */
export function isOfRegistry(fileName: string, summary: FileSummary): boolean {
  return registryOf(summary) !== null || (summary.format === "JSON" && propose(fileName, summary).kind === "register");
}

/** Whether a file that could not be read may be one of a registry: those are exported as XML, JSON and tables. */
export function mayBeOfRegistry(fileName: string, failure: Failure): boolean {
  return failure.code === "bad_input" && /\.(xml|json|csv|tsv)$/i.test(fileName);
}

export const KINDS: readonly { value: SourceKind; label: string }[] = [
  { value: "database", label: "Database" },
  { value: "register", label: "Register" },
  { value: "website", label: "Website" },
  { value: "organisation", label: "Organisation" },
  { value: "citation", label: "Citation searching" },
  { value: "other", label: "Other method" },
];

/** Paths as they come from file managers: one a line, in quotes, or as file addresses. */
export function readPaths(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^(["'])(.*)\1$/, "$2"))
    .filter((line) => line !== "")
    .map((line) => (line.startsWith("file://") ? decodeAddress(line) : line));
}

function decodeAddress(address: string): string {
  try {
    // On Windows the path begins with its drive: /C:/…
    return decodeURIComponent(new URL(address).pathname).replace(/^\/([A-Za-z]:)/, "$1");
  } catch {
    return address;
  }
}

/** What is wrong with a day of search; `null` where it is left out or can be read. */
export function dayFault(day: string): string | null {
  if (day.trim() === "") return null;
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day.trim());
  if (parts === null) return "Write it as 2026-03-09.";
  const read = new Date(`${day.trim()}T00:00:00Z`);
  return Number.isNaN(read.getTime()) || read.getUTCDate() !== Number(parts[3]) ? "There is no such day." : null;
}
