import { expect, test } from "vitest";
import type { Decision, ReportRow } from "../../host/contract";
import { countStates, nextToAssess, select, stateOf } from "./states";

const own: Decision = {
  id: "d",
  record_id: "r",
  stage: "full_text",
  reviewer_id: "me",
  role: "reviewer",
  verdict: "include",
  reason: null,
  note: null,
  active_ms: null,
  protocol_version: 1,
  decided_at: 0,
};

function row(record: string, changes: Partial<ReportRow> = {}): ReportRow {
  return {
    record,
    title: `Title of ${record}`,
    authors: "Müller, Silva et al.",
    year: 2018,
    journal: "BMJ",
    doi: null,
    pmid: null,
    retrieval: { retrieval: "retrieved", document: null },
    study: null,
    own: null,
    outcome: { outcome: "undecided" },
    ...changes,
  };
}

test("a report stands at one place only", () => {
  expect(stateOf(row("a"))).toBe("at_hand");
  expect(stateOf(row("a", { retrieval: { retrieval: "sought" } }))).toBe("sought");
  expect(stateOf(row("a", { retrieval: { retrieval: "not_retrieved", reason: "lost" } }))).toBe("not_retrieved");
  expect(stateOf(row("a", { own, outcome: { outcome: "waiting" } }))).toBe("assessed");
  expect(stateOf(row("a", { own, outcome: { outcome: "conflict" } }))).toBe("conflict");
  expect(stateOf(row("a", { outcome: { outcome: "excluded", reason: "e1" } }))).toBe("assessed");
  expect(stateOf(row("a", { retrieval: { retrieval: "sought" }, own, outcome: { outcome: "included" } }))).toBe(
    "assessed",
  );
});

test("counts and filters agree", () => {
  const rows = [row("a"), row("b", { own, outcome: { outcome: "waiting" } }), row("c")];
  expect(countStates(rows)).toMatchObject({ all: 3, at_hand: 2, assessed: 1, sought: 0 });
  expect(select(rows, "at_hand", "").map((r) => r.record)).toEqual(["a", "c"]);
  expect(select(rows, "all", "muller title of c").map((r) => r.record)).toEqual(["c"]);
  expect(select(rows, "all", "2018 bmj nowhere")).toEqual([]);
});

test("the next one waits at hand and was not answered yet", () => {
  const rows = [row("a"), row("b"), row("c", { retrieval: { retrieval: "sought" } }), row("d")];
  expect(nextToAssess(rows, "b", ["b"])?.record).toBe("d");
  expect(nextToAssess(rows, "d", ["b", "d"])?.record).toBe("a");
  expect(nextToAssess(rows, "a", ["a", "b", "d"])).toBeNull();
});
