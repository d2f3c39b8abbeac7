// Every screen can be used by everybody (WCAG 2.2 AA, as far as axe can tell), in both themes and with text of 200 %:
// in the window and in the browser, because each has an engine of its own.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { bringAxe, violations } from "./axe.mjs";
import { openBrowser } from "./chromium.mjs";
import { scratch, sleep } from "./programs.mjs";
import { openSample, screens } from "./sample.mjs";
import { openWindow } from "./webview.mjs";

for (const [where, open] of /** @type {const} */ ([["the browser", openBrowser], ["the window", openWindow]])) {
  test(`axe finds nothing on any screen, in ${where}`, async () => {
    const place = scratch();
    const host = await open({ home: place.home });
    try {
      await bringAxe(host);
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

test("in a window of 320 pixels nothing runs out of it, and the bar stays in its place", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home, size: "320x700" });
  try {
    await openSample(host);
    for (const screen of screens) {
      await host.go(screen);
      await sleep(500);
      const page = `document.documentElement`;
      const [wider, inside, taller] = await host.evaluate(
        `[${page}.scrollWidth - ${page}.clientWidth, document.querySelector("main").scrollWidth - document.querySelector("main").clientWidth, ${page}.scrollHeight - ${page}.clientHeight]`,
      );
      assert.ok(wider <= 1 && inside <= 1, `${screen} is ${wider} and ${inside} pixels wider than the window`);
      assert.ok(taller <= 1, `${screen} lets the window itself scroll by ${taller} pixels`);
    }
  } finally {
    await host.close();
  }
  place.remove();
});
