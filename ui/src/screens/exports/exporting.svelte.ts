import type { Export, Exported, ExportedFile } from "../../host/contract";
import { call, host } from "../../host/host";
import { count } from "../../parts/format";
import { Busy } from "../../state/busy.svelte";
import { jobs } from "../../state/jobs.svelte";
import { toasts } from "../../state/toasts.svelte";

/** An export of this screen: its job, what it wrote, and its error beside its button. */
export class Exporting extends Busy<[Export]> {
  constructor(done: (written: Exported) => void) {
    super(async (what) => {
      const written = (await jobs.outcome(call("export", { export: what }))) as Exported;
      done(written);
      const [first] = written.files;
      toasts.show(
        inWords(what, written.rows),
        written.files.length === 1 && first !== undefined
          ? { label: "Save a copy\u00a0…", run: () => void saveCopy(first) }
          : undefined,
      );
    });
  }
}

const UNITS: Record<Export["what"], string> = {
  prisma: "number",
  records: "record",
  decisions: "decision",
  times: "time",
  audit: "change",
};

function inWords({ what }: Export, rows: number | null): string {
  if (rows === null) return "The diagram is made.";
  if (rows === 0) return "The file is empty: nothing of this kind was recorded yet.";
  return `Exported: ${count(rows, UNITS[what])}.`;
}

/** Copies a kept file to where the person says; in a browser it is downloaded. */
export async function saveCopy({ name }: ExportedFile): Promise<void> {
  try {
    const to = await host.saveCopy(name);
    if (to !== null && host.kind === "window") toasts.show(`A copy was saved as ${to}.`);
  } catch (thrown) {
    toasts.fail(thrown);
  }
}
