import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWebviewWindow } from "@tauri-apps/api/webviewWindow";
import type { Notification } from "./contract";
import { Failure, toFailure } from "./failure";
import type { ChosenFile, FileFilter, Host } from "./host";
import { baseName, encodePath } from "./paths";

interface DialogOptions {
  kind: "files" | "folder" | "save";
  title: string;
  filters?: FileFilter[];
  multiple?: boolean;
  default_path?: string;
}

/** The program's own window. */
export function tauriHost(): Host {
  return {
    kind: "window",
    canChooseFolders: true,
    canOpenWindows: true,

    call: (name, payload) => request("rpc", { request: { name, payload } }),

    events: (handler) => stopper(getCurrentWebviewWindow().listen<Notification>("attest", (e) => handler(e.payload))),

    async chooseFiles({ title, filters, multiple }) {
      return (await choose({ kind: "files", title, filters, multiple })).map(toFile);
    },

    async chooseFolder(title, start) {
      return (await choose({ kind: "folder", title, default_path: start })).at(0) ?? null;
    },

    onDrop: ({ dropped, hover }) =>
      stopper(
        getCurrentWebview().onDragDropEvent(({ payload }) => {
          if (payload.type === "over") return;
          hover(payload.type === "enter");
          if (payload.type === "drop" && payload.paths.length > 0) dropped(payload.paths.map(toFile));
        }),
      ),

    async bytes(path) {
      // convertFileSrc knows how this system spells the address of a scheme of ours.
      const response = await fetch(convertFileSrc("", "attest") + encodePath(path));
      if (!response.ok) throw new Failure("not_found", `“${path}” could not be read.`, "Open the list it stood in again.");
      return response.arrayBuffer();
    },

    async saveCopy(name) {
      const to = (await choose({ kind: "save", title: "Save a copy", default_path: name })).at(0);
      if (to === undefined) return null;
      await request("rpc", { request: { name: "save_copy", payload: { name, to } } });
      return to;
    },

    async openWindow(folder) {
      await request("open_window", { folder });
    },

    async closeWindow(close) {
      await request("close_window", { close });
    },
  };
}

async function request<T>(command: string, body: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, body);
  } catch (thrown) {
    throw toFailure(thrown);
  }
}

function choose(options: DialogOptions): Promise<string[]> {
  return request<string[]>("choose", { options });
}

function toFile(path: string): ChosenFile {
  return { path, name: baseName(path) };
}

/** A listener that is still being set up when it is no longer wanted must stop all the same. */
function stopper(listening: Promise<() => void>): () => void {
  return () => void listening.then((stop) => stop());
}
