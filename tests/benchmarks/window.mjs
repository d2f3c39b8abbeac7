// What the window costs on a review of many records: start, memory, decision to next record as seen on the screen.
// Usage: node tests/benchmarks/window.mjs REVIEW   (a review made by large_review.py --keep FOLDER)
// @ts-check
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, scratch, sleep } from "../window/programs.mjs";
import { chooseReviewer } from "../window/sample.mjs";
import { openWindow } from "../window/webview.mjs";

const DECISIONS = 120;
const review = process.argv[2];
if (!review) throw new Error("name the folder of a review");

const place = scratch();
const host = await openWindow({ home: place.home, review });
const start = await host.evaluate(`performance.timing.domComplete - performance.timing.navigationStart`);
await chooseReviewer(host, "A. Reviewer");
await host.go("screen");
const ready = `!!document.querySelector("[data-testid=answer-exclude]:not([disabled]):not([aria-disabled])")`;
await host.until("the first record", ready);

// From the key to the frame that shows the next record, measured in the page itself.
await host.evaluate(`(() => {
  window.__latencies = [];
  let pressed = 0;
  addEventListener("keydown", () => (pressed = performance.now()), true);
  const titleOf = () => document.querySelector("[data-testid=record-title]")?.innerText;
  let before = titleOf();
  new MutationObserver(() => {
    const now = titleOf();
    if (!now || now === before || !pressed) return;
    before = now;
    const at = pressed;
    pressed = 0;
    requestAnimationFrame(() => requestAnimationFrame(() => window.__latencies.push(performance.now() - at)));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  return true;
})()`);
for (let n = 0; n < DECISIONS; n += 1) {
  await host.until("the next record", ready);
  await host.press(n % 10 === 0 ? "i" : "e");
  await host.until("it to be shown", `window.__latencies.length > ${n}`);
}
const latencies = /** @type {number[]} */ (await host.evaluate("window.__latencies")).sort((a, b) => a - b);
const at = (/** @type {number} */ share) => (latencies[Math.floor(latencies.length * share)] ?? NaN).toFixed(0);

/** Memory of the program and its helpers, shared pages counted once (PSS), in megabytes. They are known by their home. */
function memory() {
  const ours = /^(attest-desktop|WebKitWebProces|WebKitNetworkPr)$/;
  return readdirSync("/proc").filter((id) => /^\d+$/.test(id)).flatMap((id) => {
    try {
      const name = readFileSync(`/proc/${id}/comm`, "utf8").trim();
      if (!ours.test(name) || !readFileSync(`/proc/${id}/environ`, "utf8").split("\0").includes(`HOME=${place.home}`)) return [];
      return [{ name, pss: Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024 }];
    } catch {
      return []; // It has ended, or belongs to somebody else.
    }
  });
}
await sleep(15_000);
const parts = memory();
const script = readdirSync(join(root, "ui/dist/assets")).filter((file) => file.endsWith(".js")).map((file) => ({ file, size: statSync(join(root, "ui/dist/assets", file)).size }));
console.log(`screens loaded                       ${start} ms`);
console.log(`decision to next record on screen    median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms   aim 50 / 100`);
console.log(`memory                               ${parts.reduce((sum, { pss }) => sum + pss, 0).toFixed(0)} MB (${parts.map(({ name, pss }) => `${name} ${pss.toFixed(0)}`).join(", ")})   aim 500`);
console.log(`script                               ${script.map(({ file, size }) => `${file} ${(size / 1000).toFixed(0)} kB`).join(", ")}`);
await host.close();
place.remove();
process.exit(0);
