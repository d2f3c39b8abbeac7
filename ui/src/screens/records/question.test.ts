import { describe, expect, it } from "vitest";
import { parsePlace } from "../../state/routes";
import { EVERYTHING, fromParams, isFiltered, NO_FILTER, recordsAddress, toParams, type Question } from "./question";

describe("the address of a question", () => {
  it("reads back what it wrote, whatever the names hold", () => {
    const question: Question = {
      query: 'title:"late | early" AND 100%',
      only: {
        from_year: 1998,
        to_year: 2020,
        sources: ["MEDLINE (Ovid), daily", "a|b & c=d", "100%"],
        stages: ["full_text"],
        outcomes: ["included", "conflict"],
        tags: ["für später"],
        removed: true,
        retrieval: ["sought", "not_retrieved"],
      },
      sort: "author_backwards",
    };
    const place = parsePlace(recordsAddress(question.query, question.only));
    expect(place.name).toBe("records");
    expect(fromParams(place.params)).toEqual({ ...question, sort: "relevance" });
    expect(fromParams(toParams(question))).toEqual(question);
  });

  it("is short where nothing is asked, and leaves out what it does not know", () => {
    expect(toParams(EVERYTHING)).toEqual({});
    expect(fromParams({ outcome: "perhaps|excluded", stage: "third", from: "99", sort: "colour", focus: "query" })).toEqual({
      ...EVERYTHING,
      only: { ...NO_FILTER, outcomes: ["excluded"] },
    });
  });

  it("knows whether anything is filtered", () => {
    expect(isFiltered(NO_FILTER)).toBe(false);
    expect(isFiltered({ ...NO_FILTER, to_year: 2020 })).toBe(true);
  });
});
