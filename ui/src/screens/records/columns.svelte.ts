// The columns of the table: which are shown, and how wide. Kept on this computer.

import type { SearchSort } from "../../host/contract";

export type ColumnId = "title" | "authors" | "year" | "journal" | "sources" | "status" | "tags";

export interface Column {
  id: ColumnId;
  label: string;
  /** Usual width in rem; the title takes what is left. */
  width: number;
  /** Orders by this column, the one a first click gives in front. */
  sorts?: [SearchSort, SearchSort];
  /** As `aria-sort` names the first of them. */
  first?: "ascending" | "descending";
}

export const COLUMNS: readonly Column[] = [
  { id: "title", label: "Title", width: 26, sorts: ["title", "title_backwards"], first: "ascending" },
  { id: "authors", label: "Authors", width: 9, sorts: ["author", "author_backwards"], first: "ascending" },
  { id: "year", label: "Year", width: 4.5, sorts: ["newest_first", "oldest_first"], first: "descending" },
  { id: "journal", label: "Journal", width: 10, sorts: ["journal", "journal_backwards"], first: "ascending" },
  { id: "sources", label: "Sources", width: 9 },
  { id: "status", label: "Outcome", width: 10 },
  { id: "tags", label: "Tags", width: 8 },
];

const NARROWEST = 4;
const WIDEST = 60;
const PLACE = "attest.records.columns";

interface Kept {
  hidden: ColumnId[];
  widths: Partial<Record<ColumnId, number>>;
}

export class Columns {
  #kept = $state.raw<Kept>(read());

  get shown(): Column[] {
    return COLUMNS.filter(({ id }) => this.isShown(id));
  }

  isShown(id: ColumnId): boolean {
    return !this.#kept.hidden.includes(id);
  }

  /** The title is always there: a row without it would name nothing. */
  toggle(id: ColumnId): void {
    if (id === "title") return;
    const { hidden } = this.#kept;
    this.#keep({ ...this.#kept, hidden: this.isShown(id) ? [...hidden, id] : hidden.filter((other) => other !== id) });
  }

  width(id: ColumnId): number {
    return this.#kept.widths[id] ?? COLUMNS.find((column) => column.id === id)?.width ?? NARROWEST;
  }

  resize(id: ColumnId, rem: number): void {
    const width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, rem)) * 4) / 4;
    this.#keep({ ...this.#kept, widths: { ...this.#kept.widths, [id]: width } });
  }

  get areUsual(): boolean {
    return this.#kept.hidden.length === 0 && Object.keys(this.#kept.widths).length === 0;
  }

  reset(): void {
    this.#keep({ hidden: [], widths: {} });
  }

  /** For grid-template-columns. The title takes the room that is left, until somebody gives it a width. */
  template(shown: readonly Column[]): string {
    const track = ({ id }: Column) =>
      id === "title" && this.#kept.widths.title === undefined ? "minmax(16rem, 1fr)" : `${this.width(id)}rem`;
    return ["2.75rem", ...shown.map(track)].join(" ");
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    localStorage.setItem(PLACE, JSON.stringify(kept));
  }
}

/** What an earlier version or somebody else wrote there is taken only as far as it makes sense. */
function read(): Kept {
  const kept: Kept = { hidden: [], widths: {} };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    if (typeof stored !== "object" || stored === null) return kept;
    const { hidden, widths } = stored as Record<string, unknown>;
    for (const { id } of COLUMNS) {
      if (Array.isArray(hidden) && hidden.includes(id) && id !== "title") kept.hidden.push(id);
      const width = typeof widths === "object" && widths !== null ? (widths as Record<string, unknown>)[id] : null;
      if (typeof width === "number" && width >= NARROWEST && width <= WIDEST) kept.widths[id] = width;
    }
  } catch {
    // Unreadable: the usual columns.
  }
  return kept;
}

/** What a click on the head of a column orders by: forwards, backwards, then the best match first again. */
export function nextSort({ sorts }: Column, sort: SearchSort): SearchSort {
  if (sorts === undefined) return sort;
  if (sort === sorts[0]) return sorts[1];
  return sort === sorts[1] ? "relevance" : sorts[0];
}

export function orderOf({ sorts, first }: Column, sort: SearchSort): "ascending" | "descending" | null {
  if (sorts?.[0] === sort) return first ?? null;
  if (sorts?.[1] === sort) return first === "ascending" ? "descending" : "ascending";
  return null;
}
