import { describe, expect, it } from "vitest";
import type { BiasJudgement, BiasResultLine, BiasStudy } from "../../host/contract";
import { deed, judgementsOf, plotRows, progress, shares, toolsInUse } from "./words";

function result(id: string, judgements: (BiasJudgement | null)[], more: Partial<BiasResultLine> = {}): BiasResultLine {
  const items = ["D1", "D2", "D3", "D4", "D5", "Overall"];
  return {
    id,
    name: "Death, 30 days",
    tool: "rob2",
    stage: "to_assess",
    assessors: [],
    asked: 13,
    answered: 0,
    settled: false,
    judgements: items.map((item, at) => ({ item, judgement: judgements[at] ?? null, by_reviewer: false })),
    ...more,
  };
}

function study(label: string, results: BiasResultLine[]): BiasStudy {
  return { study: label, label, reports: [], results, offered: [] };
}

const studies = [
  study("Lee 2019", [result("1", ["low", "low", "low", "low", "low", "low"], { settled: true, stage: "done" })]),
  study("Ng 2020", [
    result("2", ["low", "high", "low", "low", "low", "high"]),
    result("3", ["some_concerns"], { name: "Pain", answered: 3 }),
  ]),
  study("Diaz 2021", [result("4", [], { tool: "quadas-2", name: "", stage: "waiting" })]),
];

describe("plots", () => {
  it("have a line for each result of a tool, named by the result where a study has several", () => {
    expect(plotRows(studies, "rob2").map(({ label }) => label)).toEqual([
      "Lee 2019",
      "Ng 2020 (Death, 30 days)",
      "Ng 2020 (Pain)",
    ]);
    expect(plotRows(studies, "quadas-2").map(({ label }) => label)).toEqual(["Diaz 2021"]);
  });

  it("share each bar among the judgements that were given, best first", () => {
    const rows = plotRows(studies, "rob2");
    expect(shares(rows, 1, "rob2")).toEqual([
      { judgement: "low", count: 1, from: 0, to: 0.5 },
      { judgement: "high", count: 1, from: 0.5, to: 1 },
    ]);
    const [low, some] = shares(rows, 0, "rob2");
    expect([low?.count, some?.judgement, some?.to]).toEqual([2, "some_concerns", 1]);
    expect(shares([], 0, "rob2")).toEqual([]);
  });
});

describe("words", () => {
  it("say what waits", () => {
    expect(progress(studies)).toEqual({ results: 4, settled: 1, waiting: 2 });
    expect(deed(result("x", []))).toBe("Assess");
    expect(deed(result("x", [], { answered: 2 }))).toBe("Go on");
    expect(deed(result("x", [], { stage: "differs" }))).toBe("Settle");
  });

  it("put the team’s tool first", () => {
    const methods = { tool: "quadas-2", assessors: "two", finds_sentences: false } as const;
    expect(toolsInUse({ methods, studies })).toEqual(["quadas-2", "rob2"]);
    expect(judgementsOf("robins-i")).toHaveLength(5);
  });
});
