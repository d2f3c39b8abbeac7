import { describe, expect, it } from "vitest";
import type { Protocol } from "../../host/contract";
import { compare } from "./compare";

const PROTOCOL: Protocol = {
  question: "Does it work?",
  pico: { population: "Adults", intervention: "", comparator: "", outcomes: "", study_designs: "" },
  criteria: [
    { id: "i1", label: "I1", polarity: "inclusion", text: "Adults" },
    { id: "i2", label: "I2", polarity: "inclusion", text: "Trials" },
    { id: "e1", label: "E1", polarity: "exclusion", text: "Wrong design" },
  ],
  reviewers_title_abstract: "two",
  reviewers_full_text: "two",
  reviewers_extraction: "two",
  adjudicators: [],
  independence: "independent",
  blinding: "open",
  assignment_title_abstract: { by: "everyone" },
  assignment_full_text: { by: "everyone" },
  highlights: [{ name: "Population", shape: "underline", terms: ["adult*"] }],
};
const nameOf = (id: string) => ({ r1: "R. Adams" })[id] ?? id;
const told = (after: Partial<Protocol>) =>
  compare(PROTOCOL, { ...PROTOCOL, ...after }, nameOf).map(
    ({ part, kind, before, after: now }) => `${part} ${kind}: ${before} → ${now}`,
  );

describe("compare", () => {
  it("tells who reads what, and blinding", () => {
    expect(
      told({
        blinding: "authors_and_journals",
        assignment_title_abstract: { by: "shares", seed: 7, shares: [{ reviewer: "r1", parts: 2 }, { reviewer: "r2", parts: 1 }] },
      }),
    ).toEqual([
      "Authors and journals are changed: shown → hidden until one has decided",
      "Records are read by changed: whoever comes first → those drawn by shares (R. Adams 2, r2 1; seed 7)",
    ]);
  });

  it("finds nothing between equals", () => {
    expect(told({})).toEqual([]);
  });

  it("tells each part by name", () => {
    expect(
      told({
        question: "Does it help?",
        pico: { ...PROTOCOL.pico, population: "", outcomes: "Death" },
        reviewers_full_text: "one",
        adjudicators: ["r1"],
        independence: "assisted",
      }),
    ).toEqual([
      "Question changed: Does it work? → Does it help?",
      "Population removed: Adults → ",
      "Outcomes added:  → Death",
      "At full text changed: two reviewers → one reviewer",
      "Conflicts are settled by changed: any reviewer → R. Adams",
      "Screening is changed: independent → assisted",
    ]);
  });

  it("follows a criterion by its identity", () => {
    const [i1, i2, e1] = PROTOCOL.criteria as [Protocol["criteria"][0], Protocol["criteria"][0], Protocol["criteria"][0]];
    expect(told({ criteria: [i2, { ...i1, label: "I3", text: "Grown-ups" }, { ...e1, id: "e1-2", text: "No control" }] })).toEqual([
      "Label of a criterion changed: I1 → I3",
      "Criterion I3 changed: Adults → Grown-ups",
      "Criterion E1 added:  → No control",
      "Criterion E1 removed: Wrong design → ",
      "Order of the criteria changed: I3, I2 → I2, I3",
    ]);
  });

  it("compares lists of words by name", () => {
    expect(
      told({
        highlights: [
          { name: "Outcome", shape: "box", terms: ["death"] },
          { name: "Population", shape: "box", terms: ["adult*", "aged"] },
        ],
      }),
    ).toEqual([
      "Marked words: Outcome added:  → death",
      "Marked words: Population changed: adult* → adult*, aged",
      "Marked words: Population, shown by changed: underline → box",
    ]);
  });
});
