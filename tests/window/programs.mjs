// Programs that the tests of the window need, each started for one test and ended with it.
// @ts-check
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The programs under test; the installed ones where a test names them. */
export const attest = process.env.ATTEST ? resolve(process.env.ATTEST) : join(root, "target/release/attest");
export const desktop = process.env.ATTEST_DESKTOP
  ? resolve(process.env.ATTEST_DESKTOP)
  : join(root, "target/release/attest-desktop");

/** How long anything may take before a test gives up, in milliseconds: shared machines are slow. */
export const patience = Number(process.env.ATTEST_PATIENCE ?? 60_000);

export const sleep = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/** A folder that goes with the test, with a home of its own inside. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "attest-window-"));
  return { folder, home: join(folder, "home"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Waits until `ask` answers with something true, and returns it.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} ask
 * @param {number} [limit]
 */
export async function until(what, ask, limit = patience) {
  const end = Date.now() + limit;
  let last = "";
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      last = `: ${error instanceof Error ? error.message : String(error)}`;
    }
    await sleep(25);
  }
  throw new Error(`waited in vain for ${what}${last}`);
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * Starts a program and waits for a line of its output.
 * @param {string} program @param {string[]} args @param {Record<string, string>} env @param {RegExp} ready
 */
async function started(program, args, env, ready) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (part) => (output += part));
  child.stderr.on("data", (part) => (output += part));
  child.once("error", (error) => (output += error.message));
  const found = await until(`${program} to start`, async () => {
    if (child.exitCode !== null) throw new Error(`${program} ended: ${output}`);
    return ready.exec(output);
  });
  return { child, found, output: () => output };
}

/** A display that nobody sees. @param {string} size such as 1280x800 */
export async function display(size) {
  const { child, found } = await started("Xvfb", ["-displayfd", "1", "-screen", "0", `${size}x24`, "-nolisten", "tcp"], {}, /^(\d+)\s/m);
  return { name: `:${found[1]}`, stop: () => child.kill() };
}

/** WebKit's driver, which starts the desktop program itself. @param {Record<string, string>} env */
export async function webkitDriver(env) {
  const port = await freePort();
  const child = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    env: { ...process.env, TAURI_WEBVIEW_AUTOMATION: "true", ...env },
    stdio: "ignore",
    detached: true,
  });
  const address = `http://127.0.0.1:${port}`;
  await until("WebKitWebDriver", async () => (await fetch(`${address}/status`)).ok);
  return { address, stop: () => child.pid && process.kill(-child.pid, "SIGKILL") };
}

/**
 * `attest serve`.
 * @param {{ home: string, review?: string }} options
 */
export async function served({ home, review }) {
  // While one works on the screens they need not be built into the program.
  const screens = process.env.ATTEST_SCREENS ? ["--screens", process.env.ATTEST_SCREENS] : [];
  const args = ["serve", ...(review ? [review] : []), "--preferences", join(home, "Attest"), ...screens];
  const { child, found, output } = await started(attest, args, { HOME: home, XDG_DOCUMENTS_DIR: home }, /(http:\/\/127\.0\.0\.1:\d+\/#[0-9a-f]+)/);
  return { address: String(found[1]), kill: () => child.kill("SIGKILL"), stop: () => child.kill("SIGINT"), output };
}
