import { expect, it } from "vitest";
import { meant } from "./tags";

const KNOWN = ["check with librarian", "pilot, phase 2", "Protocol"];

it("takes the tag that is so called, however its letters are written", () => {
  expect(meant(" protocol ", KNOWN, [])).toBe("Protocol");
  expect(meant("pilot", [...KNOWN, "pilot"], [])).toBe("pilot");
});

it("completes the beginning of a tag", () => {
  expect(meant("che", KNOWN, [])).toBe("check with librarian");
});

it("makes a new tag rather than taking one off that only begins so", () => {
  expect(meant("pilot", KNOWN, ["pilot, phase 2"])).toBe("pilot");
  expect(meant("librarian", KNOWN, [])).toBe("librarian");
  expect(meant("  ", KNOWN, [])).toBeNull();
});
