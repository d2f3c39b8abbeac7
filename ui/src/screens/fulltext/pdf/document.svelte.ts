// An opened PDF: its pages as they are wanted, and where words stand in it.

import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { host, Failure, toFailure } from "../../../host/host";
import type { DocumentHash } from "../../../host/contract";
import { find, type Part } from "./find";
import { placeOf, type PagePoint, type PlacedRun } from "./places";
import { open, trouble } from "./load";

export interface PageSize {
  /** In points. */
  width: number;
  height: number;
}

export interface Found {
  /** From 0. */
  page: number;
  parts: Part[];
  /** Where it begins. */
  place: PagePoint;
}

export class OpenPdf {
  sizes = $state.raw<readonly PageSize[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** What the file says, where it is a text and no PDF. */
  text = $state.raw<string | null>(null);
  found = $state.raw<readonly Found[]>([]);
  /** Pages searched so far; `null` where nothing is being searched. */
  searched = $state<number | null>(null);
  // What was drawn of a document that is opened anew is drawn anew.
  #document = $state.raw<PDFDocumentProxy | null>(null);
  #searches = 0;

  /** Opens it; returns how to free it. */
  start(hash: DocumentHash): () => void {
    const left = new AbortController();
    const run = async () => {
      const bytes = await host.bytes(`documents/${hash}`);
      left.signal.throwIfAborted();
      this.text = textOf(bytes);
      if (this.text !== null) return;
      const task = open(bytes);
      left.signal.addEventListener("abort", () => void task.destroy());
      const document = await task.promise.catch((thrown: unknown) => {
        throw new Failure("bad_input", "This PDF cannot be shown.", trouble(thrown));
      });
      if (!left.signal.aborted) await this.#take(document);
    };
    run().catch((thrown: unknown) => {
      if (!left.signal.aborted) this.failure = toFailure(thrown);
    });
    return () => {
      this.#searches += 1;
      left.abort();
    };
  }

  page(index: number): Promise<PDFPageProxy> {
    if (this.#document === null) throw new Error("the PDF is not open");
    return this.#document.getPage(index + 1);
  }

  /** Looks for words from the first page on; what is found shows as it comes. */
  async search(words: string): Promise<void> {
    const turn = ++this.#searches;
    this.found = [];
    if (words.trim() === "") {
      this.searched = null;
      return;
    }
    for (let page = 0; page < this.sizes.length; page++) {
      this.searched = page;
      const paper = await this.page(page);
      const { items } = await paper.getTextContent();
      if (turn !== this.#searches) return;
      const runs = items.filter((item): item is Extract<typeof item, PlacedRun> => "str" in item);
      const { transform } = paper.getViewport({ scale: 1 });
      const here = find(runs, words).map((parts) => ({ page, parts, place: placeOf(parts, runs, transform) }));
      if (here.length > 0) this.found = [...this.found, ...here];
    }
    this.searched = null;
  }

  async #take(document: PDFDocumentProxy): Promise<void> {
    this.#document = document;
    const first = await document.getPage(1);
    const { width, height } = first.getViewport({ scale: 1 });
    // Until a page is met it is taken to be as large as the first: asking all of a thousand would take seconds.
    this.sizes = Array.from({ length: document.numPages }, () => ({ width, height }));
  }

  /** Says how large a page really is. */
  measured(index: number, size: PageSize): void {
    const known = this.sizes[index];
    if (known === undefined || (known.width === size.width && known.height === size.height)) return;
    this.sizes = this.sizes.with(index, size);
  }
}

/** The text of a file that is no PDF; `null` for a PDF, whose header may stand behind 1,024 other bytes. */
function textOf(bytes: ArrayBuffer): string | null {
  const head = new TextDecoder("latin1").decode(bytes.slice(0, 1029));
  if (head.includes("%PDF-")) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
