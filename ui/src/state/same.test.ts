import { expect, test } from "vitest";
import { keepSame } from "./same";

const study = () => ({ label: "Lee 2014", values: [{ field: "n", own: null as string | null }, { field: "events", own: null }] });

test("an answer that is the same stays the same object", () => {
  const before = study();
  expect(keepSame(before, study())).toBe(before);
});

test("what is the same in an answer that changed stays", () => {
  const before = study();
  const after = study();
  after.values[0] = { field: "n", own: "22" };
  const kept = keepSame(before, after);
  expect(kept).toEqual(after);
  expect(kept).not.toBe(before);
  expect(kept.values[1]).toBe(before.values[1]);
});

test("what is added, goes, or is of another kind is seen", () => {
  expect(keepSame([1, 2], [1])).toEqual([1]);
  expect(keepSame({ a: 1 }, { a: 1, b: undefined })).toHaveProperty("b");
  expect(keepSame({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(keepSame({ 0: "a" }, ["a"])).toEqual(["a"]);
  expect(keepSame(undefined, null)).toBeNull();
});
