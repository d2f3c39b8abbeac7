// Giving an action other keys than the usual ones.

import { conflicts, keysOf, type KeySettings } from "../../keys/assign";
import { action, actions, type Action, type ActionId } from "../../keys/keymap";

type Keys = KeySettings["keys"];

/** The keys of an action, whether single keys are switched on or not. */
export function ownKeys(of: Action, settings: KeySettings): string {
  return keysOf(of, { ...settings, single_keys: true }) ?? of.keys;
}

/** The keys with one action's changed. What is usual is not kept. */
export function withKeys(keys: Keys, id: ActionId, chosen: string): Keys {
  const others = Object.entries(keys).filter(([other]) => other !== id);
  return Object.fromEntries(action(id).keys === chosen ? others : [...others, [id, chosen]]);
}

/** The actions that the same press would mean as well. */
export function takenBy(id: ActionId, settings: KeySettings): ActionId[] {
  return conflicts(settings)
    .filter((conflict) => conflict.actions.includes(id))
    .flatMap((conflict) => conflict.actions.filter((other) => other !== id));
}

/** The keys with those of two actions exchanged; `null` where that would make another conflict. */
export function exchanged(id: ActionId, chosen: string, other: ActionId, settings: KeySettings): Keys | null {
  const keys = withKeys(withKeys(settings.keys, id, chosen), other, ownKeys(action(id), settings));
  const after = { ...settings, keys };
  return takenBy(id, after).length + takenBy(other, after).length === 0 ? keys : null;
}

/** Presses that belong to the system or to writing: they could never arrive, or would be missed. */
const KEPT = /^(Mod\+[acvxzyqwtnr]|Mod\+Shift\+[zwtn]|Mod\+Alt\+Delete|Alt\+F4|F5|F11|F12|Enter|Space|Backspace|Delete)$/;

export function isKept(keys: string): boolean {
  return KEPT.test(keys);
}

/** All actions by where they work and their group, those that match the words. */
export function sections(words: string): { where: Action["where"]; groups: [string, (Action & { id: ActionId })[]][] }[] {
  const wanted = words.trim().toLowerCase();
  const found = actions.filter(({ label, group }) => `${label} ${group}`.toLowerCase().includes(wanted));
  return grouped(found, ({ where }) => where).map(([where, those]) => ({ where, groups: grouped(those, ({ group }) => group) }));
}

/** Map.groupBy, which the oldest Node that runs the tests does not know. */
function grouped<T, K>(items: readonly T[], key: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups];
}
