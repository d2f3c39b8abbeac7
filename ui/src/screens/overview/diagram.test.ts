import { describe, expect, it } from "vitest";
import type { Criterion, Flow, ReportFlow, SearchRow } from "../../host/contract";
import { parsePlace } from "../../state/routes";
import { boxesOf, type Box } from "./diagram";
import { sourcesOf } from "./ways";

const REPORTS: ReportFlow = {
  sought: 32,
  not_retrieved: { total: null, parts: [{ name: "not held by any library", n: 2 }] },
  assessed: 20,
  excluded: { total: null, parts: [{ name: "Wrong population", n: 5 }] },
  pending: { unsought: 0, awaited: 3, unassessed: 7, conflicts: 0 },
};

const FLOW: Flow = {
  previous: null,
  databases: { total: 91, parts: [{ name: "PubMed", n: 46 }, { name: "Embase", n: 45 }] },
  registers: { total: 0, parts: [] },
  removed: { duplicates: 11, automatic: 0, other: 2 },
  screened: 78,
  excluded: 46,
  excluded_by: null,
  reports: REPORTS,
  other_methods: null,
  new: { studies: 13, reports: 15 },
  total: null,
  pending: { possible_duplicates: 1, unscreened: 0, conflicts: 0 },
};

const search = (source: string, kind: SearchRow["kind"], withdrawn: string | null = null) =>
  ({ source, kind, withdrawn }) as SearchRow;

const SEARCHES = [search("PubMed", "database"), search("Embase", "database"), search("Old", "database", "wrong file")];

const CRITERIA = [{ id: "c", label: "E2", polarity: "exclusion", text: "Wrong population" }] as Criterion[];

const box = (boxes: readonly Box[], id: string) => {
  const found = boxes.find((b) => b.id === id);
  if (found === undefined) throw new Error(`no box ${id}`);
  return found;
};

describe("the flow diagram", () => {
  it("leads from each number to its records", () => {
    const boxes = boxesOf(FLOW, sourcesOf(SEARCHES), CRITERIA);
    const [, databases, pubmed] = box(boxes, "identified").lines;
    expect(parsePlace(databases?.to ?? "").params).toEqual({ source: "PubMed|Embase" });
    expect(parsePlace(pubmed?.to ?? "")).toEqual({ name: "records", params: { source: "PubMed" } });
    const reason = box(boxes, "main-excluded").lines[1];
    expect(parsePlace(reason?.to ?? "").params).toEqual({ query: 'reason:"E2"', outcome: "excluded", stage: "full_text" });
  });

  it("marks what may still change, and everything that follows from it", () => {
    const open = (boxes: readonly Box[]) =>
      boxes.filter(({ lines }) => lines.some((line) => line.open)).map(({ id }) => id);
    expect(open(boxesOf(FLOW, sourcesOf(SEARCHES), []))).toEqual(["removed", "main-notretrieved", "main-assessed", "main-excluded", "included"]);
    const begun = { ...FLOW, pending: { possible_duplicates: 0, unscreened: 25, conflicts: 1 } };
    expect(open(boxesOf(begun, sourcesOf(SEARCHES), []))).toEqual([
      "screened",
      "excluded",
      "main-sought",
      "main-notretrieved",
      "main-assessed",
      "main-excluded",
      "included",
    ]);
  });

  it("keeps the records of other methods apart from those of the databases", () => {
    const none = { total: null, parts: [] };
    const other = {
      websites: null,
      organisations: null,
      citations: 3,
      other: null,
      reports: { ...REPORTS, not_retrieved: none, excluded: none },
    };
    const searches = [...SEARCHES, search("Reference lists", "citation")];
    const boxes = boxesOf({ ...FLOW, other_methods: other }, sourcesOf(searches), []);
    expect(parsePlace(box(boxes, "screened").lines[0]?.to ?? "").params.source).toBe("PubMed|Embase");
    expect(parsePlace(box(boxes, "other-sought").lines[0]?.to ?? "").params).toEqual({
      query: '(decision:included OR stage:fulltext) NOT (source:"PubMed" OR source:"Embase")',
      source: "Reference lists",
    });
  });
});
