// PDFs on their way to their records: what the program proposes, what a person says, and what became of it.

import type { DocumentMatch, RecordId, ReviewerId } from "../../host/contract";
import { call, toFailure, type Failure } from "../../host/host";

export type Progress = "open" | "attaching" | "attached" | "set_aside";

export class Proposal {
  readonly file: DocumentMatch;
  /** The record to which it would be attached. */
  record = $state<RecordId | null>(null);
  progress = $state<Progress>("open");
  failure = $state.raw<Failure | null>(null);

  constructor(file: DocumentMatch) {
    this.file = file;
    this.record = file.record;
  }

  /** Whether its record was only guessed from the name of the file: a person looks first. */
  get doubtful(): boolean {
    return this.file.found_by === "file_name" && this.record === this.file.record;
  }

  async attach(reviewer: ReviewerId): Promise<void> {
    if (this.record === null || this.progress !== "open") return;
    this.progress = "attaching";
    this.failure = null;
    try {
      await call("attach", { record: this.record, path: this.file.path, reviewer });
      this.progress = "attached";
    } catch (thrown) {
      this.failure = toFailure(thrown);
      this.progress = "open";
    }
  }
}

/** Records for which there is more than one file: attaching both would leave only the later. */
export function contested(proposals: readonly Proposal[]): RecordId[] {
  const wanted = proposals.filter(({ progress }) => progress !== "set_aside").map(({ record }) => record);
  return wanted.filter((record, index): record is RecordId => record !== null && wanted.indexOf(record) !== index);
}
