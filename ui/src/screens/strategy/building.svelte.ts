// The blocks as they are edited: kept as a draft until they are saved, and held against the records a moment after each
// change.

import type { BlocksLook, Chip, SearchBlocks, SearchBlocksView, TermProposal } from "../../host/contract";
import { call } from "../../host/host";
import { Draft } from "../../state/draft";
import { query } from "../../state/query.svelte";
import { toasts } from "../../state/toasts.svelte";
import { readBlocks, same, sameBlocks, type FiguresOfBlock } from "./building";

const SETTLE_MS = 300;

export class Building {
  blocks = $state<SearchBlocks>({ blocks: [], from_year: null, to_year: null, language: null });
  /** The version that they were made from. */
  base = $state(0);
  ready = $state(false);
  /** The language in which the strategy is built. */
  syntax = $state("pubmed");
  /** Terms out of the included records; asked for on demand. */
  fromRecords = $state.raw<readonly TermProposal[] | null>(null);
  /** What the model proposes, by name of the block. */
  fromModel = $state.raw<Readonly<Record<string, readonly Chip[]>>>({});

  readonly #draft = new Draft("search-blocks");
  #settled = $state.raw<SearchBlocks | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly kept = query(() => call("search_blocks"));
  readonly answer = query(() => {
    const blocks = this.#settled;
    return blocks === null ? null : call("look_at_blocks", { blocks, syntax: this.syntax }).then((look) => ({ look, blocks }));
  });
  readonly look: BlocksLook | undefined = $derived(this.answer.data?.look);
  /** Whether the figures are of what stands there now. */
  readonly current = $derived(this.answer.data !== undefined && sameBlocks(this.answer.data.blocks, this.blocks));
  readonly changed = $derived(this.ready && this.kept.data !== undefined && !sameBlocks(this.blocks, this.kept.data.blocks));
  /** Somebody else saved a version since these were opened. */
  readonly outdated = $derived(this.ready && this.kept.data !== undefined && this.kept.data.version > this.base);

  constructor() {
    void this.#restore();
    $effect(() => () => {
      clearTimeout(this.#timer);
      void this.#draft.flush();
    });
  }

  async #restore(): Promise<void> {
    try {
      const [kept, draft] = await Promise.all([call("search_blocks"), this.#draft.load()]);
      const wrapped = JSON.parse(draft ?? "null") as { base?: unknown; blocks?: unknown } | null;
      const blocks = wrapped === null ? null : readBlocks(JSON.stringify(wrapped.blocks ?? null));
      this.base = blocks !== null && typeof wrapped?.base === "number" ? wrapped.base : kept.version;
      this.blocks = blocks ?? kept.blocks;
    } catch (thrown) {
      toasts.fail(thrown);
    }
    this.ready = true;
    this.#settle();
  }

  /** To be called after every change. */
  touch(): void {
    this.#draft.keep(JSON.stringify({ base: this.base, blocks: this.blocks }));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), SETTLE_MS);
  }

  #settle(): void {
    this.#settled = $state.snapshot(this.blocks);
  }

  /** What a block finds, as far as it is known: chips that were just put in have no figures yet. */
  figuresOf(at: number): FiguresOfBlock | undefined {
    const asked = this.answer.data?.blocks.blocks[at];
    const figures = this.look?.blocks[at];
    if (asked === undefined || figures === undefined) return undefined;
    const chips = this.blocks.blocks[at]?.chips ?? [];
    return { ...figures, chips: chips.map((chip) => figures.chips[asked.chips.findIndex((known) => same(known, chip))]) };
  }

  /** Takes other blocks in place of these, as those of a version or of a strategy. */
  replace(blocks: SearchBlocks): void {
    this.blocks = blocks;
    this.touch();
  }

  saved(view: SearchBlocksView): void {
    this.base = view.version;
    this.blocks = view.blocks;
    this.kept.data = view;
    this.#draft.drop();
    this.#settle();
  }
}
