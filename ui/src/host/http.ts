import type { Notification } from "./contract";
import { Failure, toFailure } from "./failure";
import type { ChooseOptions, ChosenFile, Host } from "./host";
import { baseName, encodePath } from "./paths";
import { eventStream } from "./stream";

interface Ask {
  method?: "POST";
  body?: BodyInit;
  headers?: Record<string, string>;
}

/** A browser against `attest serve`. */
export function httpHost(): Host {
  const token = takeToken();
  const authorisation = { Authorization: `Bearer ${token}` };

  /** What was uploaded, and how the person called it: where the program keeps it meanwhile says nothing to anybody. */
  const uploaded = new Map<string, string>();

  function named(thrown: unknown): Failure {
    const { code, message, hint } = toFailure(thrown);
    const told = [...uploaded].reduce((text, [path, name]) => text.replaceAll(path, name), message);
    return new Failure(code, told, hint);
  }

  async function ask(path: string, { method, body, headers }: Ask = {}): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(path, { method, body, headers: { ...authorisation, ...headers } });
    } catch {
      throw new Failure("unreachable", "Attest does not answer.", "See whether attest serve still runs, then try again.");
    }
    if (response.ok) return response;
    if (response.status === 401 || response.status === 403) {
      throw new Failure(
        "unreachable",
        "This page has no permission to talk to Attest.",
        "Open the address that attest serve printed when it started.",
      );
    }
    throw named(await response.json().catch(() => `The program answered with status ${response.status}.`));
  }

  async function upload(file: File): Promise<ChosenFile> {
    const response = await ask(`/upload?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    const { path } = (await response.json()) as { path: string };
    uploaded.set(path, file.name);
    return { path, name: file.name };
  }

  async function uploadAll(files: Iterable<File>): Promise<ChosenFile[]> {
    const chosen: ChosenFile[] = [];
    for (const file of files) chosen.push(await upload(file));
    return chosen;
  }

  async function bytes(path: string): Promise<ArrayBuffer> {
    return (await ask(`/bytes/${encodePath(path)}`)).arrayBuffer();
  }

  return {
    kind: "browser",
    canChooseFolders: false,
    canOpenWindows: false,

    async call(name, payload) {
      const response = await ask("/rpc", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ name, payload }),
      });
      return response.json() as Promise<unknown>;
    },

    events: (handler: (event: Notification) => void) => eventStream("/events", authorisation, handler),

    chooseFiles: async (options) => uploadAll(await pick(options)),

    chooseFolder: () => Promise.resolve(null),

    onDrop: ({ dropped, hover, failed }) =>
      listenForDrops((files) => {
        uploadAll(files).then(dropped, (thrown: unknown) => failed(toFailure(thrown)));
      }, hover),

    bytes,

    async saveCopy(name) {
      const address = URL.createObjectURL(new Blob([await bytes(`exports/${name}`)]));
      const link = document.createElement("a");
      link.href = address;
      link.download = baseName(name);
      link.click();
      // The browser reads the address after the click has returned.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      return name;
    },

    openWindow: () =>
      Promise.reject(new Failure("refused", "A browser page shows one review.", "Start attest serve for the other review.")),

    // A browser closes its pages itself; it asks where beforeunload says so.
    closeWindow: () => Promise.resolve(),
  };
}

/** The token stands in the hash of the first address only; afterwards the hash belongs to the router. */
function takeToken(): string {
  const given = /^#([0-9a-f]{32})$/.exec(location.hash)?.[1];
  if (given !== undefined) {
    sessionStorage.setItem("attest-token", given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem("attest-token") ?? "";
}

function pick({ filters = [], multiple = false }: ChooseOptions): Promise<File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = multiple;
  input.accept = filters.flatMap((f) => f.extensions.map((e) => `.${e}`)).join(",");
  input.hidden = true;
  document.body.append(input);
  return new Promise<File[]>((resolve) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  }).finally(() => input.remove());
}

function listenForDrops(dropped: (files: File[]) => void, hover: (over: boolean) => void): () => void {
  // Entering a child fires before leaving its parent: only the balance says whether files are above the window.
  let depth = 0;
  const stop = new AbortController();
  const on = (type: "dragenter" | "dragover" | "dragleave" | "drop", handler: (event: DragEvent) => void) => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    window.addEventListener(type, (event) => { if (carriesFiles(event)) handler(event); }, { signal: stop.signal });
  };
  on("dragenter", () => { depth += 1; hover(true); });
  on("dragleave", () => { depth -= 1; if (depth <= 0) { depth = 0; hover(false); } });
  on("dragover", (event) => event.preventDefault());
  on("drop", (event) => {
    event.preventDefault();
    depth = 0;
    hover(false);
    dropped([...(event.dataTransfer?.files ?? [])]);
  });
  return () => stop.abort();
}
