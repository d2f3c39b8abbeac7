import { toFailure } from "../host/failure";

export interface Toast {
  id: number;
  text: string;
  hint?: string;
  kind: "information" | "refused" | "broken";
  action?: { label: string; run: () => void };
}

/** Short messages at the edge that need no answer. Errors with a place belong there instead (Notice). */
class Toasts {
  #all = $state.raw<Toast[]>([]);
  #next = 1;

  get all(): Toast[] {
    return this.#all;
  }

  show(text: string, action?: Toast["action"]): void {
    this.#add({ text, action, kind: "information" });
  }

  /** For a failure that has no place of its own on the screen. */
  fail(thrown: unknown): void {
    const failure = toFailure(thrown);
    if (failure.code === "cancelled") return;
    this.#add({ text: failure.message, hint: failure.hint, kind: failure.refused ? "refused" : "broken" });
  }

  /** For what was done and may not be what was meant. */
  doubt(text: string, hint: string): void {
    this.#add({ text, hint, kind: "refused" });
  }

  dismiss(id: number): void {
    this.#all = this.#all.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, "id">): void {
    // More than three at once are read by nobody.
    this.#all = [...this.#all.slice(-2), { ...toast, id: this.#next++ }];
  }
}

export const toasts = new Toasts();
