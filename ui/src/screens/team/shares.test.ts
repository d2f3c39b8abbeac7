import { expect, test } from "vitest";
import { partsOf } from "./shares";

test("shares are whole numbers, and nothing is saved before all are", () => {
  expect(partsOf({ adams: "2", silva: " 1 ", chen: "0" })).toEqual([
    ["adams", 2],
    ["silva", 1],
    ["chen", 0],
  ]);
  for (const text of ["", "1.5", "-1", "half", "1e3", "99999"]) expect(partsOf({ adams: "1", silva: text })).toBeNull();
});
