import type { RecordId, ReviewerId } from "../../host/contract";
import { call } from "../../host/host";

const known = new Map<RecordId, Promise<string | null>>();

/** The title of a record, asked for once; `null` where it cannot be had, as after its import was withdrawn. */
export function titleOf(record: RecordId, reviewer: ReviewerId): Promise<string | null> {
  const asked =
    known.get(record) ??
    call("record", { record, stage: "title_abstract", reviewer }).then(
      (view) => view.record.title ?? null,
      () => null,
    );
  known.set(record, asked);
  return asked;
}
