// What went wrong in this window, kept where the end-to-end tests and a bug report can read it.

export interface LogEntry {
  kind: "policy" | "error" | "rejection" | "console";
  text: string;
}

declare global {
  interface Window {
    __attestLog: LogEntry[];
  }
}

const MOST = 200;

/** Notes an entry; the oldest go when there are too many. */
export function note(kind: LogEntry["kind"], text: string): void {
  window.__attestLog.push({ kind, text });
  if (window.__attestLog.length > MOST) window.__attestLog.shift();
}

export function describe(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}

window.__attestLog = [];

document.addEventListener("securitypolicyviolation", (event) => {
  note("policy", `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
// The browser tells this where a size that was just measured changes the layout again; it measures anew in the next frame.
const MEASURED_ANEW = /^ResizeObserver loop /;
window.addEventListener("error", (event) => {
  if (!MEASURED_ANEW.test(event.message)) note("error", event.message);
});
window.addEventListener("unhandledrejection", (event) => note("rejection", describe(event.reason)));

/* eslint-disable no-console -- What libraries complain of belongs to the log as well. */
const complain = console.error.bind(console);
console.error = (...parts: unknown[]) => {
  note("console", parts.map(describe).join(" "));
  complain(...parts);
};
