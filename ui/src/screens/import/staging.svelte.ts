import type { ColumnMapping, FileSummary, ImportedFile, ImportFile, SourceKind } from "../../host/contract";
import { toFailure, type Failure } from "../../host/failure";
import { call, type ChosenFile } from "../../host/host";
import { Draft } from "../../state/draft";
import { jobs } from "../../state/jobs.svelte";
import { session } from "../../state/session.svelte";
import { dayFault, propose } from "./source";

/** A file that is prepared for import: what was understood of it, and what the reviewers say about it. */
export class StagedFile {
  readonly path: string;
  readonly name: string;
  summary = $state.raw<FileSummary | null>(null);
  /** Why it cannot be read, or why its import was refused. */
  error = $state.raw<Failure | null>(null);
  reading = $state(false);
  source = $state("");
  kind = $state<SourceKind>("database");
  searchedOn = $state("");
  strategy = $state("");
  columns = $state.raw<ColumnMapping | null>(null);
  /** Whether a person looked at the columns of a table that is not that of a known database. */
  columnsSeen = $state(false);

  readonly dayFault = $derived(dayFault(this.searchedOn));
  readonly needsColumns = $derived(this.summary?.columns?.confident === false && !this.columnsSeen);
  readonly ready = $derived(this.summary !== null && !this.needsColumns && this.dayFault === null && !this.reading);

  constructor({ path, name }: ChosenFile) {
    this.path = path;
    this.name = name;
  }

  /** Reads the file without storing anything; again when its columns were said. */
  async read(): Promise<void> {
    this.reading = true;
    try {
      const first = this.summary === null && this.source === "";
      this.summary = await call("preview", { path: this.path, columns: this.columns });
      this.error = null;
      if (first) Object.assign(this, propose(this.name, this.summary));
    } catch (thrown) {
      this.error = toFailure(thrown);
    } finally {
      this.reading = false;
    }
  }

  asImport(again: boolean): ImportFile {
    const { path, kind, columns } = this;
    return {
      path,
      source: this.source.trim(),
      kind,
      searched_on: this.searchedOn.trim() || null,
      strategy: this.strategy.trim() || null,
      columns,
      accept_guess: this.columnsSeen,
      again,
    };
  }
}

/** What is kept of a prepared file between two runs of the program. */
type Kept = Pick<StagedFile, "path" | "name" | "source" | "kind" | "searchedOn" | "strategy" | "columns" | "columnsSeen">;

/** The files that are prepared for import into one review. */
export class Staging {
  files = $state.raw<StagedFile[]>([]);
  /** What the last import stored. */
  imported = $state.raw<FileSummary[]>([]);
  /** Whether these files were prepared in an earlier run of the program. */
  restored = $state(false);
  readonly ready: StagedFile[] = $derived(this.files.filter((file) => file.ready));
  /** Files that wait for something a person has to say first. */
  readonly blocked: StagedFile[] = $derived(this.files.filter((file) => file.summary !== null && !file.ready));

  readonly #draft = new Draft("import");
  /** One after the other: reading a large file takes all there is. */
  #reading: Promise<void> = Promise.resolve();

  add(chosen: readonly ChosenFile[]): void {
    const fresh = chosen.filter(({ path }) => !this.files.some((file) => file.path === path));
    this.#take(fresh.map((file) => new StagedFile(file)));
  }

  remove(file: StagedFile): void {
    this.files = this.files.filter((other) => other !== file);
    if (this.files.length === 0) this.restored = false;
  }

  clear(): void {
    this.files = [];
    this.restored = false;
  }

  /** Imports files; those that were refused stay, with the reason. */
  async import(files: readonly StagedFile[], again = false): Promise<void> {
    this.imported = [];
    this.restored = false;
    const result = await jobs.outcome(call("import", { files: files.map((file) => file.asImport(again)) }));
    // The result of this kind of job, see the contract.
    const outcomes = result as ImportedFile[];
    for (const outcome of outcomes) {
      const file = files.find(({ path }) => path === outcome.path);
      if (file === undefined) continue;
      if ("refused" in outcome) file.error = toFailure(outcome.refused);
      else this.remove(file);
    }
    this.imported = outcomes.flatMap((outcome) => ("imported" in outcome ? [outcome.imported] : []));
  }

  /** Keeps what was typed, so that it outlives a crash. Read in an effect. */
  keep(): void {
    const kept = this.files.map(({ path, name, source, kind, searchedOn, strategy, columns, columnsSeen }): Kept => ({
      path, name, source, kind, searchedOn, strategy, columns, columnsSeen,
    }));
    if (kept.length > 0) this.#draft.keep(JSON.stringify(kept));
    else this.#draft.drop();
  }

  async restore(): Promise<void> {
    const text = await this.#draft.load();
    if (text === null || this.files.length > 0) return;
    const kept = JSON.parse(text) as Kept[];
    this.#take(kept.map(({ path, name, ...said }) => Object.assign(new StagedFile({ path, name }), said)));
    this.restored = true;
  }

  #take(files: readonly StagedFile[]): void {
    this.files = [...this.files, ...files];
    for (const file of files) {
      file.reading = true;
      this.#reading = this.#reading.then(() => file.read());
    }
  }
}

let current: { folder: string; staging: Staging } | null = null;

/** The files of the open review: they stay while one looks at another screen. */
export function stagingOfReview(): { staging: Staging; fresh: boolean } {
  const folder = session.review?.folder ?? "";
  const fresh = current?.folder !== folder;
  if (current === null || fresh) current = { folder, staging: new Staging() };
  return { staging: current.staging, fresh };
}
