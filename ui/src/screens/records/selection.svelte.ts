import { SvelteSet } from "svelte/reactivity";
import type { RecordId } from "../../host/contract";

/** The records that are selected, and the place from which Shift selects. */
export class Selection {
  readonly ids = new SvelteSet<RecordId>();
  anchor = 0;

  get size(): number {
    return this.ids.size;
  }

  has(id: RecordId): boolean {
    return this.ids.has(id);
  }

  toggle(id: RecordId, index: number): void {
    if (!this.ids.delete(id)) this.ids.add(id);
    this.anchor = index;
  }

  add(ids: readonly RecordId[]): void {
    for (const id of ids) this.ids.add(id);
  }

  clear(): void {
    this.ids.clear();
  }
}
