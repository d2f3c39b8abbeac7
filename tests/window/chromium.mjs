// The same screens in Debian's Chromium against `attest serve`, driven by Playwright.
// @ts-check
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { Host } from "./host.mjs";
import { patience, root, served, until } from "./programs.mjs";

const require = createRequire(`${root}/ui/package.json`);
const { chromium } = /** @type {typeof import("playwright-core")} */ (require("playwright-core"));

/** Without these Chromium asks its makers for updates, which a test machine cannot reach. */
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * Starts `attest serve` and opens its page.
 * @param {{ home: string, review?: string, size?: string, dark?: boolean }} options
 */
export async function openBrowser({ home, review, size = "1280x800", dark = false }) {
  mkdirSync(home, { recursive: true });
  const server = await served({ home, ...(review ? { review } : {}) });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
  const [width, height] = size.split("x").map(Number);
  const context = await browser.newContext({ viewport: { width: width ?? 1280, height: height ?? 800 }, colorScheme: dark ? "dark" : "light", acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(server.address);
  const host = new Host(
    {
      evaluate: (script) => page.evaluate(script),
      click: (selector) => page.click(selector),
      type: (selector, text) => page.fill(selector, text),
      press: (key) => page.keyboard.press(key === " " ? "Space" : key),
      screenshot: async (file) => void (await page.screenshot({ path: file })),
      reload: async () => void (await page.reload()),
      close: async () => {
        await browser.close();
        server.stop();
      },
      kill: () => {
        server.kill();
        void browser.close();
      },
    },
    "browser",
  );
  await until("the first screen", () => host.evaluate(`!!document.querySelector("h1")`));
  return Object.assign(host, { page, server });
}
