// Suggestions on the screen, in the window and in the browser: nothing of them before one's own decision in an
// independent review, at once in an assisted one, and everything by keys.
// @ts-check
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bringAxe, violations } from "./axe.mjs";
import { openBrowser } from "./chromium.mjs";
import { ris, run } from "./made_up.mjs";
import { scratch } from "./programs.mjs";
import { chooseReviewer } from "./sample.mjs";
import { openWindow } from "./webview.mjs";

const RECORDS = 12;
const ready = `!!document.querySelector("[data-testid=answer-exclude]:not([disabled]):not([aria-disabled])")`;
const title = `document.querySelector("[data-testid=record-title]")?.innerText.trim() ?? ""`;
const traces = `document.querySelectorAll("[data-testid=suggestion], [data-testid=revealed], [data-evidence]").length`;

/** Whether a model that makes suggestions is there: the one that comes with the program. */
function hasModel() {
  try {
    return run("models", "list").models.some((/** @type {{ chosen: boolean }} */ model) => model.chosen);
  } catch {
    return false;
  }
}
const skip = !hasModel() && "no model is here";

/** A review whose records a model has read. @param {string} folder @param {string} independence */
function readReview(folder, independence) {
  const [review, protocol, file] = [join(folder, "Read.review"), join(folder, "protocol.toml"), join(folder, "records.ris")];
  writeFileSync(
    protocol,
    `question = "Does the remedy slow people down?"
independence = "${independence}"
reviewers_title_abstract = "one"

[[criteria]]
id = "i1"
label = "I1"
polarity = "inclusion"
text = "People who hurry were randomised"

[[criteria]]
id = "e1"
label = "E1"
polarity = "exclusion"
text = "Studies of animals"
`,
  );
  writeFileSync(file, ris(RECORDS));
  run("new", review, "--title", "Read ahead", "--protocol", protocol);
  run("import", review, file, "--source", "Made up");
  run("reviewer", "add", review, "A. Reviewer");
  run("suggest", review);
  return review;
}

for (const [where, open] of /** @type {const} */ ([["the window", openWindow], ["the browser", openBrowser]])) {
  test(`nothing is suggested before one's own decision, in ${where}`, { skip }, async () => {
    const place = scratch();
    const host = await open({ home: place.home, review: readReview(place.folder, "independent") });
    try {
      await chooseReviewer(host, "A. Reviewer");
      await host.go("screen");
      for (let decided = 0; decided < 4; decided += 1) {
        await host.until("a record", ready);
        assert.equal(await host.evaluate(`document.querySelectorAll("[data-testid=suggestion], [data-evidence]").length`), 0);
        if (decided === 0) assert.equal(await host.evaluate(traces), 0);
        const before = await host.evaluate(title);
        await host.press("e");
        await host.until("the next record", `(${title}) !== ${JSON.stringify(before)}`);
        // What is revealed is about the record that was decided, and says so.
        await host.see("[data-testid=revealed]");
        await host.until("the record decided last", `document.querySelector("[data-testid=revealed]").innerText.includes(${JSON.stringify(before)})`);
      }
      await host.press("z");
      await host.until("what was taken back to be hidden again", `(${ready}) && (${traces}) === 0`);
      await bringAxe(host);
      assert.deepEqual(await violations(host, "independent"), []);
      assert.deepEqual(await host.problems(), []);
    } finally {
      await host.close();
    }
    place.remove();
  });

  test(`in an assisted review suggestions are there at once, by keys, in ${where}`, { skip }, async () => {
    const place = scratch();
    const host = await open({ home: place.home, review: readReview(place.folder, "assisted") });
    try {
      await chooseReviewer(host, "A. Reviewer");
      await host.go("screen");
      await host.until("a record", ready);
      await host.until("a suggestion on each criterion", `document.querySelectorAll("[data-testid=suggestion]").length === 2`);
      assert.equal(await host.count("[data-testid^=answer-][aria-pressed=true]"), 0, "no answer is chosen beforehand");
      assert.doesNotMatch(await host.text("aside"), /%/, "never a bare percentage");
      await host.press("j");
      await host.until("a criterion to be pointed at", `!!document.querySelector("[data-testid=suggestion].pointed")`);
      await bringAxe(host);
      for (const theme of ["light", "dark"]) {
        await host.wear(theme);
        assert.deepEqual(await violations(host, `assisted, ${theme}`), []);
      }
      const before = await host.evaluate(title);
      await host.press("i");
      await host.until("the next record", `(${title}) !== ${JSON.stringify(before)}`);
      assert.equal(await host.count("[data-testid=revealed]"), 0, "what was in sight is not revealed again");
      await host.go("models?show=agreement");
      await host.read("Agreement on each criterion");
      assert.deepEqual(await violations(host, "agreement"), []);
      assert.deepEqual(await host.problems(), []);
    } finally {
      await host.close();
    }
    place.remove();
  });
}
