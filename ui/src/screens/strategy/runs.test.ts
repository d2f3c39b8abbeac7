import { describe, expect, it } from "vitest";
import type { SearchRow } from "../../host/contract";
import { emptyRun, recordsOf, withImport } from "./runs";

const search = { id: "s1", source: "Embase", kind: "database", searched_on: "2026-02-01", strategy: "exp stroke/", file_name: "a.ris", records: 7 } as unknown as SearchRow;

describe("a search as it was run", () => {
  it("begins with the strategy that is written", () => {
    const run = emptyRun({ text: "stroke[tiab]", syntax: "pubmed" });
    expect([run.strategy, run.syntax, run.records]).toEqual(["stroke[tiab]", "pubmed", null]);
  });

  it("takes from an import what is empty, and its strategy", () => {
    const run = withImport({ ...emptyRun({ text: "stroke[tiab]", syntax: null }), database: "EMBASE (mine)" }, search);
    expect([run.search, run.database, run.searched_on, run.strategy]).toEqual(["s1", "EMBASE (mine)", "2026-02-01", "exp stroke/"]);
    expect(withImport(run, null).search).toBeNull();
  });

  it("has a number of records however it is written", () => {
    expect([recordsOf("1,204"), recordsOf("1 204"), recordsOf(""), recordsOf("many"), recordsOf("-3")]).toEqual([1204, 1204, null, null, null]);
  });
});
