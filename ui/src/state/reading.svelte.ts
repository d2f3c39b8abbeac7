// The reading ahead: a model reads the records that come next while one screens. Told by the program.

import type { ReadAhead } from "../host/contract";
import { toFailure } from "../host/failure";
import { call } from "../host/host";
import { on } from "./events";
import { session } from "./session.svelte";
import { toasts } from "./toasts.svelte";

class Reading {
  /** How far it is; `null` without an open review. */
  value = $state.raw<ReadAhead | null>(null);
  /** Whether the model that is chosen can give reasons in words. */
  explains = $state(false);

  async start(): Promise<void> {
    on("read_ahead", ({ read_ahead }) => this.#take(read_ahead));
    on("opened", () => void this.refresh());
    on("reconnected", () => void this.refresh());
    await this.refresh();
  }

  /** Asks anew. Where that fails nothing is shown: screening does not depend on it. */
  refresh = async (): Promise<void> => {
    try {
      const review = await call("current");
      this.#take(review === null ? null : await call("read_ahead"));
    } catch (thrown) {
      this.#take(null);
      if (session.review !== null && toFailure(thrown).code === "internal") toasts.fail(thrown);
    }
  };

  async pause(): Promise<void> {
    await call("pause_read_ahead");
    await this.refresh();
  }

  async resume(): Promise<void> {
    await call("resume_read_ahead");
    await this.refresh();
  }

  #take(value: ReadAhead | null): void {
    const before = this.value?.model ?? null;
    this.value = value;
    const model = value?.model ?? null;
    if (model === before) return;
    this.explains = false;
    if (model !== null) void this.#learnRole();
  }

  async #learnRole(): Promise<void> {
    // Without an answer no reason is offered.
    const list = await call("models").catch(() => null);
    this.explains = list?.models.some(({ chosen, role }) => chosen && role === "decoder") ?? false;
  }
}

export const reading = new Reading();
