// Every screen can be used by everybody (WCAG 2.2 AA, as far as axe can tell), in both themes and with text of 200 %:
// in the window and in the browser, because each has an engine of its own.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openBrowser } from "./chromium.mjs";
import { root, scratch, sleep } from "./programs.mjs";
import { openSample, screens } from "./sample.mjs";
import { openWindow } from "./webview.mjs";

const axe = readFileSync(createRequire(`${root}/ui/package.json`).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** @param {import("./host.mjs").Host} host @param {string} what */
async function violations(host, what) {
  const found = await host.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((result) => result.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target.join(" ") + " (" + n.failureSummary.split("\\n")[1]?.trim() + ")").slice(0, 3).join("; ")))`,
  );
  return /** @type {string[]} */ (found).map((text) => `${what}: ${text}`);
}

for (const [where, open] of /** @type {const} */ ([["the browser", openBrowser], ["the window", openWindow]])) {
  test(`axe finds nothing on any screen, in ${where}`, async () => {
    const place = scratch();
    const host = await open({ home: place.home });
    try {
      // The policy of the page forbids foreign scripts, so axe comes in as an expression of the test.
      await host.evaluate(`(() => { ${axe}; return true; })()`);
      const found = await violations(host, "home, empty");
      await openSample(host);
      for (const theme of ["light", "dark"]) {
        await host.wear(theme);
        for (const screen of screens) {
          await host.go(screen);
          await sleep(700);
          found.push(...(await violations(host, `${screen}, ${theme}`)));
        }
      }
      assert.deepEqual(found, []);
      assert.deepEqual(await host.problems(), []);
    } finally {
      await host.close();
    }
    place.remove();
  });

  test(`with text of 200 % nothing runs out of the window, in ${where}`, async () => {
    const place = scratch();
    const host = await open({ home: place.home });
    try {
      await openSample(host);
      await host.evaluate(`document.documentElement.style.setProperty("font-size", "200%")`);
      for (const screen of screens) {
        await host.go(screen);
        await sleep(500);
        const wider = await host.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`);
        assert.ok(wider <= 1, `${screen} is ${wider} pixels wider than the window`);
      }
    } finally {
      await host.close();
    }
    place.remove();
  });
}
