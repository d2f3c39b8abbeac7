import type { Job } from "../host/contract";
import { call } from "../host/host";
import { Failure, toFailure } from "../host/failure";
import { on } from "./events";

/** The long steps of this window, as the program tells them. */
class Jobs {
  #all = $state.raw<readonly Job[]>([]);
  #waiting = new Map<number, ((job: Job) => void)[]>();

  /** Those that run or wait, the oldest first. */
  get active(): Job[] {
    return this.#all.filter((job) => !isOver(job));
  }

  async start(): Promise<void> {
    on("job", ({ job }) => this.#note(job));
    on("reconnected", () => void this.#load());
    await this.#load();
  }

  /** The job as it stands now, also for a screen that was opened after it began. */
  latest(kind: Job["kind"]): Job | null {
    return this.#all.filter((job) => job.kind === kind).at(-1) ?? null;
  }

  cancel(job: number): Promise<null> {
    return call("cancel_job", { job });
  }

  /** Waits for a job that a call has just begun; rejects with a `Failure` where it fails or is cancelled. */
  async outcome(begun: Job | Promise<Job>): Promise<unknown> {
    const job = await begun;
    this.#note(this.#find(job.id) ?? job);
    const over = await this.#over(job.id);
    if (over.state === "done") return over.result;
    if (over.state === "cancelled") throw new Failure("cancelled", `${over.label} was cancelled.`, "");
    throw toFailure(over.error ?? `${over.label} failed.`);
  }

  #over(id: number): Promise<Job> {
    const known = this.#find(id);
    if (known !== undefined && isOver(known)) return Promise.resolve(known);
    return new Promise((resolve) => this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), resolve]));
  }

  #find(id: number): Job | undefined {
    return this.#all.find((job) => job.id === id);
  }

  async #load(): Promise<void> {
    for (const job of await call("jobs")) this.#note(job);
  }

  #note(job: Job): void {
    this.#all = [...this.#all.filter((other) => other.id !== job.id), job].sort((a, b) => a.id - b.id);
    if (!isOver(job)) return;
    for (const resolve of this.#waiting.get(job.id) ?? []) resolve(job);
    this.#waiting.delete(job.id);
  }
}

function isOver({ state }: Job): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

export const jobs = new Jobs();
