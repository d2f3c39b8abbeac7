// The trial census on the sample: designs told, counted, read one by one, labelled blind by keys, criteria changed.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./chromium.mjs";
import { scratch } from "./programs.mjs";
import { openSample } from "./sample.mjs";

test("designs are told, counted, marked and labelled blind", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home });
  try {
    await openSample(host);
    await host.press("g");
    await host.press("n");
    await host.see("[data-testid=census-begin]");
    await host.press("r");
    await host.see("[data-testid=census-designs]");
    await host.until("a plot for each design", `
      document.querySelectorAll("[data-testid=census-plots] figure").length ===
      document.querySelectorAll("[data-testid=census-designs] tbody tr").length`);
    await host.read("These counts are uncorrected.");

    // What a point costs is told with where it was measured.
    await host.clickNamed("Sensitive");
    await host.until("its cost", `/Of 1,000 randomised trials .* expected to be lost/.test(document.querySelector("[data-testid=census-cost]")?.innerText ?? "")`);

    await host.clickNamed("Table");
    await host.see("[data-testid=census-years]");

    // By keys: to the records, to the first of them, its abstract with the sentence that decides.
    await host.press("t");
    await host.see("[data-testid=census-records] article");
    await host.press("j");
    await host.press("o");
    await host.see("[data-testid=census-records] article [id] .abstract");
    // The way back from a record leads to the same list.
    await host.fill("#census-from", "2015");
    await host.until("fewer records", `/from=2015/.test(location.hash)`);
    await host.clickNamed("Open the record", "[data-testid=census-records]");
    await host.until("the record", `location.hash.startsWith("#/records")`);
    await host.evaluate(`history.back()`);
    await host.until("the list as it was left", `document.querySelector("#census-from")?.value === "2015"`);
    await host.fill("#census-from", "");
    await host.see("[data-testid=census-records] article");
    await host.evaluate(`document.activeElement.blur()`);
    // The sentence stands below the title, or is marked in it; where a type of publication decides, that stands there.
    // Only what is unclear has none.
    const untold = await host.evaluate(`[...document.querySelectorAll("[data-testid=census-records] article")].filter((one) => one.querySelector("blockquote, mark") === null).map((one) => one.innerText)`);
    assert.deepEqual(untold.filter((/** @type {string} */ text) => !/unclear|by the type of publication/i.test(text)), []);
    const before = await host.text("[data-testid=census-total]");

    await host.press("t");
    await host.fill("#census-size", "5");
    await host.press("Enter");
    await host.see("[data-testid=census-turn]");
    // What was typed in is folded away by now, and keys are labels again.
    await host.until("the field to be left", `document.activeElement?.tagName !== "INPUT"`);
    const first = await host.text("[data-testid=census-turn] h2");
    assert.equal(await host.count("[data-testid=census-revealed]:empty"), 1, "nothing is told before the label");
    await host.press("n");
    await host.until("the next record", `document.querySelector("[data-testid=census-turn] h2")?.innerText !== ${JSON.stringify(first)}`);
    await host.read("You: no. The classifier:");
    await host.until("the next record to begin in sight", `(box => box.top >= 0 && box.top < innerHeight / 2)(document.querySelector("[data-testid=census-turn]").getBoundingClientRect())`);
    await host.until("it is counted", `document.querySelector("[data-testid=census-latest] li") !== null`);
    for (const key of ["y", "u", "n", "n"]) {
      const left = await host.text("[data-testid=census-label-counts]");
      await host.press(key);
      await host.until("the label is counted", `document.querySelector("[data-testid=census-label-counts]").innerText !== ${JSON.stringify(left)}`);
    }
    await host.see("[data-testid=census-all-labelled]");
    assert.equal(await host.count("[data-testid=census-latest] li"), 5);
    assert.match(await host.text("[data-testid=census-missing]"), /still missing/);
    assert.notEqual(before, "");

    // Another question is kept with a name, and asks for a new census.
    await host.press("t");
    await host.see("[data-testid=census-criterion]");
    await host.fill("[data-testid=census-criterion] input", "Was it planned before?");
    await host.clickNamed("Save as a new version");
    await host.see("[data-testid=census-versions]");
    assert.match(await host.text("[data-testid=census-versions]"), /Version 1, R\. Adams/);
    await host.see("[data-testid=census-begin]");
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
  }
  place.remove();
});
