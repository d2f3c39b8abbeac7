import { describe, expect, it } from "vitest";
import type { Checklist, ChecklistItem, ItemFilled } from "../../host/contract";
import { bySection, nextOpen, summary, tabOf } from "./items";

function item(number: string, section: string, state: ItemFilled): ChecklistItem {
  return { number, section, topic: "", asks: "", requirement: "mandatory", recorded: [], lacking: [], written: null, state };
}

const items = [item("1", "Title", "missing"), item("4", "Methods", "recorded"), item("6", "Methods", "partly"), item("7", "Methods", "written")];

describe("a checklist", () => {
  it("says how far it is filled", () => {
    const checklist: Checklist = { kind: "prisma_2020", name: "PRISMA 2020", source: "", items };
    expect(summary(checklist)).toBe("4\u00a0items: 1 from the log, 1 written, 1 in part, 1 missing.");
  });

  it("leads from one open item to the next, and round again", () => {
    expect(nextOpen(items, 0)).toBe(2);
    expect(nextOpen(items, 2)).toBe(0);
    expect(nextOpen([item("1", "", "written")], 0)).toBe(0);
    expect(nextOpen([], 0)).toBe(0);
  });

  it("stands under its sections", () => {
    expect(bySection(items).map(({ section, items: own }) => [section, own.map(({ at }) => at)])).toEqual([
      ["Title", [0]],
      ["Methods", [1, 2, 3]],
    ]);
  });

  it("is found by its tab", () => {
    expect(tabOf("prisma_s")).toBe("prisma_s");
    expect(tabOf(undefined)).toBe("prisma_2020");
  });
});
