import { describe, expect, it } from "vitest";
import { nextSort, orderOf, COLUMNS } from "./columns.svelte";
import { understoodWords } from "./words";

describe("words", () => {
  it("say how a query was understood", () => {
    expect(understoodWords('title:heart AND (failure OR "NOT here") AND NOT rat*')).toBe("title: heart and (failure or “NOT here”) and not rat…");
    expect(understoodWords("decision:included year:2010..2015")).toBe("outcome: included year: 2010..2015");
  });

  it("order by a column forwards, backwards, then by match again", () => {
    const year = COLUMNS.find(({ id }) => id === "year");
    if (year === undefined) throw new Error("no year");
    expect(nextSort(year, "title")).toBe("newest_first");
    expect([orderOf(year, "newest_first"), orderOf(year, "oldest_first"), orderOf(year, "title")]).toEqual(["descending", "ascending", null]);
    expect(nextSort(year, "oldest_first")).toBe("relevance");
  });
});
