import { expect, test } from "vitest";
import type { Decision, RecordView, ReportRow } from "../../host/contract";
import type { Answer } from "../deciding/decider.svelte";
import { countStates, nextToAssess, select, stateOf, unknownYet, withAnswers } from "./states";

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
    reason: null,
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

const answerOn = (record: string, before: Decision | null = null): Answer => ({
  view: { id: record, own: before } as RecordView,
  verdict: "exclude",
  reason: "E1",
  note: null,
  seen: [],
});

test("the next one waits at hand, and is never the present one", () => {
  const rows = [row("a"), row("b", { own }), row("c", { retrieval: { retrieval: "sought" } }), row("d")];
  expect(nextToAssess(rows, "b")?.record).toBe("d");
  expect(nextToAssess(rows, "d")?.record).toBe("a");
  expect(nextToAssess(rows, null)?.record).toBe("a");
  expect(nextToAssess([row("a")], "a")).toBeNull();
});

test("a report just decided does not come back while the list is older than the answer", () => {
  const rows = [row("a"), row("b")];
  const known = withAnswers(rows, [answerOn("a")]);
  expect(nextToAssess(known, null)?.record).toBe("b");
  expect(known[0]?.own?.verdict).toBe("exclude");
  expect(countStates(known)).toMatchObject({ at_hand: 1, assessed: 1 });
});

test("an answer is forgotten once the list knows it, and not before", () => {
  const first = answerOn("a");
  expect(unknownYet([row("a")], [first])).toEqual([first]);
  expect(unknownYet([row("a", { own })], [first])).toEqual([]);
  // A changed decision is known by the identity of the new one.
  const second = answerOn("a", own);
  expect(unknownYet([row("a", { own })], [second])).toEqual([second]);
  expect(unknownYet([row("a", { own: { ...own, id: "e" } })], [second])).toEqual([]);
});
