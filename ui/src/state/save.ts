import type { ExportedFile } from "../host/contract";
import { host } from "../host/host";
import { toasts } from "./toasts.svelte";

/** Copies a kept file to where the person says; in a browser it is downloaded. */
export async function saveCopy({ name }: ExportedFile): Promise<void> {
  try {
    const to = await host.saveCopy(name);
    if (to !== null && host.kind === "window") toasts.show(`A copy was saved as ${to}.`);
  } catch (thrown) {
    toasts.fail(thrown);
  }
}
