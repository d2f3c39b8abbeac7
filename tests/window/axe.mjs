// What axe finds on the page that is shown (WCAG 2.2 AA, as far as it can tell).
// @ts-check
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { root } from "./programs.mjs";

const axe = readFileSync(createRequire(`${root}/ui/package.json`).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The policy of the page forbids foreign scripts, so axe comes in as an expression of the test. @param {import("./host.mjs").Host} host */
export async function bringAxe(host) {
  await host.evaluate(`(() => { ${axe}; return true; })()`);
}

/** @param {import("./host.mjs").Host} host @param {string} what */
export async function violations(host, what) {
  const found = await host.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((result) => result.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target.join(" ") + " (" + n.failureSummary.split("\\n")[1]?.trim() + ")").slice(0, 3).join("; ")))`,
  );
  return /** @type {string[]} */ (found).map((text) => `${what}: ${text}`);
}
