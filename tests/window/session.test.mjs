// A screening session driven by keys alone, with the program killed in the middle: no decision is lost or doubled.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { reviewOf, run } from "./made_up.mjs";
import { scratch } from "./programs.mjs";
import { chooseReviewer } from "./sample.mjs";
import { openWindow } from "./webview.mjs";

const RECORDS = 300;
const KILLED_AFTER = 150;
const KEYS = /** @type {const} */ (["e", "e", "i", "e", "u", "e", "e"]);
const VERDICTS = { e: "exclude", i: "include", u: "unsure" };

// The answers wait until the record has been on the screen for a moment: nobody decides what nobody has seen.
const title = `!document.querySelector("[data-testid=answer-exclude]:not([disabled]):not([aria-disabled])") ? "" : document.querySelector("[data-testid=record-title]")?.innerText.trim() ?? ""`;
const progress = `document.querySelector("[data-testid=progress]")?.innerText ?? ""`;

test(`${RECORDS} records by keys alone`, async (t) => {
  const place = scratch();
  const review = reviewOf(place.folder, RECORDS, "A. Reviewer");
  /** @type {Map<string, string>} title of a record → verdict that was pressed last */
  const pressed = new Map();
  let host = await openWindow({ home: place.home, review });
  await chooseReviewer(host, "A. Reviewer");
  await host.press("g");
  await host.press("s");
  let decided = 0;
  const started = Date.now();

  /** Decides until `goal` records are decided. @param {number} goal @param {boolean} waitAtEnd */
  const screenUpTo = async (goal, waitAtEnd) => {
    let before = "";
    while (decided < goal) {
      const shown = await host.until("the next record", `(${title}) !== ${JSON.stringify(before)} && (${title})`);
      const key = KEYS[decided % KEYS.length] ?? "e";
      pressed.set(shown, VERDICTS[key]);
      await host.press(key);
      before = shown;
      decided += 1;
      if (decided < goal || waitAtEnd) await host.until(`${decided} decided`, `(${progress}).startsWith("${decided} of") || !!document.querySelector("[data-testid=all-done]")`);
    }
  };

  await screenUpTo(KILLED_AFTER, false);
  host.kill();
  host = await openWindow({ home: place.home, review });
  await host.press("g");
  await host.press("s");
  // The very last key may have been pressed too late to be recorded: then its record is asked again.
  const count = await host.until("the session to go on", `Number((${progress}).split(" ")[0])`);
  assert.ok(count === KILLED_AFTER || count === KILLED_AFTER - 1, `${count} decisions after the program was killed`);
  decided = count;
  await screenUpTo(RECORDS, true);
  await host.see("[data-testid=all-done]");
  t.diagnostic(`${RECORDS} decisions in ${((Date.now() - started) / 1000).toFixed(1)} s, the restart included`);
  assert.deepEqual(await host.problems(), []);
  await host.close();

  const out = join(place.folder, "decisions.json");
  run("export", review, "decisions", "--out", out);
  const rows = /** @type {{ title: string, verdict: string, withdrawn: string }[]} */ (JSON.parse(readFileSync(out, "utf8")));
  assert.equal(rows.length, RECORDS, "every record has one decision");
  for (const row of rows) assert.equal(row.verdict, pressed.get(row.title), row.title);
  assert.equal(run("verify", review).whole, true);
  place.remove();
});
