// A search built from concepts by keys, saved, put into the text and taken apart again; a search recorded as it was run.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./chromium.mjs";
import { scratch } from "./programs.mjs";
import { openSample } from "./sample.mjs";

const fields = `document.querySelectorAll("[data-testid=chip-field]")`;
const chips = (/** @type {number} */ block) => `document.querySelectorAll("[data-testid=search-block]")[${block}].querySelectorAll("[data-chip]")`;

test("concepts are built by keys, saved, written as a strategy and taken apart again", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home });
  try {
    await openSample(host);
    await host.press("g");
    await host.press("q");
    await host.see("[data-testid=strategy-text]");
    await host.press("b");
    await host.until("five concepts", `${fields}.length === 5`);

    // Enter adds words, Shift and Enter a heading; left arrow and Backspace take one out.
    const type = async (/** @type {number} */ block, /** @type {string} */ text, key = "Enter") => {
      await host.evaluate(`${fields}[${block}].focus()`);
      await host.page.keyboard.type(text);
      await host.press(key);
    };
    await type(1, "medication review*");
    await type(1, "pharmacist*");
    await type(1, "zyxwv");
    await host.until("three chips", `${chips(1)}.length === 3`);
    await host.until("a red one", `${chips(1)}[2].classList.contains("unknown") && ${chips(1)}[2].innerText.includes("unknown here")`);
    await host.press("ArrowLeft");
    await host.until("the last chip", `document.activeElement === ${chips(1)}[2]`);
    await host.press("Backspace");
    await host.until("two chips", `${chips(1)}.length === 2 && document.activeElement === ${chips(1)}[1]`);
    await type(3, "Patient Readmission", "Shift+Enter");
    await type(3, "readmission*; readmitted");
    await host.until("what they find", `/\\d+ records?/.test(document.querySelector("[data-testid=build-found]").innerText.replace(/\\u00a0/g, " "))`);
    await host.until("the strategy", `document.querySelector("[data-testid=build-text]").innerText.includes('"Patient Readmission"[mh] OR (readmission*[tiab] OR readmitted[tiab])')`);

    // What the protocol proposes is in no concept until it is taken.
    const before = await host.evaluate(`${chips(0)}.length`);
    assert.equal(before, 0);
    await host.evaluate(`document.querySelector("[data-testid=proposed] button").click()`);
    await host.until("one that was taken", `${chips(0)}.length === 1 && ${chips(0)}[0].innerText.includes("from the protocol")`);

    await host.evaluate(`document.activeElement.blur()`);
    await host.press("Control+s");
    await host.until("the version", `document.querySelector("[data-testid=block-versions]")?.innerText.includes("Version 1")`);
    await host.go("overview");
    await host.go("strategy");
    await host.press("b");
    await host.until("the same again", `${fields}.length === 5 && ${chips(1)}.length === 2`);

    await host.clickNamed("Put it into the text");
    await host.until("the text", `document.querySelector("[data-testid=strategy-text]")?.value.includes("readmission*[tiab]")`);
    await host.until("its lines", `document.querySelectorAll("[data-testid=strategy-lines] > li").length === 4`);
    await host.evaluate(`document.activeElement.blur()`);
    await host.press("b");
    await host.clickNamed("Take the written strategy apart");
    await host.until("three concepts", `${fields}.length === 3 && ${chips(2)}.length === 3`);
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
  }
  place.remove();
});

test("a search is recorded as it was run, and fills the checklist", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home });
  try {
    await openSample(host);
    await host.go("strategy");
    await host.press("r");
    await host.see("[data-testid=search-runs]");
    await host.press("n");
    await host.see("[role=dialog]");
    await host.fill("[data-testid=run-database]", "MEDLINE");
    await host.fill("[data-testid=run-platform]", "Ovid");
    await host.fill("[data-testid=run-day]", "2026-02-28");
    await host.fill("[data-testid=run-records]", "1,204");
    await host.fill("[data-testid=run-strategy]", "1. exp Stroke/");
    await host.clickNamed("Record", "[role=dialog]");
    await host.until("the search", `document.querySelector("[data-testid=search-runs]").innerText.replace(/\\u00a0/g, " ").includes("1,204 records")`);
    await host.go("report");
    await host.clickNamed("PRISMA-S");
    await host.read("MEDLINE (Ovid)");
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
  }
  place.remove();
});
