// The desktop program in its real webview, driven by WebDriver (W3C) on a display of its own.
// @ts-check
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { Host } from "./host.mjs";
import { desktop, display, patience, sleep, until, webkitDriver } from "./programs.mjs";

/** Keys that have no character, by their code point in WebDriver. */
const keys = {
  Enter: "\uE007", Escape: "\uE00C", Tab: "\uE004", Backspace: "\uE003", Delete: "\uE017", Control: "\uE009", Shift: "\uE008",
  Alt: "\uE00A", ArrowUp: "\uE013", ArrowDown: "\uE015", ArrowLeft: "\uE012", ArrowRight: "\uE014", Home: "\uE011", End: "\uE010", Space: " ",
};

/** What WebDriver answers where its pointer never reached the element. */
const notClicked = /element click intercepted|element not interactable|stale element reference|no such element/;

const keyOf = (/** @type {string} */ name) => keys[/** @type {keyof typeof keys} */ (name)] ?? name;

/**
 * Starts the program in a window.
 * @param {{ home: string, review?: string, size?: string, desktop?: string, env?: Record<string, string> }} options `size` of the window, `desktop` of the display around it
 */
export async function openWindow({ home, review, size = "1280x800", desktop: around = size, env = {} }) {
  mkdirSync(home, { recursive: true });
  const screen = await display(around);
  const own = { HOME: home, XDG_CONFIG_HOME: `${home}/.config`, XDG_DATA_HOME: `${home}/.local/share`, DISPLAY: screen.name, ...env };
  const driver = await webkitDriver(own);
  const ask = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {unknown} */ body) => {
    const answer = await fetch(driver.address + path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    const { value } = /** @type {{ value: any }} */ (await answer.json());
    if (!answer.ok) throw new Error(`${path}: ${value?.error}: ${value?.message}`);
    return value;
  };
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary: desktop, args: review ? [review] : [] } } };
  const { sessionId } = await ask("POST", "/session", { capabilities });
  const session = `/session/${sessionId}`;
  const [width, height] = size.split("x").map(Number);
  await ask("POST", `${session}/window/rect`, { x: 0, y: 0, width, height });
  const element = async (/** @type {string} */ selector) =>
    Object.values(await ask("POST", `${session}/element`, { using: "css selector", value: selector }))[0];
  // Something that moves when what stands above it arrives, or that a closing list still covers, was not clicked: a
  // person would click again, and Playwright does so of itself.
  const clicked = async (/** @type {string} */ selector) => {
    const end = Date.now() + patience;
    for (;;) {
      try {
        return void (await ask("POST", `${session}/element/${await element(selector)}/click`, {}));
      } catch (error) {
        if (!(error instanceof Error && notClicked.test(error.message))) throw error;
        if (Date.now() > end) throw new Error(`${selector} stayed out of reach of the pointer: ${error.message}`);
        await sleep(50);
      }
    }
  };
  const stop = () => {
    driver.stop();
    screen.stop();
  };
  const host = new Host(
    {
      evaluate: (script) => ask("POST", `${session}/execute/sync`, { script: `return (${script});`, args: [] }),
      click: (selector) => clicked(selector),
      type: async (selector, text) => void (await ask("POST", `${session}/element/${await element(selector)}/value`, { text })),
      press: async (key) => {
        const parts = key === "+" ? ["+"] : key.split("+");
        const down = parts.map((part) => ({ type: "keyDown", value: keyOf(part) }));
        const up = [...parts].reverse().map((part) => ({ type: "keyUp", value: keyOf(part) }));
        await ask("POST", `${session}/actions`, { actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
      },
      screenshot: async (file) => writeFileSync(file, Buffer.from(await ask("GET", `${session}/screenshot`), "base64")),
      reload: async () => void (await ask("POST", `${session}/refresh`, {})),
      close: async () => {
        await ask("DELETE", session).catch(() => undefined);
        stop();
      },
      // The driver, the program and its web process are one process group.
      kill: () => {
        // Until it is gone it holds the review's lock: a busy machine takes a moment to clear it away.
        for (let waited = 0; waited < 100; waited += 1) {
          try {
            execFileSync("pkill", ["-KILL", "-f", desktop]);
          } catch {
            // It has ended.
            break;
          }
          execFileSync("sleep", ["0.1"]);
        }
        stop();
      },
    },
    "window",
  );
  await until("the first screen", () => host.evaluate(`!!document.querySelector("h1")`));
  return Object.assign(host, { display: screen.name });
}
