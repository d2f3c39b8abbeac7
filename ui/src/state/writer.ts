// The model that can be asked to write, if one was chosen.

import type { ModelList } from "../host/contract";

/** Its name; `null` where the model that is chosen only scores texts. */
export function writerOf(list: ModelList | undefined): string | null {
  if (list?.server?.chosen) return `${list.server.model} on ${list.server.address}`;
  return list?.models.find((model) => model.chosen && model.role === "decoder")?.name ?? null;
}
