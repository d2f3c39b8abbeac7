import type { Counts, OpenReview, Packet, Reviewer, ReviewerId, TeamState } from "../host/contract";
import { toFailure, type Failure } from "../host/failure";
import { call } from "../host/host";
import { on } from "./events";
import { onChange } from "./query.svelte";
import { keepSame } from "./same";
import { settings } from "./settings.svelte";

/** The review that is open in this window, and who sits before it. */
class Session {
  #review = $state.raw<OpenReview | null>(null);
  #reviewers = $state.raw<Reviewer[]>([]);
  #counts = $state.raw<Counts | null>(null);
  #team = $state.raw<TeamState | null>(null);
  #packet = $state.raw<Packet | null>(null);

  /** Why the program does not answer, while it does not. */
  trouble = $state.raw<Failure | null>(null);

  /** Whether the dialog that asks for a name is open. */
  asksForReviewer = $state(false);

  get review(): OpenReview | null {
    return this.#review;
  }

  get reviewers(): Reviewer[] {
    return this.#reviewers;
  }

  /** Of a team's review, the state of its server. */
  get team(): TeamState | null {
    return this.#team;
  }

  /** The packet that this review was made of, if it was. Only its reviewer works in it. */
  get packet(): Packet | null {
    return this.#packet;
  }

  /** What waits in each step, for the navigation. */
  get counts(): Counts | null {
    return this.#counts;
  }

  /** Who sits here; `null` until somebody says so. */
  get reviewer(): Reviewer | null {
    const chosen = settings.value.reviewers[this.#review?.folder ?? ""];
    return this.#reviewers.find((reviewer) => reviewer.id === chosen) ?? null;
  }

  nameOf(id: ReviewerId): string {
    return this.#reviewers.find((reviewer) => reviewer.id === id)?.name ?? "Unknown";
  }

  async start(): Promise<void> {
    on("opened", () => void this.refresh());
    on("team", ({ team }) => (this.#team = team));
    onChange(() => void this.refresh());
    await this.refresh();
    // The program may have been started on a review.
    this.greet();
  }

  /** Reads anew which review is open and what waits in it. Where that fails, what was known stays. */
  refresh = async (): Promise<void> => {
    try {
      const review = await call("current");
      const reviewers = review === null ? [] : await call("reviewers");
      // A review does not become one of a packet later.
      if (review?.folder !== this.#review?.folder) this.#packet = review === null ? null : await receivedPacket();
      this.#review = keepSame(this.#review, review);
      this.#team = this.#review?.team ?? null;
      this.#reviewers = keepSame(this.#reviewers, reviewers);
      const counts = review === null ? null : await call("counts", { reviewer: this.reviewer?.id ?? null });
      this.#counts = keepSame(this.#counts, counts);
      this.trouble = null;
    } catch (thrown) {
      this.trouble = toFailure(thrown);
    }
  };

  async open(folder: string, readOnly = false): Promise<void> {
    await call("open_review", { folder, read_only: readOnly });
    await this.refresh();
    this.greet();
  }

  /** Once a review was opened: asks who sits here if nobody said so yet. A packet says it; for reading only, no name is needed. */
  greet(): void {
    const unknown = this.#review?.writable === true && this.reviewer === null;
    if (unknown && this.#packet !== null) {
      this.sitDown(this.#packet.reviewer_id).catch((thrown: unknown) => (this.trouble = toFailure(thrown)));
    } else this.asksForReviewer = unknown;
  }

  async close(): Promise<void> {
    await call("close_review");
    await this.refresh();
  }

  async sitDown(reviewer: ReviewerId): Promise<void> {
    const folder = this.#review?.folder;
    if (folder === undefined) return;
    await settings.change({ reviewers: { ...settings.value.reviewers, [folder]: reviewer } });
    await this.refresh();
  }
}

async function receivedPacket(): Promise<Packet | null> {
  return (await call("packets")).find(({ packet }) => packet.role === "received")?.packet ?? null;
}

export const session = new Session();
