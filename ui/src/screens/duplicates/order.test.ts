import { describe, expect, it } from "vitest";
import type { PairView } from "../../host/contract";
import { arrange, pairKey } from "./order";

function pair(a: string, b: string, put_off = false): PairView {
  const side = (id: string) => ({ id, source: "", file: "", entry: 1, record: { kind: "unknown" as const } });
  const nothing = { a: [], b: [] };
  return {
    a: side(a),
    b: side(b),
    evidence: { reason: "", score: 0, fields: [] },
    titles: nothing,
    authors: nothing,
    journals: nothing,
    abstracts: nothing,
    put_off,
  };
}

const [first, second, third, old] = [pair("1", "2"), pair("3", "4"), pair("5", "6"), pair("7", "8", true)];
const queue = [first, second, third, old];
const names = (pairs: readonly PairView[]) => pairs.map(({ a }) => a.id).join("");

describe("arrange", () => {
  it("keeps the order of the program", () => {
    expect(names(arrange(queue, { answered: [], later: [], recalled: null }))).toBe("1357");
  });

  it("leaves out what was answered, whichever record is named first", () => {
    expect(names(arrange(queue, { answered: [pairKey(pair("4", "3"))], later: [], recalled: null }))).toBe("157");
  });

  it("asks what was put off after all others, the latest last", () => {
    const later = [pairKey(second), pairKey(first)];
    expect(names(arrange(queue, { answered: [], later, recalled: null }))).toBe("5731");
  });

  it("asks first what was taken back, even before the program has it in the queue again", () => {
    expect(names(arrange([second, third], { answered: [], later: [], recalled: first }))).toBe("135");
    expect(names(arrange(queue, { answered: [], later: [], recalled: third }))).toBe("5137");
  });
});
