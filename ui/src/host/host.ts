// The one door to the program. Screens import from here and never ask which host it is.

import type { Answer, Name, Notification, Payload } from "./contract";
import type { Failure } from "./failure";
import { httpHost } from "./http";
import { tauriHost } from "./tauri";

/** A file that a person pointed at, with the name to show and the path to hand to the program. */
export interface ChosenFile {
  path: string;
  name: string;
}

export interface FileFilter {
  name: string;
  extensions: string[];
}

export interface ChooseOptions {
  title: string;
  filters?: FileFilter[];
  multiple?: boolean;
}

export interface DropHandlers {
  dropped: (files: ChosenFile[]) => void;
  hover: (over: boolean) => void;
  failed: (failure: Failure) => void;
}

export interface Host {
  readonly kind: "window" | "browser";
  /** In a browser folders cannot be chosen: their paths are typed. */
  readonly canChooseFolders: boolean;
  readonly canOpenWindows: boolean;
  call(name: string, payload: object): Promise<unknown>;
  /** Tells every event from now on; returns how to stop. */
  events(handler: (event: Notification) => void): () => void;
  chooseFiles(options: ChooseOptions): Promise<ChosenFile[]>;
  chooseFolder(title: string, start?: string): Promise<string | null>;
  /** Files dropped anywhere in the window; `hover` while they are held above it. Returns how to stop. */
  onDrop(handlers: DropHandlers): () => void;
  /** The content of `documents/<hash>` or `exports/<name>` of the open review. */
  bytes(path: string): Promise<ArrayBuffer>;
  /** Saves a kept export where the person says; `null` where they thought better of it. */
  saveCopy(name: string): Promise<string | null>;
  /** Opens a second window, with the review in that folder or with none. */
  openWindow(folder: string | null): Promise<void>;
  /** Answers the event `closing`: the window closes now, or stays for the time being. */
  closeWindow(close: boolean): Promise<void>;
}

export const host: Host = "__TAURI_INTERNALS__" in window ? tauriHost() : httpHost();

// A request without arguments is called without a payload.
type Arguments<N extends Name> = Record<symbol, never> extends Payload<N> ? [payload?: Payload<N>] : [payload: Payload<N>];

/** Asks the program. Rejects with a `Failure`, never with anything else. */
export async function call<N extends Name>(name: N, ...[payload]: Arguments<N>): Promise<Answer<N>> {
  // The program's own tests hold its answers to the types that it generates.
  return (await host.call(name, payload ?? {})) as Answer<N>;
}

export { Failure, toFailure } from "./failure";
