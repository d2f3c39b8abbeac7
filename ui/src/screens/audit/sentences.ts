// Each kind of change in words for clinicians, as what follows the name of who did it.

import type { AuditRow } from "../../host/contract";
import { count, duration } from "../../parts/format";
import { Detail } from "./detail";

export interface Sentence {
  text: string;
  /** The records it is about, whose titles say more than their numbers. */
  records: string[];
}

/** The label of a criterion of any version of the protocol. */
export type CriterionLabel = (id: string) => string | null;

export function sentence(row: AuditRow, label: CriterionLabel): Sentence {
  const detail = Detail.read(row.detail);
  const about = (...names: string[]) => names.flatMap((name) => detail.text(name) ?? []);
  const say = (text: string, records: string[] = []): Sentence => ({ text, records });
  switch (row.action) {
    case "create review":
      return say(`made the review${quoted(detail.text("title"))}${after(" with Attest ", detail.text("program"))}`);
    case "record protocol":
      return say(`recorded version ${detail.number("version") ?? "?"} of the protocol${after(": ", detail.text("remark"))}`);
    case "add reviewer":
      return say(`added ${detail.text("name") ?? "a person"} as a reviewer`);
    case "import":
      return say(imported(detail));
    case "withdraw import":
      return say(`took the import of ${detail.text("file") ?? "a file"} back${after(": ", detail.text("reason"))}`);
    case "deduplicate":
      return say(deduplicated(detail));
    case "merge duplicates":
      return say("said that two records are the same work; they are merged", about("a", "b"));
    case "keep records apart":
      return say("said that two records are different works", about("a", "b"));
    case "put pair off":
      return say("put the question off whether two records are the same work", about("a", "b"));
    case "take back pair":
      return say("took the answer on a pair of records back", about("a", "b"));
    case "undo merge":
      return say("undid a merge; the record stands alone again", about("duplicate"));
    case "decide":
      return say(`${decided(detail)} a record${cited(detail, label)} ${stage(detail)}${spent(detail)}${note(detail)}`, about("record_id"));
    case "adjudicate":
      return say(`${settled(detail)}${cited(detail, label)}${note(detail)}`, about("record_id"));
    case "undo decision":
      return say("took a decision of their own back", about("record"));
    case "import decisions":
      return say(`imported ${number(detail, "decisions", "decision")}, ${detail.number("included") ?? 0} of them to include`);
    case "note":
      return say(`noted${quoted(detail.text("note"))}`, about("record"));
    case "tag":
      return say(tagged(detail), detail.texts("records"));
    case "edit record":
      return say(edited(detail), about("record"));
    case "retrieve":
      return say(retrieved(detail), about("record"));
    case "attach document":
      return say(`attached${quoted(detail.text("file"))} as the report`, about("record"));
    case "link study":
      return say(`said that ${reports(detail)} the study${quoted(detail.text("label"))}`, detail.texts("records"));
    case "remove before screening":
      return say(removed(detail), detail.texts("records"));
    case "put back":
      return say(`put ${records(detail)} back for screening`, detail.texts("records"));
    case "previous version":
      return say(
        `recorded what the previous version of the review included: ${number(detail, "studies", "study", "studies")} in ${number(detail, "reports", "report")}`,
      );
    default:
      return say(row.action, detail.texts("records"));
  }
}

function after(before: string, text: string | null): string {
  return text === null ? "" : `${before}${text}`;
}

function quoted(text: string | null): string {
  return text === null ? "" : ` “${text}”`;
}

function number(detail: Detail, name: string, one: string, many?: string): string {
  return count(detail.number(name) ?? 0, one, many);
}

function records(detail: Detail): string {
  return count(detail.texts("records").length, "record");
}

function reports(detail: Detail): string {
  const found = detail.texts("records").length;
  return `${count(found, "report")} ${found === 1 ? "belongs" : "belong"} to`;
}

function imported(detail: Detail): string {
  const file = detail.text("file") ?? "a file";
  const problems = detail.number("problems") ?? 0;
  const seen = problems === 0 ? "" : `, ${count(problems, "problem")} listed`;
  return `imported ${file}${after(" from ", detail.text("source"))}: ${number(detail, "records", "record")}${seen}`;
}

function deduplicated(detail: Detail): string {
  const doubtful = detail.number("doubtful") ?? 0;
  const left = doubtful === 0 ? "no pair was doubtful" : `${count(doubtful, "doubtful pair was", "doubtful pairs were")} left to a person`;
  return `looked for duplicates among ${number(detail, "records", "record")}: ${number(detail, "merged", "record was", "records were")} merged, ${left}`;
}

const VERDICTS: Record<string, string> = { include: "included", exclude: "excluded", unsure: "was unsure about" };

function decided(detail: Detail): string {
  return VERDICTS[detail.text("verdict") ?? ""] ?? "decided on";
}

function settled(detail: Detail): string {
  const where = `a conflict ${stage(detail)}`;
  return detail.text("verdict") === "unsure" ? `left ${where} unsure` : `settled ${where}: ${decided(detail)}`;
}

function cited(detail: Detail, label: CriterionLabel): string {
  const reason = detail.text("reason");
  return reason === null ? "" : ` (${label(reason) ?? "a criterion of the protocol"})`;
}

function stage(detail: Detail): string {
  return detail.text("stage") === "full_text" ? "at full text" : "at title and abstract";
}

function spent(detail: Detail): string {
  const ms = detail.number("active_ms");
  return ms === null ? "" : `, after ${duration(ms / 1000)}`;
}

function note(detail: Detail): string {
  const text = detail.text("note");
  return text === null ? "" : `, with the note “${text}”`;
}

function tagged(detail: Detail): string {
  const tag = quoted(detail.text("tag"));
  return detail.flag("present") ? `tagged ${records(detail)}${tag}` : `took the tag${tag} off ${records(detail)}`;
}

const FIELDS: Record<string, string> = { doi: "DOI", pmid: "PubMed number" };

function edited(detail: Detail): string {
  const name = detail.text("field") ?? "field";
  const field = FIELDS[name] ?? name;
  const [from, to] = [detail.text("from"), detail.text("to")];
  if (to === null) return `took the ${field} out of a record`;
  // An abstract is too long for a sentence; it stands in the detail.
  const value = name === "abstract" ? "" : ` “${to}”`;
  return from === null ? `filled in the ${field}${value} of a record` : `changed the ${field} of a record${value && ` from “${from}” to${value}`}`;
}

function retrieved(detail: Detail): string {
  const atHand = detail.number("at_hand");
  if (atHand !== null) return `noted that ${count(atHand, "report is", "reports are")} at hand`;
  const state = detail.inner("retrieval");
  switch (state.text("retrieval")) {
    case "retrieved":
      return "noted that a report is at hand";
    case "not_retrieved":
      return `noted that a report could not be had${after(": ", state.text("reason"))}`;
    default:
      return "noted that a report is sought";
  }
}

function removed(detail: Detail): string {
  const how = detail.text("kind") === "automation" ? ", as an automation tool found them ineligible" : "";
  return `took ${records(detail)} out before screening${how}${after(": ", detail.text("reason"))}`;
}
