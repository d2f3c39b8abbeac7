// Written by hand until the Rust side generates bindings.ts; then this file goes and contract.ts names that one.
// The names and shapes follow crates/workbench/src/rpc.rs.

export type Code =
  | "not_found"
  | "exists"
  | "in_use"
  | "newer_version"
  | "read_only"
  | "disk_full"
  | "damaged"
  | "bad_input"
  | "refused"
  | "invalid"
  | "cancelled"
  | "internal";

export interface Error {
  code: Code;
  message: string;
  hint: string;
}

export type ReviewerId = string;

export interface Reviewer {
  id: ReviewerId;
  name: string;
}

export type Appearance = "system" | "light" | "dark";

export interface Settings {
  theme: Appearance;
  text_size: number;
  single_keys: boolean;
  keys: Record<string, string>;
  idle_seconds: number;
  reviewers: Record<string, ReviewerId>;
}

export interface RecentReview {
  folder: string;
  title: string;
  opened_at: number;
  present: boolean;
}

export interface Home {
  recent: RecentReview[];
  default_folder: string;
  version: string;
}

export interface OpenReview {
  folder: string;
  title: string;
  writable: boolean;
}

export interface Counts {
  records: number;
  searches: number;
  duplicates: number;
  screen: number;
  screen_total: number;
  conflicts: number;
  awaited: number;
  full_text: number;
  included: number;
}

export interface Segment {
  text: string;
  list: number | null;
}

export type JobKind = "import" | "dedupe" | "index" | "export" | "attach" | "sample";
export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: number;
  kind: JobKind;
  label: string;
  done: number;
  total: number;
  started_ms: number;
  state: JobState;
  result: unknown;
  error: Error | null;
}

export type Event = { kind: "job"; job: Job } | { kind: "changed"; change: number } | { kind: "opened" };

type Nothing = Record<string, never>;

export type Request =
  | { name: "home"; payload: Nothing }
  | { name: "current"; payload: Nothing }
  | { name: "open_review"; payload: { folder: string; read_only: boolean } }
  | { name: "close_review"; payload: Nothing }
  | { name: "open_sample"; payload: Nothing }
  | { name: "settings"; payload: Nothing }
  | { name: "set_settings"; payload: { settings: Settings } }
  | { name: "drafts"; payload: Nothing }
  | { name: "set_draft"; payload: { place: string; text: string | null } }
  | { name: "jobs"; payload: Nothing }
  | { name: "cancel_job"; payload: { job: number } }
  | { name: "counts"; payload: { reviewer: ReviewerId | null } }
  | { name: "reviewers"; payload: Nothing }
  | { name: "add_reviewer"; payload: { name: string } }
  | { name: "save_copy"; payload: { name: string; to: string } };

export interface Answers {
  home: Home;
  current: OpenReview | null;
  open_review: OpenReview;
  close_review: null;
  open_sample: Job;
  settings: Settings;
  set_settings: null;
  drafts: Record<string, string>;
  set_draft: null;
  jobs: Job[];
  cancel_job: null;
  counts: Counts;
  reviewers: Reviewer[];
  add_reviewer: ReviewerId;
  save_copy: string;
}
