// A search strategy held against the records of the sample, and a question to them, by keys as far as there are any.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./chromium.mjs";
import { patience, scratch } from "./programs.mjs";
import { openSample } from "./sample.mjs";

const text = `document.querySelector("[data-testid=strategy-text]")`;

test("a strategy is told, counted, checked and kept", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home });
  try {
    await openSample(host);
    await host.press("g");
    await host.press("q");
    await host.clickNamed("Insert the example");
    await host.until("three lines", `document.querySelectorAll("[data-testid=strategy-lines] > li").length === 3`);
    await host.read("The last line finds");
    assert.match(await host.text("[data-testid=strategy-found]"), /It finds \d+( to at most \d+)? of \d+ included at full text/);

    // A bracket that is not closed is an error, and Enter leads to it.
    const example = await host.evaluate(`${text}.value`);
    await host.fill("[data-testid=strategy-text]", example.replace("1. ", "1. ("));
    await host.until("the error", `document.querySelector("[data-testid=strategy-problems] button.error") !== null`);
    await host.press("Escape");
    await host.press("Enter");
    await host.until("the cursor in the text", `document.activeElement === ${text}`);
    await host.fill("[data-testid=strategy-text]", example);
    await host.until("no error", `document.querySelector("[data-testid=strategy-problems] button.error") === null`);

    // What was typed is there again.
    await host.go("overview");
    await host.go("strategy");
    await host.until("the strategy again", `${text}?.value.includes("#1 AND #2")`);

    await host.clickNamed("Terms");
    await host.clickNamed("Look for terms");
    await host.until("terms", `document.querySelectorAll("[data-testid=strategy-terms] tbody tr").length > 0`);
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
  }
  place.remove();
});

test("a question is answered by quotations of the records, or by none", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home });
  try {
    await openSample(host);
    await host.press("g");
    await host.press("k");
    await host.fill("[data-testid=ask-question]", "Zyxwvut qponmlk?");
    await host.press("Enter");
    await host.read("Nothing in the records answers this.");
    await host.fill("[data-testid=ask-question]", "Did medication review by a pharmacist reduce readmissions?");
    await host.press("Enter");
    // The reader works at low priority: on a busy machine it has to wait for what is busy.
    await host.until("another answer", `document.querySelector("[data-testid=ask-answer] h2")?.innerText.includes("readmissions")`, 5 * patience);
    await host.until("how far it was searched", `/\\d+ sentences?\\./.test(document.querySelector("[data-testid=ask-answer]").innerText.replace(/\\u00a0/g, " "))`);
    const quotations = await host.count("[data-testid=ask-answer] blockquote");
    assert.equal(await host.count("[data-testid=ask-answer] figcaption a"), quotations, "every quotation has its record");
    assert.equal(await host.count("[data-testid=ask-earlier] li"), 2);
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
  }
  place.remove();
});
