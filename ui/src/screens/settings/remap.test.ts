import { describe, expect, it } from "vitest";
import { action } from "../../keys/keymap";
import { exchanged, isKept, ownKeys, sections, takenBy, withKeys } from "./remap";

const usual = { single_keys: true, keys: {} };

describe("remapping", () => {
  it("keeps only what differs from the usual", () => {
    const keys = withKeys({}, "screen.include", "y");
    expect(keys).toEqual({ "screen.include": "y" });
    expect(withKeys(keys, "screen.include", "i")).toEqual({});
    expect(ownKeys(action("screen.include"), { single_keys: false, keys })).toBe("y");
  });

  it("sees what the same press means", () => {
    expect(takenBy("screen.include", usual)).toEqual([]);
    expect(takenBy("screen.include", { ...usual, keys: { "screen.include": "e" } })).toEqual(["screen.exclude"]);
    expect(takenBy("screen.include", { ...usual, keys: { "screen.include": "g" } }).length).toBeGreaterThan(5);
  });

  it("exchanges two keys", () => {
    expect(exchanged("screen.include", "e", "screen.exclude", usual)).toEqual({ "screen.include": "e", "screen.exclude": "i" });
  });

  it("exchanges nothing where that would make another conflict", () => {
    // "/" searches everywhere; "n" would then mean two things on the screen of conflicts.
    expect(exchanged("screen.note", "/", "search", usual)).toBeNull();
  });

  it("leaves to the system and to writing what is theirs", () => {
    expect(["Mod+c", "Mod+w", "Enter", "Mod+Shift+z"].every(isKept)).toBe(true);
    expect(["Mod+Enter", "c", "Mod+k", "Alt+c"].some(isKept)).toBe(false);
  });

  it("finds actions by their words", () => {
    expect(sections("INCLUDE").flatMap(({ where }) => where)).toContain("screen");
    expect(sections("no such thing")).toEqual([]);
  });
});
