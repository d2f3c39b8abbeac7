import { describe, expect, it } from "vitest";
import { conflicts, keysOf } from "./assign";
import { chordOf, clash, isSingle, isValid, show, type KeyLike } from "./chord";
import { best } from "./fuzzy";
import { action, actions } from "./keymap";

const usual = { single_keys: true, keys: {} };

function press(key: string, more: Partial<KeyLike> = {}): KeyLike {
  return { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

describe("chordOf", () => {
  it.each([
    [press("i"), "i"],
    [press("I", { shiftKey: true }), "Shift+i"],
    [press("?", { shiftKey: true }), "?"],
    [press("k", { ctrlKey: true }), "Mod+k"],
    [press("ArrowDown", { altKey: true }), "Alt+Down"],
    [press(" "), "Space"],
    [press("Enter", { shiftKey: true }), "Shift+Enter"],
  ])("names a key (%#)", (event, chord) => {
    expect(chordOf(event, false)).toBe(chord);
  });

  it("takes ⌘ on a Mac and Ctrl elsewhere for Mod", () => {
    expect(chordOf(press("k", { metaKey: true }), true)).toBe("Mod+k");
    expect(chordOf(press("k", { ctrlKey: true }), true)).toBeNull();
  });

  it("says nothing while only a modifier is down", () => {
    expect(chordOf(press("Shift", { shiftKey: true }), false)).toBeNull();
  });

  it("takes AltGr for a character and not for Ctrl and Alt", () => {
    const event = press("@", { ctrlKey: true, altKey: true, getModifierState: (name) => name === "AltGraph" });
    expect(chordOf(event, false)).toBe("@");
  });

  it("goes by the place of the key on a Greek keyboard, and with Alt on a Mac", () => {
    expect(chordOf(press("ι", { code: "KeyI" }), false)).toBe("i");
    expect(chordOf(press("˜", { code: "KeyN", altKey: true }), true)).toBe("Alt+n");
  });
});

describe("keys as text", () => {
  it("knows which can be typed by accident", () => {
    expect(["i", "Shift+z", "g o", "?"].every(isSingle)).toBe(true);
    expect(["Mod+k", "Alt+n", "F2", "Escape"].some(isSingle)).toBe(false);
  });

  it("refuses what is no key", () => {
    expect(["", "Mod+", "a  b"].some(isValid)).toBe(false);
    expect(["a", "Mod+Shift+k", "g o", "+"].every(isValid)).toBe(true);
  });

  it("sees that a key clashes with the beginning of a sequence", () => {
    expect(clash("g", "g o")).toBe(true);
    expect(clash("g o", "g p")).toBe(false);
  });

  it("shows them as printed on the keys", () => {
    expect(show("Mod+Shift+k", true)).toEqual(["⌘⇧K"]);
    expect(show("Mod+k", false)).toEqual(["Ctrl+K"]);
    expect(show("g o", false)).toEqual(["G", "O"]);
  });
});

describe("keymap", () => {
  it("has no clash as shipped, and each name once", () => {
    expect(conflicts(usual)).toEqual([]);
    expect(new Set(actions.map((a) => a.id)).size).toBe(actions.length);
    expect(actions.filter((a) => !isValid(a.keys))).toEqual([]);
  });

  it("finds the clash of a key that someone chose", () => {
    const settings = { single_keys: true, keys: { "screen.include": "e" } };
    expect(conflicts(settings)).toEqual([{ keys: "e", actions: ["screen.include", "screen.exclude"] }]);
  });

  it("lets the same key mean something else on another screen", () => {
    expect(action("screen.undo").keys).toBe(action("duplicates.undo").keys);
  });

  it("switches off single keys and leaves those with a modifier", () => {
    const settings = { single_keys: false, keys: { "screen.include": "Mod+i" } };
    expect(keysOf(action("screen.exclude"), settings)).toBeNull();
    expect(keysOf(action("screen.include"), settings)).toBe("Mod+i");
    expect(keysOf(action("palette"), settings)).toBe("Mod+k");
  });

  it("keeps to the usual key where the settings hold nonsense", () => {
    expect(keysOf(action("screen.include"), { single_keys: true, keys: { "screen.include": "Mod+" } })).toBe("i");
  });
});

describe("palette", () => {
  const labels = ["Go to overview", "Go to duplicates", "Include", "Undo the last decision"];

  it("finds by the first letters of words and by pieces", () => {
    expect(best("undo", labels, (l) => l)[0]).toBe("Undo the last decision");
    expect(best("gd", labels, (l) => l)[0]).toBe("Go to duplicates");
    expect(best("zzz", labels, (l) => l)).toEqual([]);
  });

  it("keeps the order while nothing is typed", () => {
    expect(best(" ", labels, (l) => l)).toEqual(labels);
  });
});
