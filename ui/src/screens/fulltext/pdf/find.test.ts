import { expect, test } from "vitest";
import { find } from "./find";

const run = (str: string, hasEOL = false) => ({ str, hasEOL });

test("words across runs and line ends, whatever the case", () => {
  const runs = [
    run("The primary out", false),
    run("come was Read", false),
    run("", true),
    run("mission at 90 days", true),
  ];
  expect(find(runs, "Outcome")).toEqual([
    [
      { run: 0, from: 12, to: 15 },
      { run: 1, from: 0, to: 4 },
    ],
  ]);
  expect(find(runs, "readmission at")).toEqual([
    [
      { run: 1, from: 9, to: 13 },
      { run: 3, from: 0, to: 10 },
    ],
  ]);
});

test("a word that was divided at the end of a line", () => {
  expect(find([run("random-", true), run("ised", true)], "randomised")).toHaveLength(1);
});

test("joined letters and accents", () => {
  expect(find([run("eﬃcacy of Müller’s")], "efficacy")).toEqual([[{ run: 0, from: 0, to: 6 }]]);
  expect(find([run("Müller")], "muller")).toHaveLength(1);
});

test("every place, and nothing for nothing", () => {
  expect(find([run("aspirin or aspirin")], "aspirin")).toHaveLength(2);
  expect(find([run("aspirin")], "  ")).toEqual([]);
});
