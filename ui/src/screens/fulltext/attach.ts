// A file is attached to the report it was chosen for. Where its first pages speak of another one, that is said afterwards:
// the person who chose it may know better.

import type { DocumentMatch, RecordId, ReviewerId } from "../../host/contract";
import { call, type ChosenFile } from "../../host/host";
import { jobs } from "../../state/jobs.svelte";
import { toasts } from "../../state/toasts.svelte";
import { doubtOf } from "./doubt";

export async function attachTo(record: RecordId, file: ChosenFile, reviewer: ReviewerId): Promise<void> {
  await call("attach", { record, path: file.path, reviewer });
  look(record, file).catch(() => {
    // It is attached; only nothing can be said of what stands in it.
  });
}

async function look(record: RecordId, file: ChosenFile): Promise<void> {
  const [match] = (await jobs.outcome(call("match_documents", { files: [file.path] }))) as DocumentMatch[];
  const doubt = match === undefined ? null : doubtOf(match, record);
  if (doubt !== null) toasts.doubt(doubt, "Please look. It can be replaced by another file.");
}
