import { describe, expect, it } from "vitest";
import type { AuditRow } from "../../host/contract";
import { sentence } from "./sentences";

function row(action: string, detail: object | string): AuditRow {
  const json = typeof detail === "string" ? detail : JSON.stringify(detail);
  return { sequence: 1, at: 0, actor: "R. Adams", action, detail: json, hash: "" };
}

const label = (id: string) => (id === "e1" ? "E1" : null);
const text = (action: string, detail: object | string) => sentence(row(action, detail), label).text.replaceAll("\u00a0", " ");

describe("sentence", () => {
  it("tells of imports and duplicates", () => {
    expect(text("import", { file: "a.ris", source: "Embase", records: 1204, problems: 2 })).toBe(
      "imported a.ris from Embase: 1,204 records, 2 problems listed",
    );
    expect(text("deduplicate", { records: 641, merged: 385, doubtful: 1 })).toBe(
      "looked for duplicates among 641 records: 385 records were merged, 1 doubtful pair was left to a person",
    );
  });

  it("tells of decisions with their reason, time and note", () => {
    const decision = { record_id: "r", stage: "full_text", verdict: "exclude", reason: "e1", note: null, active_ms: 41_000 };
    expect(text("decide", decision)).toBe("excluded a record (E1) at full text, after 41 s");
    expect(sentence(row("decide", decision), label).records).toEqual(["r"]);
    expect(text("adjudicate", { ...decision, verdict: "include", reason: null, note: "Read twice" })).toBe(
      "settled a conflict at full text: included, with the note “Read twice”",
    );
    expect(text("adjudicate", { ...decision, verdict: "unsure", reason: null })).toBe("left a conflict at full text unsure");
  });

  it("tells of reports and edits", () => {
    expect(text("retrieve", { record: "r", retrieval: { retrieval: "not_retrieved", reason: "no access" } })).toBe(
      "noted that a report could not be had: no access",
    );
    expect(text("edit record", { record: "r", field: "year", from: "2012", to: "2013" })).toBe(
      "changed the year of a record from “2012” to “2013”",
    );
    expect(text("edit record", { record: "r", field: "abstract", from: null, to: "Long …" })).toBe("filled in the abstract of a record");
    expect(text("link study", { label: "Wetherby 2001", records: ["r"], study: "s" })).toBe(
      "said that 1 report belongs to the study “Wetherby 2001”",
    );
  });

  it("says what it can of changes that it does not know, or cannot read", () => {
    expect(text("measure a model", { model: "x" })).toBe("measure a model");
    expect(text("note", "no JSON")).toBe("noted");
  });
});
