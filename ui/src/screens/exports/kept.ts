import type { ExportedFile } from "../../host/contract";
import { RECORD_SETS } from "./choices";

/** One export as it is listed: a file, or the files of one diagram. */
export interface Kept {
  /** The name without its folder. */
  title: string;
  /** The latest of its files. */
  written_at: number;
  files: readonly ExportedFile[];
}

/** Files of one folder belong together; the latest export comes first. */
export function grouped(files: readonly ExportedFile[]): Kept[] {
  const groups = new Map<string, ExportedFile[]>();
  for (const file of files) {
    const slash = file.name.indexOf("/");
    const name = slash < 0 ? file.name : file.name.slice(0, slash);
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  return [...groups].map(([title, own]) => ({
    title,
    files: own.toSorted((a, b) => rank(a.name) - rank(b.name)),
    written_at: Math.max(...own.map(({ written_at }) => written_at)),
  }));
}

/** "2026-11-21 10.00.00 records all.ris" → "Records: all records, duplicates merged". The time stands beside it. */
export function titleInWords(title: string): string {
  const bare = title.replace(/^\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d /, "");
  const stem = bare.replace(/\.[a-z]+$/, "");
  if (stem.startsWith("prisma")) return "PRISMA 2020 flow diagram";
  const set = RECORD_SETS.find(({ value }) => stem === `records ${value}`);
  if (set !== undefined) return `Records: ${set.label.charAt(0).toLowerCase()}${set.label.slice(1)}`;
  if (stem.startsWith("revman")) return stem.replace("revman", "Files for RevMan Web");
  if (stem.startsWith("metafor")) return stem.replace("metafor", "Table for the analysis");
  return `${stem.charAt(0).toUpperCase()}${stem.slice(1)}`;
}

/** What is printed comes before what is computed with. */
const ORDER = ["pdf", "png", "svg", "csv", "json"];

function rank(name: string): number {
  const at = ORDER.indexOf(kindOf(name));
  return at < 0 ? ORDER.length : at;
}

/** "records.xlsx" → "xlsx" */
export function kindOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}

/** The drawing of the latest diagram, if one is kept. */
export function latestDrawing(files: readonly ExportedFile[]): ExportedFile | null {
  return files.find(({ name }) => name.endsWith("/prisma.svg")) ?? null;
}
