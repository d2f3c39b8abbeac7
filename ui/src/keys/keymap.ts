// Every action that has a key: the one place. Shortcuts, menus, palette, tooltips and the help are made from it.
// A screen adds its actions here and binds them with bind() (bind.svelte.ts).

import type { RouteName } from "../state/routes";

export interface Action {
  id: string;
  /** As in the palette and the help: what it does. */
  label: string;
  /** Heading in the help. */
  group: string;
  /** On which screen; "everywhere" on all. */
  where: "everywhere" | RouteName;
  /** The usual keys, see chord.ts. Settings may give others. */
  keys: string;
  /** Holding the key down repeats it. Never for decisions. */
  repeat?: true;
}

const ACTIONS = [
  { id: "palette", label: "Find a command", group: "Everywhere", where: "everywhere", keys: "Mod+k" },
  { id: "help", label: "Show the keys of this screen", group: "Everywhere", where: "everywhere", keys: "?" },
  { id: "search", label: "Search the records", group: "Everywhere", where: "everywhere", keys: "/" },
  { id: "go.home", label: "Go to all reviews", group: "Go to", where: "everywhere", keys: "g h" },
  { id: "go.overview", label: "Go to overview", group: "Go to", where: "everywhere", keys: "g o" },
  { id: "go.protocol", label: "Go to protocol", group: "Go to", where: "everywhere", keys: "g p" },
  { id: "go.strategy", label: "Go to the search strategy", group: "Go to", where: "everywhere", keys: "g q" },
  { id: "go.import", label: "Go to import", group: "Go to", where: "everywhere", keys: "g i" },
  { id: "go.duplicates", label: "Go to duplicates", group: "Go to", where: "everywhere", keys: "g d" },
  { id: "go.screen", label: "Go to screening", group: "Go to", where: "everywhere", keys: "g s" },
  { id: "go.conflicts", label: "Go to conflicts", group: "Go to", where: "everywhere", keys: "g c" },
  { id: "go.fulltext", label: "Go to full text", group: "Go to", where: "everywhere", keys: "g f" },
  { id: "go.extract", label: "Go to extraction", group: "Go to", where: "everywhere", keys: "g x" },
  { id: "go.records", label: "Go to records", group: "Go to", where: "everywhere", keys: "g r" },
  { id: "go.ask", label: "Ask the records a question", group: "Go to", where: "everywhere", keys: "g k" },
  { id: "go.team", label: "Go to the team", group: "Go to", where: "everywhere", keys: "g t" },
  { id: "go.study", label: "Go to the study of suggestions", group: "Go to", where: "everywhere", keys: "g y" },
  { id: "go.report", label: "Go to the report", group: "Go to", where: "everywhere", keys: "g w" },
  { id: "go.exports", label: "Go to export", group: "Go to", where: "everywhere", keys: "g e" },
  { id: "go.models", label: "Go to models", group: "Go to", where: "everywhere", keys: "g m" },
  { id: "go.audit", label: "Go to the audit trail", group: "Go to", where: "everywhere", keys: "g a" },
  { id: "go.settings", label: "Go to settings", group: "Go to", where: "everywhere", keys: "Mod+," },

  { id: "screen.include", label: "Include", group: "Decide", where: "screen", keys: "i" },
  { id: "screen.unsure", label: "Unsure", group: "Decide", where: "screen", keys: "u" },
  { id: "screen.exclude", label: "Exclude", group: "Decide", where: "screen", keys: "e" },
  { id: "screen.undo", label: "Undo the last decision", group: "Decide", where: "screen", keys: "z" },
  { id: "screen.note", label: "Write a note", group: "This record", where: "screen", keys: "n" },
  { id: "screen.tag", label: "Tag", group: "This record", where: "screen", keys: "t" },
  { id: "screen.open", label: "Show everything about the record", group: "This record", where: "screen", keys: "o" },
  { id: "screen.history", label: "Show my latest decisions", group: "This record", where: "screen", keys: "h" },
  { id: "screen.evidence", label: "Next criterion and its sentences", group: "What the model says", where: "screen", keys: "j", repeat: true },
  { id: "screen.evidenceback", label: "Criterion before and its sentences", group: "What the model says", where: "screen", keys: "k", repeat: true },
  { id: "screen.marks", label: "Show or hide marked words", group: "This record", where: "screen", keys: "m" },
  { id: "screen.down", label: "Scroll down", group: "Move", where: "screen", keys: "Space", repeat: true },
  { id: "screen.up", label: "Scroll up", group: "Move", where: "screen", keys: "Shift+Space", repeat: true },
  { id: "screen.reason1", label: "Reason 1", group: "Reason to exclude", where: "screen", keys: "1" },
  { id: "screen.reason2", label: "Reason 2", group: "Reason to exclude", where: "screen", keys: "2" },
  { id: "screen.reason3", label: "Reason 3", group: "Reason to exclude", where: "screen", keys: "3" },
  { id: "screen.reason4", label: "Reason 4", group: "Reason to exclude", where: "screen", keys: "4" },
  { id: "screen.reason5", label: "Reason 5", group: "Reason to exclude", where: "screen", keys: "5" },
  { id: "screen.reason6", label: "Reason 6", group: "Reason to exclude", where: "screen", keys: "6" },
  { id: "screen.reason7", label: "Reason 7", group: "Reason to exclude", where: "screen", keys: "7" },
  { id: "screen.reason8", label: "Reason 8", group: "Reason to exclude", where: "screen", keys: "8" },
  { id: "screen.reason9", label: "Reason 9", group: "Reason to exclude", where: "screen", keys: "9" },

  { id: "duplicates.same", label: "The same work", group: "Decide", where: "duplicates", keys: "s" },
  { id: "duplicates.different", label: "Different works", group: "Decide", where: "duplicates", keys: "d" },
  { id: "duplicates.later", label: "Decide later", group: "Decide", where: "duplicates", keys: "l" },
  { id: "duplicates.undo", label: "Undo the last answer", group: "Decide", where: "duplicates", keys: "z" },
  { id: "duplicates.run", label: "Look for duplicates", group: "This step", where: "duplicates", keys: "r" },
  { id: "duplicates.merged", label: "What was merged, or the pairs", group: "This step", where: "duplicates", keys: "m" },
  { id: "duplicates.next", label: "Next group", group: "What was merged", where: "duplicates", keys: "j", repeat: true },
  { id: "duplicates.previous", label: "Previous group", group: "What was merged", where: "duplicates", keys: "k", repeat: true },
  { id: "duplicates.open", label: "Open or close the group", group: "What was merged", where: "duplicates", keys: "o" },
  { id: "duplicates.unmerge", label: "Undo the merge of the group", group: "What was merged", where: "duplicates", keys: "x" },
  { id: "duplicates.find", label: "Find among the groups", group: "What was merged", where: "duplicates", keys: "f" },

  { id: "conflicts.include", label: "Include", group: "Settle", where: "conflicts", keys: "i" },
  { id: "conflicts.exclude", label: "Exclude", group: "Settle", where: "conflicts", keys: "e" },
  { id: "conflicts.reason", label: "Exclude with a reason", group: "Settle", where: "conflicts", keys: "Shift+e" },
  { id: "conflicts.unsure", label: "Leave unsure", group: "Settle", where: "conflicts", keys: "u" },
  { id: "conflicts.undo", label: "Undo the last settlement", group: "Settle", where: "conflicts", keys: "z" },
  { id: "conflicts.note", label: "Write a note", group: "Settle", where: "conflicts", keys: "n" },
  { id: "conflicts.stage", label: "Other stage", group: "Move", where: "conflicts", keys: "s" },
  { id: "conflicts.next", label: "Next conflict", group: "Move", where: "conflicts", keys: "j", repeat: true },
  { id: "conflicts.previous", label: "Previous conflict", group: "Move", where: "conflicts", keys: "k", repeat: true },

  { id: "fulltext.include", label: "Include", group: "Decide", where: "fulltext", keys: "i" },
  { id: "fulltext.unsure", label: "Unsure", group: "Decide", where: "fulltext", keys: "u" },
  { id: "fulltext.exclude", label: "Exclude with a reason", group: "Decide", where: "fulltext", keys: "e" },
  { id: "fulltext.undo", label: "Undo the last decision", group: "Decide", where: "fulltext", keys: "z" },
  { id: "fulltext.attach", label: "Attach PDFs", group: "This report", where: "fulltext", keys: "a" },
  { id: "fulltext.note", label: "Write a note", group: "This report", where: "fulltext", keys: "n" },
  { id: "fulltext.next", label: "Next report", group: "Move", where: "fulltext", keys: "j", repeat: true },
  { id: "fulltext.previous", label: "Previous report", group: "Move", where: "fulltext", keys: "k", repeat: true },
  { id: "fulltext.open", label: "Open the report", group: "Move", where: "fulltext", keys: "Enter" },
  { id: "fulltext.back", label: "Back to the list", group: "Move", where: "fulltext", keys: "Escape" },
  { id: "fulltext.find", label: "Find in the PDF", group: "This report", where: "fulltext", keys: "Mod+f" },
  { id: "fulltext.reason1", label: "Reason 1", group: "Reason to exclude", where: "fulltext", keys: "1" },
  { id: "fulltext.reason2", label: "Reason 2", group: "Reason to exclude", where: "fulltext", keys: "2" },
  { id: "fulltext.reason3", label: "Reason 3", group: "Reason to exclude", where: "fulltext", keys: "3" },
  { id: "fulltext.reason4", label: "Reason 4", group: "Reason to exclude", where: "fulltext", keys: "4" },
  { id: "fulltext.reason5", label: "Reason 5", group: "Reason to exclude", where: "fulltext", keys: "5" },
  { id: "fulltext.reason6", label: "Reason 6", group: "Reason to exclude", where: "fulltext", keys: "6" },
  { id: "fulltext.reason7", label: "Reason 7", group: "Reason to exclude", where: "fulltext", keys: "7" },
  { id: "fulltext.reason8", label: "Reason 8", group: "Reason to exclude", where: "fulltext", keys: "8" },
  { id: "fulltext.reason9", label: "Reason 9", group: "Reason to exclude", where: "fulltext", keys: "9" },

  { id: "extract.accept", label: "Accept what is suggested", group: "This value", where: "extract", keys: "Enter" },
  { id: "extract.edit", label: "Edit, or enter a value", group: "This value", where: "extract", keys: "e" },
  { id: "extract.reject", label: "Reject what is suggested", group: "This value", where: "extract", keys: "x" },
  { id: "extract.notreported", label: "Not reported", group: "This value", where: "extract", keys: "n" },
  { id: "extract.undo", label: "Take my value back", group: "This value", where: "extract", keys: "z" },
  { id: "extract.select", label: "Use the selected words as evidence", group: "This value", where: "extract", keys: "s" },
  { id: "extract.down", label: "Next value", group: "Move", where: "extract", keys: "Down", repeat: true },
  { id: "extract.up", label: "Value before", group: "Move", where: "extract", keys: "Up", repeat: true },
  { id: "extract.next", label: "Next value without an answer", group: "Move", where: "extract", keys: "j", repeat: true },
  { id: "extract.evidence", label: "Next place that speaks of it", group: "Move", where: "extract", keys: "Right", repeat: true },
  { id: "extract.evidenceback", label: "Place before", group: "Move", where: "extract", keys: "Left", repeat: true },
  { id: "extract.back", label: "Back to the list", group: "Move", where: "extract", keys: "Escape" },
  { id: "extract.suggest", label: "Suggest values", group: "This study", where: "extract", keys: "v" },
  { id: "extract.parts", label: "Arms, outcomes and time points", group: "This study", where: "extract", keys: "a" },
  { id: "extract.find", label: "Find in the PDF", group: "This study", where: "extract", keys: "Mod+f" },
  { id: "extract.save", label: "Save the form as a new version", group: "Form", where: "extract", keys: "Mod+s" },
  { id: "extract.fieldup", label: "Move the field up", group: "Form", where: "extract", keys: "Alt+Up", repeat: true },
  { id: "extract.fielddown", label: "Move the field down", group: "Form", where: "extract", keys: "Alt+Down", repeat: true },

  { id: "records.next", label: "Next record", group: "Move", where: "records", keys: "j", repeat: true },
  { id: "records.previous", label: "Previous record", group: "Move", where: "records", keys: "k", repeat: true },
  { id: "records.select", label: "Select", group: "This record", where: "records", keys: "x" },
  { id: "records.open", label: "Open", group: "This record", where: "records", keys: "Enter" },
  { id: "records.close", label: "Close the record, or clear the selection", group: "This record", where: "records", keys: "Escape" },
  { id: "records.all", label: "Select everything found", group: "Selection", where: "records", keys: "Mod+a" },
  { id: "records.tag", label: "Tag the selected records", group: "Selection", where: "records", keys: "t" },

  { id: "ask.field", label: "Write another question", group: "Ask", where: "ask", keys: "a" },
  { id: "ask.next", label: "Next sentence", group: "Move", where: "ask", keys: "j", repeat: true },
  { id: "ask.previous", label: "Sentence before", group: "Move", where: "ask", keys: "k", repeat: true },

  { id: "study.begin", label: "Begin or go on", group: "Study", where: "study", keys: "b" },
  { id: "study.include", label: "Include", group: "Study", where: "study", keys: "i" },
  { id: "study.exclude", label: "Exclude", group: "Study", where: "study", keys: "e" },
  { id: "study.keep", label: "Keep my answer", group: "Study", where: "study", keys: "Enter" },
  { id: "study.accept", label: "Accept the suggested value", group: "A value", where: "study", keys: "a" },
  { id: "study.correct", label: "Correct the suggested value", group: "A value", where: "study", keys: "c" },
  { id: "study.enter", label: "Enter a value", group: "A value", where: "study", keys: "v" },
  { id: "study.notreported", label: "Not reported", group: "A value", where: "study", keys: "n" },
  { id: "study.right", label: "The answer is right", group: "A value", where: "study", keys: "y" },
  { id: "study.wrong", label: "The answer is wrong", group: "A value", where: "study", keys: "x" },
  { id: "study.quote", label: "Next words that it rests on", group: "A value", where: "study", keys: "Right", repeat: true },
  { id: "study.quoteback", label: "Words before", group: "A value", where: "study", keys: "Left", repeat: true },
  { id: "study.find", label: "Find in the PDF", group: "A value", where: "study", keys: "Mod+f" },
  { id: "study.evidence", label: "Next criterion and its sentences", group: "What the model says", where: "study", keys: "j", repeat: true },
  { id: "study.evidenceback", label: "Criterion before and its sentences", group: "What the model says", where: "study", keys: "k", repeat: true },
  { id: "study.down", label: "Scroll down", group: "Move", where: "study", keys: "Space", repeat: true },
  { id: "study.up", label: "Scroll up", group: "Move", where: "study", keys: "Shift+Space", repeat: true },
  { id: "study.pause", label: "Lay aside", group: "Study", where: "study", keys: "q" },

  { id: "team.tab", label: "Next of agreement, time, who reads what", group: "Team", where: "team", keys: "t" },
  { id: "team.stage", label: "Other stage", group: "Team", where: "team", keys: "s" },
  { id: "team.unsure", label: "Count unsure another way", group: "Team", where: "team", keys: "u" },
  { id: "team.idle", label: "Another rule for being away", group: "Team", where: "team", keys: "i" },
  { id: "team.next", label: "Next record on which they differed", group: "Where they differed", where: "team", keys: "j", repeat: true },
  { id: "team.previous", label: "Record before", group: "Where they differed", where: "team", keys: "k", repeat: true },

  { id: "audit.find", label: "Filter by words", group: "Audit trail", where: "audit", keys: "f" },
  { id: "audit.clear", label: "Show every change", group: "Audit trail", where: "audit", keys: "x" },
  { id: "audit.verify", label: "Check the chain", group: "Audit trail", where: "audit", keys: "c" },

  { id: "report.next", label: "Next item", group: "Report", where: "report", keys: "j", repeat: true },
  { id: "report.previous", label: "Item before", group: "Report", where: "report", keys: "k", repeat: true },
  { id: "report.missing", label: "Next item that is not filled", group: "Report", where: "report", keys: "m", repeat: true },
  { id: "report.write", label: "Write on the item", group: "Report", where: "report", keys: "w" },
  { id: "report.save", label: "Save what was written", group: "Report", where: "report", keys: "Mod+Enter" },
  { id: "report.tab", label: "Next checklist", group: "Report", where: "report", keys: "t" },

  { id: "exports.diagram", label: "Make the diagram", group: "Export", where: "exports", keys: "p" },
  { id: "exports.records", label: "Export the records", group: "Export", where: "exports", keys: "r" },
  { id: "exports.decisions", label: "Export the decisions", group: "Export", where: "exports", keys: "d" },
  { id: "exports.evidence", label: "Export the evidence table", group: "Export", where: "exports", keys: "v" },
  { id: "exports.report", label: "Export the evidence report", group: "Export", where: "exports", keys: "h" },
  { id: "exports.analysis", label: "Export the table for the analysis", group: "Export", where: "exports", keys: "m" },
  { id: "exports.revman", label: "Export the files for RevMan Web", group: "Export", where: "exports", keys: "w" },
  { id: "exports.times", label: "Export the times", group: "Export", where: "exports", keys: "t" },
  { id: "exports.audit", label: "Export the audit trail", group: "Export", where: "exports", keys: "a" },

  { id: "strategy.edit", label: "Write in the strategy", group: "Search strategy", where: "strategy", keys: "e" },
  { id: "strategy.leave", label: "Out of the text, to the problems", group: "Search strategy", where: "strategy", keys: "Escape" },
  { id: "strategy.next", label: "Next problem", group: "Problems", where: "strategy", keys: "j", repeat: true },
  { id: "strategy.previous", label: "Problem before", group: "Problems", where: "strategy", keys: "k", repeat: true },
  { id: "strategy.place", label: "Put the cursor at the problem", group: "Problems", where: "strategy", keys: "Enter" },
  { id: "strategy.nextplace", label: "Put the cursor at the next problem", group: "Problems", where: "strategy", keys: "F8" },
  { id: "strategy.terms", label: "Look for terms", group: "Search strategy", where: "strategy", keys: "t" },
  { id: "strategy.copy", label: "Copy what was written for another database", group: "Search strategy", where: "strategy", keys: "c" },

  { id: "import.choose", label: "Choose files", group: "Import", where: "import", keys: "Mod+o" },
  { id: "import.run", label: "Import the files", group: "Import", where: "import", keys: "Mod+Enter" },

  { id: "home.new", label: "New review", group: "Reviews", where: "home", keys: "n" },
  { id: "home.open", label: "Open a review", group: "Reviews", where: "home", keys: "Mod+o" },

  { id: "protocol.save", label: "Save as a new version", group: "Protocol", where: "protocol", keys: "Mod+s" },
  { id: "protocol.up", label: "Move the criterion up", group: "Criteria", where: "protocol", keys: "Alt+Up", repeat: true },
  { id: "protocol.down", label: "Move the criterion down", group: "Criteria", where: "protocol", keys: "Alt+Down", repeat: true },
  { id: "protocol.inclusion", label: "Add an inclusion criterion", group: "Criteria", where: "protocol", keys: "Alt+i" },
  { id: "protocol.exclusion", label: "Add an exclusion criterion", group: "Criteria", where: "protocol", keys: "Alt+e" },
] as const satisfies readonly Action[];

export type ActionId = (typeof ACTIONS)[number]["id"];

export const actions: readonly (Action & { id: ActionId })[] = ACTIONS;

const BY_ID = new Map<string, Action & { id: ActionId }>(actions.map((action) => [action.id, action]));

export function action(id: ActionId): Action & { id: ActionId } {
  const found = BY_ID.get(id);
  if (found === undefined) throw new Error(`no action ${id}`);
  return found;
}
