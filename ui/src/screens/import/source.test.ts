import { describe, expect, it } from "vitest";
import type { FileSummary } from "../../host/contract";
import { Failure } from "../../host/failure";
import { dayFault, isOfRegistry, mayBeOfRegistry, propose, readPaths } from "./source";

function summary(format: string, header: string | null = null): FileSummary {
  const columns = header === null ? null : { source: header, header: [], mapping: { columns: [] }, confident: true, samples: [] };
  return { search_id: null, source: "", format, encoding: "UTF-8", records: 1, entries_lost: 0, problems: [], columns };
}

describe("propose", () => {
  it.each([
    ["medline.ris", summary("RIS"), "MEDLINE", "database"],
    ["pubmed-nudging-set.nbib", summary("MEDLINE/nbib"), "PubMed", "database"],
    ["search_2.nbib", summary("MEDLINE/nbib"), "PubMed", "database"],
    ["savedrecs.txt", summary("Web of Science"), "Web of Science", "database"],
    ["export.csv", summary("CSV", "Scopus"), "Scopus", "database"],
    ["export.csv", summary("CSV", "Rayyan"), "export", "database"],
    ["ctgov_2026.csv", summary("CSV"), "ClinicalTrials.gov", "register"],
    ["handsearch.ris", summary("RIS"), "Citation searching", "citation"],
    ["Nurses_at_night.ris.txt", summary("RIS"), "Nurses at night", "database"],
  ])("%s", (name, understood, source, kind) => {
    expect(propose(name, understood)).toEqual({ source, kind });
  });
});

describe("a file of a registry", () => {
  it("is told by the columns of its table, or by the name of its JSON", () => {
    const table = (header: string[]) => ({ ...summary("CSV"), columns: { source: null, header, mapping: { columns: [] }, confident: false, samples: [] } });
    expect(isOfRegistry("export.csv", table(["NCT Number", "Study Title"]))).toBe(true);
    expect(isOfRegistry("export.csv", table(["\ufeffTitle", " TrialID "]))).toBe(true);
    expect(propose("export.csv", table(["NCT Number"]))).toEqual({ source: "ClinicalTrials.gov", kind: "register" });
    expect(isOfRegistry("ctg-studies.json", summary("JSON"))).toBe(true);
    expect(isOfRegistry("export.csv", table(["Title", "Accession Number"]))).toBe(false);
    expect(isOfRegistry("ctgov_2026.ris", summary("RIS"))).toBe(false);
  });

  it("may be one that cannot be read as references", () => {
    expect(mayBeOfRegistry("ICTRP-Results.xml", new Failure("bad_input", "", ""))).toBe(true);
    expect(mayBeOfRegistry("scan.pdf", new Failure("bad_input", "", ""))).toBe(false);
    expect(mayBeOfRegistry("ICTRP-Results.xml", new Failure("not_found", "", ""))).toBe(false);
  });
});

describe("readPaths", () => {
  it("takes lines, quotes and file addresses", () => {
    expect(readPaths('/a/b c.ris\n"C:\\x y\\z.ris"\r\n\nfile:///home/a/b%20c.nbib\nfile:///C:/d.ris')).toEqual([
      "/a/b c.ris",
      "C:\\x y\\z.ris",
      "/home/a/b c.nbib",
      "C:/d.ris",
    ]);
  });
});

describe("dayFault", () => {
  it.each([
    ["", true],
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["9 March 2024", false],
    ["2024-13-01", false],
  ])("%j", (day, good) => {
    expect(dayFault(day) === null).toBe(good);
  });
});
