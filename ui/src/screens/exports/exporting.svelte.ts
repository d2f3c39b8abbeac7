import type { Export, Exported } from "../../host/contract";
import { call } from "../../host/host";
import { count } from "../../parts/format";
import { Busy } from "../../state/busy.svelte";
import { jobs } from "../../state/jobs.svelte";
import { saveCopy } from "../../state/save";
import { toasts } from "../../state/toasts.svelte";

/** An export of this screen: its job, what it wrote, and its error beside its button. */
export class Exporting extends Busy<[Export]> {
  constructor(done: (written: Exported) => void) {
    super(async (what) => {
      const written = (await jobs.outcome(call("export", { export: what }))) as Exported;
      done(written);
      const forest = what.what === "analysis" ? written.files.find(({ name }) => name.endsWith("forest plot.pdf")) : undefined;
      const only = written.files.length === 1 ? written.files[0] : undefined;
      const offered = forest ?? only;
      toasts.show(
        inWords(what, written.rows),
        offered === undefined
          ? undefined
          : { label: forest === undefined ? "Save a copy\u00a0…" : "Save the forest plot\u00a0…", run: () => void saveCopy(offered) },
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
  study: "reading",
  checklist: "item",
  ai_use: "paragraph",
  form: "field",
  analysis: "file",
  summary_of_findings: "file",
  evidence_table: "value",
  evidence_report: "value",
  extraction_times: "time",
  assessment_times: "time",
  metafor: "row",
  revman: "row",
  trial_tables: "row",
  trial_table: "row",
  trial_differences: "row",
  trials_used: "row",
  census_designs: "record",
  census_counts: "row",
  bias: "result",
};

function inWords({ what }: Export, rows: number | null): string {
  if (what === "analysis" || what === "summary_of_findings") return "The files are kept among the exports.";
  if (rows === null) return "The diagram is made.";
  if (rows === 0) return "The file is empty: nothing of this kind was recorded yet.";
  return `Exported: ${count(rows, UNITS[what])}.`;
}
