// The boxes of the PRISMA 2020 flow diagram (Page et al. 2021, Figure 1) with the wording of the published template,
// and for each number the records that it counts.

import type { Breakdown, Criterion, Flow, NamedCount, ReportFlow, SearchFilter, SourceKind } from "../../host/contract";
import { address } from "../../state/routes";
import { recordsAddress } from "../records/question";
import { mainWay, otherWay, quoted, wayTo, type Sources, type Way } from "./ways";

export type Column = "previous" | "main" | "side" | "other" | "otherside";
export type Row = "identified" | "screened" | "sought" | "assessed" | "included" | "total";

/** A number of the diagram, or what is still to be done before it is final. */
export interface Line {
  label: string;
  /** `undefined`: the line is a heading. `null`: not known, drawn as a blank. */
  n?: number | null;
  /** Depth in a list. */
  depth?: 1 | 2;
  /** The number may still change. */
  open?: boolean;
  /** Where its records are. */
  to?: string;
}

export interface Box {
  id: string;
  column: Column;
  row: Row;
  lines: Line[];
  /** What is on its way to this box, in words. */
  waiting: Line[];
}

export function boxesOf(flow: Flow, sources: Sources, criteria: readonly Criterion[]): Box[] {
  const { pending } = flow;
  const unsettled = pending.unscreened + pending.conflicts > 0;
  const main = mainWay(sources, flow.other_methods !== null);
  const show = (query: string, only: Partial<SearchFilter> = {}) => wayTo(main, query, only);
  const updated = flow.previous !== null;
  const otherOpen = flow.other_methods === null ? false : isOpen(flow.other_methods.reports);
  const includedOpen = unsettled || isOpen(flow.reports) || otherOpen;
  const included = recordsAddress("", { stages: ["full_text"], outcomes: ["included"] });

  const boxes: Box[] = [
    {
      id: "identified",
      column: "main",
      row: "identified",
      lines: [
        { label: "Records identified from:" },
        ...breakdown("Databases", flow.databases, sources(["database"])),
        ...breakdown("Registers", flow.registers, sources(["register"])),
      ],
      waiting: [],
    },
    {
      id: "removed",
      column: "side",
      row: "identified",
      lines: [
        { label: "Records removed before screening:" },
        {
          label: "Duplicate records removed",
          n: flow.removed.duplicates,
          depth: 1,
          open: pending.possible_duplicates > 0,
          to: address({ name: "duplicates", params: { show: "merged" } }),
        },
        ...removed("Records marked as ineligible by automation tools", flow.removed.automatic),
        ...removed("Records removed for other reasons", flow.removed.other),
      ],
      waiting: [
        { label: "possible duplicates to judge", n: pending.possible_duplicates, to: address({ name: "duplicates", params: {} }) },
      ],
    },
    {
      id: "screened",
      column: "main",
      row: "screened",
      lines: [
        {
          label: "Records screened",
          n: flow.screened,
          open: unsettled,
          to: show("decision:included OR decision:excluded OR stage:fulltext"),
        },
      ],
      waiting: [
        {
          label: "still to be screened",
          n: pending.unscreened,
          to: show("", { stages: ["title_abstract"], outcomes: ["undecided", "waiting"] }),
        },
        { label: "in conflict", n: pending.conflicts, to: address({ name: "conflicts", params: {} }) },
      ],
    },
    {
      id: "excluded",
      column: "side",
      row: "screened",
      lines: [
        {
          label: "Records excluded",
          n: flow.excluded,
          open: unsettled,
          to: show("", { stages: ["title_abstract"], outcomes: ["excluded"] }),
        },
        ...(flow.excluded_by === null
          ? []
          : [
              { label: "By a human", n: flow.excluded_by.human, depth: 1 as const, open: unsettled },
              { label: "By automation tools", n: flow.excluded_by.automation, depth: 1 as const, open: unsettled },
            ]),
      ],
      waiting: [],
    },
    ...reports(flow.reports, main, ["main", "side"], unsettled, criteria),
    {
      id: "included",
      column: "main",
      row: "included",
      lines: [
        { label: updated ? "New studies included in review" : "Studies included in review", n: flow.new.studies, open: includedOpen, to: included },
        {
          label: updated ? "Reports of new included studies" : "Reports of included studies",
          n: flow.new.reports,
          open: includedOpen,
          to: included,
        },
      ],
      waiting: [],
    },
  ];

  if (flow.previous !== null) {
    boxes.unshift({
      id: "previous",
      column: "previous",
      row: "identified",
      lines: [
        { label: "Studies included in previous version of review", n: flow.previous.studies },
        { label: "Reports of studies included in previous version of review", n: flow.previous.reports },
      ],
      waiting: [],
    });
    boxes.push({
      id: "total",
      column: "main",
      row: "total",
      lines: [
        { label: "Total studies included in review", n: flow.total?.studies ?? null, open: includedOpen },
        { label: "Reports of total included studies", n: flow.total?.reports ?? null, open: includedOpen },
      ],
      waiting: [],
    });
  }
  if (flow.other_methods !== null) {
    const { websites, organisations, citations, other, reports: theirs } = flow.other_methods;
    const from = (label: string, n: number | null, kind: SourceKind): Line[] =>
      n === null ? [] : [{ label, n, depth: 1, to: recordsAddress("", { sources: sources([kind]) }) }];
    boxes.push(
      {
        id: "other-identified",
        column: "other",
        row: "identified",
        lines: [
          { label: "Records identified from:" },
          ...from("Websites", websites, "website"),
          ...from("Organisations", organisations, "organisation"),
          ...from("Citation searching", citations, "citation"),
          ...from("Other sources", other, "other"),
        ],
        waiting: [],
      },
      ...reports(theirs, otherWay(sources), ["other", "otherside"], otherOpen, criteria),
    );
  }
  return boxes;
}

/** The four boxes of reports of one way: sought, not retrieved, assessed, excluded. */
function reports(
  flow: ReportFlow,
  way: Way,
  [column, side]: [Column, Column],
  earlier: boolean,
  criteria: readonly Criterion[],
): Box[] {
  const { pending } = flow;
  const atAssessment = earlier || isOpen(flow);
  const fullText = (show: string) => address({ name: "fulltext", params: { show } });
  const atFullText = (query: string, outcomes: string[]) => wayTo(way, query, { stages: ["full_text"], outcomes });
  return [
    {
      id: `${column}-sought`,
      column,
      row: "sought",
      lines: [
        {
          label: "Reports sought for retrieval",
          n: flow.sought,
          open: earlier || pending.unsought > 0,
          to: wayTo(way, "decision:included OR stage:fulltext", {}),
        },
      ],
      waiting: [{ label: "not at hand yet", n: pending.unsought + pending.awaited, to: fullText("sought") }],
    },
    {
      id: `${column}-notretrieved`,
      column: side,
      row: "sought",
      lines: listed("Reports not retrieved", flow.not_retrieved, earlier || pending.awaited > 0, fullText("not_retrieved"), () => fullText("not_retrieved")),
      waiting: [],
    },
    {
      id: `${column}-assessed`,
      column,
      row: "assessed",
      lines: [
        {
          label: "Reports assessed for eligibility",
          n: flow.assessed,
          open: atAssessment,
          to: atFullText("", ["included", "excluded"]),
        },
      ],
      waiting: [
        { label: "still to be assessed", n: pending.unassessed, to: fullText("at_hand") },
        { label: "in conflict", n: pending.conflicts, to: address({ name: "conflicts", params: { stage: "full_text" } }) },
      ],
    },
    {
      id: `${column}-excluded`,
      column: side,
      row: "assessed",
      lines: listed("Reports excluded", flow.excluded, atAssessment, atFullText("", ["excluded"]), (reason) => {
        const label = criteria.find((criterion) => criterion.text === reason)?.label;
        return atFullText(label === undefined ? "" : `reason:${quoted(label)}`, ["excluded"]);
      }),
      waiting: [],
    },
  ];
}

function isOpen({ pending }: ReportFlow): boolean {
  return pending.unsought + pending.awaited + pending.unassessed + pending.conflicts > 0;
}

function breakdown(label: string, { total, parts }: Breakdown, names: string[]): Line[] {
  const n = total ?? sum(parts);
  if (n === 0 && label === "Registers") return [{ label, n, depth: 1 }];
  return [
    { label, n, depth: 1, to: names.length > 0 ? recordsAddress("", { sources: names }) : undefined },
    ...parts.map((part): Line => ({ label: part.name, n: part.n, depth: 2, to: recordsAddress("", { sources: [part.name] }) })),
  ];
}

/** A box with a count and, where there are any, its parts. */
function listed(label: string, { total, parts }: Breakdown, open: boolean, to: string, toPart: (name: string) => string): Line[] {
  return [
    { label, n: total ?? sum(parts), open, to },
    ...parts.map(({ name, n }): Line => ({ label: name, n, depth: 1, open, to: toPart(name) })),
  ];
}

/** Who removed them and why stands in the audit trail. */
function removed(label: string, n: number | null): Line[] {
  if (n === null) return [];
  const to = n > 0 ? recordsAddress("", { removed: true }) : undefined;
  return [{ label, n, depth: 1, to }];
}

function sum(parts: readonly NamedCount[]): number {
  return parts.reduce((total, part) => total + part.n, 0);
}
