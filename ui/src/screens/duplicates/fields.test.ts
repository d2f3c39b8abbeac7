import { describe, expect, it } from "vitest";
import type { Agreement, BibliographicRecord, ComparedField, PairView } from "../../host/contract";
import { fieldRows, reasonParts } from "./fields";

function pairOf(a: Partial<BibliographicRecord>, b: Partial<BibliographicRecord>, fields: Partial<Record<ComparedField, Agreement>>): PairView {
  const side = (id: string, record: Partial<BibliographicRecord>) => ({
    id,
    source: "",
    file: "",
    entry: 1,
    record: { kind: "journal_article" as const, ...record },
  });
  const compared = Object.entries(fields).map(([field, agreement]) => ({ field: field as ComparedField, agreement, similarity: null }));
  const nothing = { a: [], b: [] };
  return {
    a: side("a", a),
    b: side("b", b),
    evidence: { reason: "", score: 0, fields: compared },
    titles: nothing,
    authors: nothing,
    journals: nothing,
    abstracts: nothing,
    put_off: false,
  };
}

describe("fieldRows", () => {
  const rows = fieldRows(
    pairOf(
      { year: 2012, volume: "4", issue: "1", pages: "33-42" },
      { year: 2013, pages: "39-51" },
      { year: "similar", volume: "missing", issue: "missing", pages: "different" },
    ),
  );
  const row = (label: string) => rows.find((one) => one.label === label);

  it("marks what differs, and not what only one side gives", () => {
    expect(row("Year")).toMatchObject({ a: [{ text: "2012", differs: true }], b: [{ text: "2013", differs: true }] });
    expect(row("Volume and pages")).toMatchObject({
      agreement: "different",
      a: [
        { text: "4 ", differs: false },
        { text: "(1) ", differs: false },
        { text: "pp. 33-42", differs: true },
      ],
      b: [{ text: "pp. 39-51", differs: true }],
    });
  });

  it("marks no pages that count as the same, such as a first page and a range", () => {
    const same = fieldRows(pairOf({ pages: "1-57" }, { pages: "1" }, { pages: "same" }));
    expect(same.find((one) => one.label === "Volume and pages")?.a).toEqual([{ text: "pp. 1-57", differs: false }]);
  });

  it("leaves out fields that neither side gives, but never title and abstract", () => {
    expect(rows.map((one) => one.label)).toEqual(["Title", "Year", "Volume and pages", "Kind", "Abstract"]);
  });
});

describe("reasonParts", () => {
  it("parts what speaks for one work from what makes it doubtful", () => {
    expect(reasonParts("same title and authors, but the years are one apart")).toEqual({
      forIt: "Same title and authors.",
      against: "The years are one apart.",
    });
    expect(reasonParts("same DOI and title")).toEqual({ forIt: "Same DOI and title.", against: null });
  });
});
