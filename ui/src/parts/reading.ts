// How far the reading ahead is, in words.

import type { ReadAhead } from "../host/contract";
import { count, duration, number, speed } from "./format";

/** In a few words, for the bar; `null` where there is nothing to tell. */
export function readingShort({ phase, read, records }: ReadAhead): string | null {
  switch (phase) {
    case "reading":
    case "starting":
      return `${number(read)} of ${number(records)} read`;
    case "paused":
      return read < records ? "Reading is paused" : null;
    case "failed":
      return "Reading stopped";
    case "done":
    case "no_model":
    case "nothing_to_read":
    case "read_only":
      return null;
  }
}

/** In a sentence or two. */
export function readingLong({ phase, read, records, model, per_minute, remaining_seconds }: ReadAhead): string {
  const who = model ?? "The model";
  switch (phase) {
    case "starting":
      return `${who} is being loaded.`;
    case "reading": {
      const rate = per_minute === null ? "" : ` It reads ${speed(per_minute / 60)}`;
      const left = remaining_seconds === null ? "" : `, about ${duration(remaining_seconds)} are left`;
      return `${who} has read ${number(read)} of ${count(records, "record")}.${rate === "" ? "" : `${rate}${left}.`}`;
    }
    case "paused":
      return `Reading ahead is paused. ${number(read)} of ${count(records, "record")} ${read === 1 ? "was" : "were"} read.`;
    case "done":
      return `${who} has read all ${count(records, "record")}.`;
    case "failed":
      return `Reading ahead stopped after ${number(read)} of ${count(records, "record")}.`;
    case "no_model":
      return "No model is there to read the records.";
    case "nothing_to_read":
      return "A model reads records against the criteria of the protocol: it needs both.";
    case "read_only":
      return "This review is open for reading only, so no suggestion can be kept.";
  }
}
