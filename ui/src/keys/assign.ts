// Which keys stand for which action, once the settings were heard.

import { clash, isSingle, isValid } from "./chord";
import { actions, type Action, type ActionId } from "./keymap";

export interface KeySettings {
  /** Whether keys without a modifier work at all. */
  single_keys: boolean;
  /** Action → its keys, where they differ from the usual ones. */
  keys: Record<string, string>;
}

export interface Conflict {
  keys: string;
  actions: [ActionId, ActionId];
}

/** The keys of an action, or `null` where they are switched off. */
export function keysOf({ id, keys }: Action, settings: KeySettings): string | null {
  const own = settings.keys[id];
  const chosen = own !== undefined && isValid(own) ? own : keys;
  return settings.single_keys || !isSingle(chosen) ? chosen : null;
}

/** Pairs of actions that one press would mean both of: on the same screen, or on one and everywhere. */
export function conflicts(settings: KeySettings): Conflict[] {
  // Keys that are switched off now may be switched on again: they must not clash either.
  const all = { ...settings, single_keys: true };
  const found: Conflict[] = [];
  actions.forEach((a, index) => {
    for (const b of actions.slice(index + 1)) {
      const [keys, others] = [keysOf(a, all), keysOf(b, all)];
      if (keys !== null && others !== null && clash(keys, others) && meet(a, b)) {
        found.push({ keys, actions: [a.id, b.id] });
      }
    }
  });
  return found;
}

function meet(a: Action, b: Action): boolean {
  return a.where === b.where || a.where === "everywhere" || b.where === "everywhere";
}
