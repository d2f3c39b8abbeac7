// pdf.js: the legacy build, since the web views of some Linux distributions are years old. It works from bytes and from
// files of this program only: fonts, character maps and decoders lie beside the screens (vite-pdfjs.ts).

import { getDocument, GlobalWorkerOptions, type PDFDocumentLoadingTask } from "pdfjs-dist/legacy/build/pdf.mjs";
import worker from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = worker;

const FILES = new URL("pdfjs/", document.baseURI).href;

/** Begins to open a PDF. `destroy()` frees it, and stops where it is still being opened. */
export function open(bytes: ArrayBuffer): PDFDocumentLoadingTask {
  return getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: `${FILES}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${FILES}standard_fonts/`,
    wasmUrl: `${FILES}wasm/`,
    iccUrl: `${FILES}iccs/`,
    // Otherwise what is not embedded looks as the fonts of this computer have it.
    useSystemFonts: false,
    enableXfa: false,
  });
}

/** In words, why a PDF does not open. */
export function trouble(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : "";
  if (name === "PasswordException") return "It is protected by a password. Save a copy without one, and attach that to the report in its place.";
  if (name === "InvalidPDFException") return "The file is damaged or is no PDF. Fetch it again, and attach it to the report in its place.";
  return thrown instanceof Error ? thrown.message : String(thrown);
}
