// What axe finds on the page that is shown (WCAG 2.2 AA, as far as it can tell).
// @ts-check
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { root, sleep } from "./programs.mjs";

const axe = readFileSync(createRequire(`${root}/ui/package.json`).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The policy of the page forbids foreign scripts, so axe comes in as an expression of the test. @param {import("./host.mjs").Host} host */
export async function bringAxe(host) {
  await host.evaluate(`(() => { ${axe}; return true; })()`);
}

/**
 * What can be pressed and lies in sight, but under something else that stays: messages go. What a dialog keeps from being
 * used, and what is moved out of sight by scrolling, is left out.
 */
const COVERED = `[...(document.querySelector("dialog:modal, [role=dialog]") ?? document).querySelectorAll("button, a[href], input, select, textarea, summary, [role=option], [role=tab]")]
  .filter((one) => !one.matches(":disabled, [inert] *") && one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .filter((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    // What is shown to screen readers alone is as small as this.
    if (width < 4 || height < 4) return false;
    const [x, y] = [left + width / 2, top + height / 2];
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
    for (let around = one.parentElement; around !== null; around = around.parentElement) {
      const area = around.getBoundingClientRect();
      const clips = getComputedStyle(around).overflow !== "visible";
      if (clips && (x < area.left || x >= area.right || y < area.top || y >= area.bottom)) return false;
    }
    const above = document.elementFromPoint(x, y);
    // What is scrolled under a bar that stays in its place can be scrolled out again.
    for (let bar = above; bar !== null; bar = bar.parentElement) if (getComputedStyle(bar).position === "sticky") return false;
    return above !== null && above.closest(".toast") === null && !one.contains(above) && !above.contains(one) && !above.closest("label")?.contains(one);
  })
  .map((one) => one.outerHTML.slice(0, 150) + " under " + document.elementFromPoint(...["left", "top"].map((side, at) => one.getBoundingClientRect()[side] + one.getBoundingClientRect()[["width", "height"][at]] / 2)).outerHTML.slice(0, 150))`;

/** What is covered and stays so: a list that is just being closed is none. @param {import("./host.mjs").Host} host */
async function covered(host) {
  if ((await host.evaluate(COVERED)).length === 0) return [];
  await sleep(1000);
  return /** @type {string[]} */ (await host.evaluate(COVERED)).slice(0, 3);
}

/** @param {import("./host.mjs").Host} host @param {string} what */
export async function violations(host, what) {
  const found = await host.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((result) => result.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target.join(" ") + " (" + n.failureSummary.split("\\n")[1]?.trim() + ")").slice(0, 3).join("; ")))`,
  );
  const hidden = (await covered(host)).map((text) => `covered: ${text}`);
  return [.../** @type {string[]} */ (found), ...hidden].map((text) => `${what}: ${text}`);
}
