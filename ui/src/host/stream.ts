// Events over HTTP. EventSource cannot send a header, so the stream is read with fetch.

import type { Notification } from "./contract";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Reads events until stopped, and connects again whenever the stream ends. */
export function eventStream(
  address: string,
  headers: Record<string, string>,
  handler: (event: Notification) => void,
): () => void {
  const stop = new AbortController();
  void listen();
  return () => stop.abort();

  async function listen(): Promise<void> {
    let wait = FIRST_WAIT_MS;
    let interrupted = false;
    while (!stop.signal.aborted) {
      try {
        const response = await fetch(address, { headers, signal: stop.signal });
        if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
        if (interrupted) handler({ kind: "reconnected" });
        wait = FIRST_WAIT_MS;
        await read(response.body, handler);
      } catch {
        // Whether the server is gone or the network slept, the answer is to try again after a pause.
      }
      interrupted = true;
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

async function read(body: ReadableStream<Uint8Array>, handler: (event: Notification) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const lines = new LineBuffer();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const data of lines.push(decoder.decode(value, { stream: true }))) handler(JSON.parse(data) as Notification);
  }
}

/** Cuts a text/event-stream, which arrives in arbitrary pieces, into the content of its `data:` lines. */
export class LineBuffer {
  private rest = "";

  push(piece: string): string[] {
    const lines = (this.rest + piece).split(/\r?\n/);
    this.rest = lines.pop() ?? "";
    return lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trimStart());
  }
}
