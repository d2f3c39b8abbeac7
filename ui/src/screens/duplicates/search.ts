import type { MergedGroup } from "../../host/contract";
import { authorLine } from "./fields";

/** Everything of a group that one may look for, in lower case. */
function textOf({ combined, kept, duplicates }: MergedGroup): string {
  const copies = [kept, ...duplicates];
  return [
    combined.title,
    authorLine(combined),
    combined.journal,
    combined.year,
    combined.doi,
    combined.pmid,
    ...copies.flatMap(({ source, file, record }) => [source, file, record.title, record.doi]),
    ...duplicates.map(({ evidence }) => evidence.reason),
  ]
    .join(" ")
    .toLowerCase();
}

/** A search over groups that keeps their texts, so that each key press only compares. */
export function groupSearch(groups: readonly MergedGroup[]): (words: string) => readonly MergedGroup[] {
  let texts: string[] | null = null;
  return (typed) => {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return groups;
    texts ??= groups.map(textOf);
    const known = texts;
    return groups.filter((_, index) => words.every((word) => known[index]?.includes(word)));
  };
}
