// Keys as text: "i", "?", "Shift+z", "Mod+k" (⌘ on a Mac, Ctrl elsewhere), "Alt+n", or one after the other: "g o".

export interface KeyLike {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  getModifierState?(modifier: string): boolean;
}

const MODIFIER_KEYS = new Set(["Control", "Meta", "Alt", "Shift", "AltGraph", "CapsLock", "Dead", "Process"]);
const NAMES: Record<string, string> = { " ": "Space", ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right" };

/** The chord that was pressed, or `null` while only modifiers are down. */
export function chordOf(event: KeyLike, mac: boolean): string | null {
  if (MODIFIER_KEYS.has(event.key)) return null;
  // AltGr arrives as Ctrl+Alt but only makes another character.
  const altGraph = event.getModifierState?.("AltGraph") ?? false;
  // Control on a Mac, and the Windows key elsewhere, belong to the system.
  if (!altGraph && (mac ? event.ctrlKey : event.metaKey)) return null;
  const mod = !altGraph && (mac ? event.metaKey : event.ctrlKey);
  const alt = !altGraph && event.altKey;
  const key = keyName(event, alt || mod);
  const printable = key.length === 1;
  const letter = printable && key.toLowerCase() !== key.toUpperCase();
  // Of other characters Shift is a part already: "?" is Shift and another key on one keyboard and not on the next.
  const shift = event.shiftKey && (!printable || letter);
  return normalise({ mod, alt, shift, key });
}

function keyName(event: KeyLike, modified: boolean): string {
  const physical = /^Key([A-Z])$/.exec(event.code)?.[1];
  const latin = /^[\x20-\x7e]$/.test(event.key);
  // Greek or Cyrillic keyboards, and Alt on a Mac, give other characters: then the place of the key counts.
  if (physical !== undefined && event.key.length === 1 && !latin) return physical.toLowerCase();
  if (physical !== undefined && modified && !/^[a-z]$/i.test(event.key)) return physical.toLowerCase();
  return event.key;
}

interface Parts {
  mod: boolean;
  alt: boolean;
  shift: boolean;
  key: string;
}

function normalise({ mod, alt, shift, key }: Parts): string {
  const name = NAMES[key] ?? (key.length === 1 ? key.toLowerCase() : key);
  return [mod && "Mod", alt && "Alt", shift && "Shift", name].filter(Boolean).join("+");
}

/** Whether these keys need no modifier: such can be switched off and never fire while one types (WCAG 2.1.4). */
export function isSingle(keys: string): boolean {
  return keys.split(" ").some((chord) => !/^(Mod|Alt)\+/.test(chord) && !/^F\d+$/.test(chord) && chord !== "Escape");
}

/** Whether the keys can be reached as something that was typed: "" is no key, "Mod+" is none either. */
export function isValid(keys: string): boolean {
  return keys !== "" && keys.split(" ").every((chord) => /^(Mod\+)?(Alt\+)?(Shift\+)?([^\s+]+|\+)$/.test(chord));
}

/** Whether pressing one would also press, or begin to press, the other. */
export function clash(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

const MAC_SIGNS: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧" };
const SIGNS: Record<string, string> = { Mod: "Ctrl", Up: "↑", Down: "↓", Left: "←", Right: "→", Enter: "↵", Escape: "Esc" };

/** For people: each chord of a sequence, as printed on the keys. */
export function show(keys: string, mac: boolean): string[] {
  return keys.split(" ").map((chord) => {
    const parts = chord === "+" ? ["+"] : chord.split("+");
    const signs = parts.map((part) => (mac ? MAC_SIGNS[part] : undefined) ?? SIGNS[part] ?? upper(part));
    return signs.join(mac ? "" : "+");
  });
}

/** For the attribute aria-keyshortcuts, which knows no sequences. */
export function ariaKeys(keys: string, mac: boolean): string | undefined {
  return keys.includes(" ") ? undefined : keys.replace("Mod", mac ? "Meta" : "Control");
}

function upper(part: string): string {
  return part.length === 1 ? part.toUpperCase() : part;
}
