// Pictures of every screen of the sample review, light and dark, in two sizes: to be looked at, and for the README.
// Usage: node tests/window/screenshots.mjs FOLDER [SCREEN …]
// @ts-check
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./chromium.mjs";
import { scratch, sleep } from "./programs.mjs";
import { openSample, screens } from "./sample.mjs";

const [folder = "target/screens", ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const place = scratch();
try {
  const host = await openBrowser({ home: place.home });
  await host.screenshot(join(folder, "home-empty.png"));
  await openSample(host);
  for (const dark of [false, true]) {
    await host.page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    for (const [width, height] of /** @type {const} */ ([[1280, 800], [1920, 1080]])) {
      await host.page.setViewportSize({ width, height });
      for (const screen of wanted.length ? wanted : screens) {
        await host.go(screen);
        await sleep(900);
        await host.screenshot(join(folder, `${screen}-${dark ? "dark" : "light"}-${width}.png`));
      }
    }
  }
  console.log("problems:", await host.problems());
  await host.close();
} finally {
  place.remove();
}
