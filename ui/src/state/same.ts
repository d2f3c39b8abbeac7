// What is asked for again mostly comes back as it was, as other objects: what follows an object would take it for new,
// and begin anew what a person is in the middle of.

/** `after`, with every part that is equal in `before` taken from there; `before` itself where all of it is. */
export function keepSame<T>(before: unknown, after: T): T {
  if (before === after) return after;
  if (Array.isArray(before) && Array.isArray(after)) {
    const parts = after.map((part: unknown, at) => keepSame<unknown>(before[at], part));
    const same = before.length === parts.length && parts.every((part, at) => part === before[at]);
    return (same ? before : parts) as T;
  }
  if (isPlain(before) && isPlain(after)) {
    const parts = Object.fromEntries(Object.entries(after).map(([name, part]) => [name, keepSame(before[name], part)]));
    const names = Object.keys(parts);
    const same =
      names.length === Object.keys(before).length &&
      names.every((name) => Object.hasOwn(before, name) && parts[name] === before[name]);
    return (same ? before : parts) as T;
  }
  return after;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
