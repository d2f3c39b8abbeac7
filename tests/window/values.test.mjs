// A study of suggested values on the screen: planned and locked, then read by keys only. No suggestion, no mark in the
// report and no registry number that the program found is in sight too early, and the report stays where it is read.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { bringAxe, violations } from "./axe.mjs";
import { openBrowser } from "./chromium.mjs";
import { extractedSample, run } from "./made_up.mjs";
import { scratch } from "./programs.mjs";
import { chooseReviewer, sitDown } from "./sample.mjs";

const [VALUES, PRACTICE] = [6, 10];
/** Studies whose reports are PDFs: label, arms, an outcome and its time. */
const STUDIES = /** @type {const} */ ([
  ["Hallwright 2014", ["home visits", "usual care"], "unplanned readmission", "180 days"],
  ["Vandermolen 2017", ["practice pharmacist", "usual care"], "readmission for any cause", "90 days"],
  ["Kowalczyk 2018", ["telephone review", "discharge leaflet"], "unplanned readmission", "30 days"],
]);

/** A review in which values of three studies are suggested, with people for a study. @param {string} folder */
function withValues(folder) {
  const review = extractedSample(folder, "Values", ["w001", "w003", "w004"], STUDIES);
  run("reviewer", "add", review, "A. Reader", "B. Reader", "C. Judge", "D. Judge");
  return review;
}

const where = `document.querySelector("[data-testid=study-where]")?.innerText ?? ""`;
const own = `!!document.querySelector("[data-testid=own-answer]")`;
const proposed = `!!document.querySelector("[data-testid=study-proposal]")`;
const marks = `document.querySelectorAll("[data-testid=quote-box]").length`;
const items = `Number([...document.querySelectorAll("input")].find((field) => field.labels?.[0]?.innerText.trim() === "Values")?.value)`;

test("a study of values is planned, locked, and read by keys", async () => {
  const here = scratch();
  const host = await openBrowser({ home: here.home, review: withValues(here.folder) });
  try {
    await chooseReviewer(host, "R. Adams");
    await host.go("study");
    await host.clickNamed("Values, from reports");
    await host.until("no more than there is", `(${items}) > ${VALUES} && (${items}) < 62`);
    for (const who of ["A. Reader reads", "B. Reader reads", "C. Judge settles what is right", "D. Judge settles what is right"]) {
      await host.click(`[aria-label="${who}"]`);
    }
    await host.clickNamed("with the suggestion shown after the own answer");
    await host.fillLabelled("Values", String(VALUES));
    // What was typed and not saved is there again after another screen.
    await host.press("Tab");
    await host.go("records");
    await host.go("study");
    await host.until("the plan as it was typed", `(${items}) === ${VALUES}`);
    await host.clickNamed("Save and see what would be read");
    await host.clickNamed("Lock the study");
    await host.clickNamed("Lock it", "[role=dialog]");
    await host.see("[data-testid=protocol-hash]");

    await sitDown(host, "R. Adams", "A. Reader");
    await host.press("b");
    const kinds = new Set();
    let studied = "";
    for (let step = 0; step < 2 * (VALUES + PRACTICE); step += 1) {
      await host.until("a value or the end", `(${where}) !== "" || !!document.querySelector("[data-testid=study-people]")`);
      const at = await host.evaluate(where);
      if (at === "") break;
      await host.see("[data-testid=study-reading][aria-busy=false]");
      const [shows, after] = [await host.evaluate(proposed), await host.evaluate(own)];
      kinds.add(!shows ? "none" : after ? "after" : "first");
      const study = await host.text("[data-testid=study-of]");
      await host.see("[data-testid=coverage]");
      assert.doesNotMatch(await host.text("[data-testid=coverage]"), /ISRCTN|NCT/);
      if (study === studied) assert.ok(await host.evaluate(`!!document.querySelector("[data-testid=pdf][data-test-same]")`), "the report stays where it was read");
      else await host.until("its pages", `!!document.querySelector("[data-page]")`);
      studied = study;
      await host.evaluate(`document.querySelector("[data-testid=pdf]").setAttribute("data-test-same", "")`);
      if (!shows) {
        assert.equal(await host.evaluate(marks), 0);
        // The cursor stands in the field, where a letter is typed; Escape leaves it.
        if (step === 0) {
          await bringAxe(host);
          assert.deepEqual(await violations(host, "study"), []);
        }
        await host.until("the field", `!!document.activeElement?.closest("[data-testid=finding-form]")`);
        await host.press("Escape");
        await host.until("out of it", `document.activeElement === document.body`);
        await host.press("n");
      } else if (after) {
        await host.press("Enter");
      } else {
        await host.until("its words in the report", `(${marks}) > 0 || !document.querySelector("[data-testid=study-proposal] ol")`);
        await host.press((await host.evaluate(`document.querySelector("[data-testid=study-accept]").disabled`)) ? "n" : "a");
      }
      await host.until("what is next", `(${where}) !== ${JSON.stringify(at)} || (${own}) !== ${after}`);
    }
    assert.deepEqual([...kinds].sort(), ["after", "first", "none"]);
    await host.see("[data-testid=study-people]");
    assert.match(await host.text("[data-testid=study-people]"), new RegExp(`read ${VALUES} of ${VALUES}`));
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
    here.remove();
  }
});
