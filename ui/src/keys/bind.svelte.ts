// Which actions can be done right now, and the one listener that turns key presses into them.

import { untrack } from "svelte";
import { settings } from "../state/settings.svelte";
import { keysOf } from "./assign";
import { ariaKeys, chordOf, isSingle, show } from "./chord";
import { action, type Action, type ActionId } from "./keymap";

export const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

const SEQUENCE_MS = 1500;

interface Binding {
  action: Action & { id: ActionId };
  run: () => void;
  when: () => boolean;
}

let bindings = $state.raw<readonly Binding[]>([]);

/** Does `run` on the keys of an action while this component is mounted, and offers it in the palette and the help. */
export function bind(id: ActionId, run: () => void, when: () => boolean = () => true): void {
  $effect(() => {
    const binding = { action: action(id), run, when };
    untrack(() => (bindings = [...bindings, binding]));
    return () => (bindings = bindings.filter((other) => other !== binding));
  });
}

/** The actions that can be done now, those of the screen first. */
export function available(): readonly Binding[] {
  const possible = bindings.filter((binding) => binding.when());
  const everywhere = (binding: Binding) => binding.action.where === "everywhere";
  return [...possible.filter((b) => !everywhere(b)), ...possible.filter(everywhere)];
}

/** The keys of an action as printed on the keys, e.g. ["Ctrl+K"] or ["G", "O"]; empty where it has none. */
export function keyLabels(id: ActionId): string[] {
  const keys = keysOf(action(id), settings.value);
  return keys === null ? [] : show(keys, MAC);
}

/** For aria-keyshortcuts. */
export function ariaKeyShortcuts(id: ActionId): string | undefined {
  const keys = keysOf(action(id), settings.value);
  return keys === null ? undefined : ariaKeys(keys, MAC);
}

/** Listens for keys in the whole window. Called once, by the frame. */
export function listenForKeys(): () => void {
  let begun = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  function pressed(event: KeyboardEvent): void {
    const chord = chordOf(event, MAC);
    if (chord === null || event.isComposing || event.defaultPrevented || somethingIsOpen()) return;
    if (isSingle(chord) && (isTyping(event.target) || controlNeeds(event.target, chord))) return;
    clearTimeout(timer);
    const before = begun;
    begun = "";
    if (before !== "" && attempt(`${before} ${chord}`, event)) return;
    attempt(chord, event);
  }

  /** Does what the keys stand for, or waits for the rest of a sequence that they begin. */
  function attempt(keys: string, event: KeyboardEvent): boolean {
    for (const { action, run } of available()) {
      const wanted = keysOf(action, settings.value);
      if (wanted === keys) {
        event.preventDefault();
        if (!event.repeat || action.repeat) run();
        return true;
      }
      if (wanted?.startsWith(`${keys} `)) {
        begun = keys;
        timer = setTimeout(() => (begun = ""), SEQUENCE_MS);
        return true;
      }
    }
    return false;
  }

  window.addEventListener("keydown", pressed);
  return () => window.removeEventListener("keydown", pressed);
}

/** While a dialog, menu or list is open, keys belong to it. */
function somethingIsOpen(): boolean {
  return document.querySelector(":is([role=dialog], [role=alertdialog], [role=menu], [role=listbox])[data-state=open]") !== null;
}

const NO_TEXT = new Set(["checkbox", "radio", "button", "submit", "reset", "range", "color", "file"]);

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NO_TEXT.has(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Enter and Space press the control that has the focus; arrows move within a group of them. */
function controlNeeds(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (chord === "Enter" || chord === "Space") return target.closest("button, a[href], input, summary, [role=tab]") !== null;
  if (/^(Up|Down|Left|Right|Home|End)$/.test(chord)) return target.closest("input, [role=tab], [role=slider]") !== null;
  return false;
}
