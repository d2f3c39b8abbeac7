// The checklists as they are shown: their tabs, and how far they are filled.

import type { Checklist, ChecklistItem, ChecklistKind, ItemFilled } from "../../host/contract";
import { count, number } from "../../parts/format";

export type ReportTab = ChecklistKind | "ai_use";

export const TABS: readonly { value: ReportTab; label: string }[] = [
  { value: "prisma_2020", label: "PRISMA 2020" },
  { value: "prisma_s", label: "PRISMA-S" },
  { value: "prisma_traice", label: "PRISMA-trAIce" },
  { value: "ai_use", label: "Use of AI" },
];

export function tabOf(param: string | undefined): ReportTab {
  return TABS.find(({ value }) => value === param)?.value ?? "prisma_2020";
}

export const STATES: Record<ItemFilled, string> = {
  recorded: "From the log",
  written: "Written",
  partly: "In part",
  missing: "Missing",
};

/** An item that somebody still has to write on. */
export function isOpen({ state }: ChecklistItem): boolean {
  return state === "missing" || state === "partly";
}

/** "42 items: 4 from the log, 2 written, 10 in part, 26 missing." */
export function summary({ items }: Checklist): string {
  const of = (state: ItemFilled) => number(items.filter((item) => item.state === state).length);
  return `${count(items.length, "item")}: ${of("recorded")} from the log, ${of("written")} written, ${of("partly")} in part, ${of("missing")} missing.`;
}

/** The place of the next item after this one that is open, from the top again after the last; the same where none is. */
export function nextOpen(items: readonly ChecklistItem[], from: number): number {
  for (let step = 1; step <= items.length; step++) {
    const at = (from + step) % items.length;
    const item = items[at];
    if (item !== undefined && isOpen(item)) return at;
  }
  return from;
}

/** Items under the heading of their section, in order, each with its place in the list. */
export function bySection(items: readonly ChecklistItem[]): { section: string; items: { item: ChecklistItem; at: number }[] }[] {
  const sections: { section: string; items: { item: ChecklistItem; at: number }[] }[] = [];
  items.forEach((item, at) => {
    const last = sections.at(-1);
    if (last?.section === item.section) last.items.push({ item, at });
    else sections.push({ section: item.section, items: [{ item, at }] });
  });
  return sections;
}
