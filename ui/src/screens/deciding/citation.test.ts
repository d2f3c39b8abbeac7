import { expect, test } from "vitest";
import { authorName, place, studyLabel } from "./citation";

const person = (family: string, given: string | null, suffix: string | null = null) => ({
  person: { family, given, suffix },
});

test("authors with initials, however the source gave them", () => {
  expect(authorName(person("Adams", "Ruth Jane"))).toBe("Adams RJ");
  expect(authorName(person("Adams", "RJ"))).toBe("Adams RJ");
  expect(authorName(person("Le Roy", "Jean-Paul", "Jr"))).toBe("Le Roy JP Jr");
  expect(authorName(person("Adams", "R. J."))).toBe("Adams RJ");
  expect(authorName(person("Adams", null))).toBe("Adams");
  expect(authorName({ group: { name: "HARBOUR investigators" } })).toBe("HARBOUR investigators");
});

test("a place with what is known of it", () => {
  const kind = "journal_article";
  expect(place({ kind, journal: "BMJ", year: 2018, volume: "361", pages: "k1234" })).toBe("BMJ 2018;361:k1234");
  expect(place({ kind, journal: "BMJ", year: 2018, volume: "361", issue: "2" })).toBe("BMJ 2018;361(2)");
  expect(place({ kind, journal: "BMJ" })).toBe("BMJ");
  expect(place({ kind, year: 2018 })).toBe("2018");
  expect(place({ kind })).toBe("");
});

test("a study is called by first author and year", () => {
  const kind = "journal_article";
  expect(studyLabel({ kind, authors: [person("Adams", "R")], year: 2018 })).toBe("Adams 2018");
  expect(studyLabel({ kind, title: "Effect of many things", year: 2018 })).toBe("Effect of many 2018");
});
