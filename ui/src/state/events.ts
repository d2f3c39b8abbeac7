// One connection to the program's events for the whole window; stores and screens listen here.

import type { Notification } from "../host/contract";
import { host } from "../host/host";

type Kind = Notification["kind"];
type Listener<K extends Kind> = (event: Extract<Notification, { kind: K }>) => void;

const listeners = new Map<Kind, Set<(event: Notification) => void>>();

/** Listens to events of a kind; returns how to stop. */
export function on<K extends Kind>(kind: K, listener: Listener<K>): () => void {
  const set = listeners.get(kind) ?? new Set();
  listeners.set(kind, set);
  const narrowed = listener as (event: Notification) => void;
  set.add(narrowed);
  return () => void set.delete(narrowed);
}

host.events((event) => {
  for (const listener of listeners.get(event.kind) ?? []) listener(event);
});
