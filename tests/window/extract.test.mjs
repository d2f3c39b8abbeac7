// Extraction, in the window and in the browser: a form from a template, arms and outcomes, a value accepted by Enter,
// words selected in the PDF as evidence, and the export.
// @ts-check
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bringAxe, violations } from "./axe.mjs";
import { openBrowser } from "./chromium.mjs";
import { run } from "./made_up.mjs";
import { root, scratch, sleep } from "./programs.mjs";
import { chooseReviewer } from "./sample.mjs";
import { openWindow } from "./webview.mjs";

/** A made-up trial, as PDF (assets/sample/reports). */
const REPORT = join(root, "assets/sample/reports/w001.pdf");
const PARTS = [
  ["Add an arm", "home visits"],
  ["Add an arm", "usual care"],
  ["Add an outcome", "death"],
  ["Add a time point", "180 days"],
];

const values = `[...document.querySelectorAll("[data-testid=value]")]`;
const states = `${values}.map((value) => value.dataset.state)`;

/** A review with one included report, attached as PDF. @param {string} folder */
function included(folder) {
  const [review, file] = [join(folder, "Extract.review"), join(folder, "found.ris")];
  const title = "Pharmacist home visits after discharge to reduce readmission of older people";
  writeFileSync(file, `TY  - JOUR\r\nTI  - ${title}\r\nAU  - Lee, K.\r\nPY  - 2014\r\nER  - \r\n`);
  run("new", review, "--title", "Extraction", "--reviewers", "1");
  run("import", review, file, "--source", "Made up");
  run("reviewer", "add", review, "A. Reviewer");
  const record = run("next", review, "--reviewer", "A. Reviewer")[0].id;
  run("decide", review, record, "include", "--reviewer", "A. Reviewer");
  run("retrieve", review, "--record", record, "--pdf", REPORT, "--reviewer", "A. Reviewer");
  run("decide", review, record, "include", "--stage", "full_text", "--reviewer", "A. Reviewer");
  return review;
}

/**
 * Selects words on the pages as a drag of the pointer does. Only pages near the view have their words, so it turns them,
 * each given some looks to be drawn.
 * @param {string} words
 */
const select = (words) => `(() => {
  const layer = [...document.querySelectorAll(".textLayer span")].find((span) => span.textContent.includes(${JSON.stringify(words)}));
  if (!layer) {
    const pages = document.querySelectorAll("[data-page]");
    window.looks = (window.looks ?? -1) + 1;
    if (window.looks % 10 === 9) pages[Math.floor(window.looks / 10) % pages.length]?.scrollIntoView();
    return false;
  }
  const node = layer.firstChild;
  const from = node.textContent.indexOf(${JSON.stringify(words)});
  document.getSelection().setBaseAndExtent(node, from, node, from + ${words.length});
  return true;
})()`;

for (const [where, open] of /** @type {const} */ ([["the window", openWindow], ["the browser", openBrowser]])) {
  test(`values are extracted with the words they rest on, in ${where}`, async () => {
    const place = scratch();
    const review = included(place.folder);
    const host = await open({ home: place.home, review });
    const shots = process.env.ATTEST_SHOTS;
    // Pictures to be looked at: in the browser in both themes and two sizes.
    const shoot = async (/** @type {string} */ name) => {
      if (!shots) return;
      mkdirSync(shots, { recursive: true });
      if (!("page" in host)) return host.screenshot(join(shots, `${name}-window.png`));
      for (const theme of ["dark", "light"]) {
        await host.wear(theme);
        for (const [width, height] of /** @type {const} */ ([[1920, 1080], [1280, 800]])) {
          await host.page.setViewportSize({ width, height });
          await sleep(600);
          await host.screenshot(join(shots, `${name}-${theme}-${width}.png`));
        }
      }
    };
    try {
      await chooseReviewer(host, "A. Reviewer");

      // The form, from a template.
      await host.go("extract");
      await shoot("1-no-form");
      await host.clickNamed("Make the form");
      await host.clickNamed("Add fields of a template");
      await shoot("2-templates");
      await host.clickNamed("Add the fields of Dichotomous outcomes", "[role=dialog]");
      await host.until("the fields", `document.querySelectorAll("[data-testid=form-field]").length > 5`);
      await host.clickNamed("People with the event");
      await shoot("3-designer");
      await bringAxe(host);
      assert.deepEqual(await violations(host, "designer"), []);
      await host.clickNamed("Save as version 1");
      await host.clickNamed("Save version 1", "[role=dialog]");
      await host.read("Saved as version 1.");

      // The study, its arms and its outcome.
      await host.clickNamed("Studies");
      await host.see("[data-testid=study]");
      await shoot("4-studies");
      assert.deepEqual(await violations(host, "studies"), []);
      await host.clickNamed("Extract: Lee 2014");
      await host.until("the study", `location.hash.includes("study=")`);
      await host.until("the coverage", `document.querySelector("[data-testid=coverage]")?.innerText.includes("Read 3 of 3")`);
      await host.press("a");
      for (const [label, name] of PARTS) {
        await host.fillLabelled(String(label), String(name), "[role=dialog]");
        await host.press("Enter");
        await host.until(`“${name}” on its list`, `[...document.querySelectorAll("[data-testid^=part-]")].some((part) => part.innerText.includes("${name}"))`);
      }
      await shoot("5-parts");
      await host.clickNamed("Done", "[role=dialog]");
      await host.until("the values", `${values}.length > 8`);

      // What is suggested is accepted by Enter, and nothing is before.
      await host.press("v");
      await host.until("suggestions", `${states}.includes("suggested")`);
      assert.equal(await host.evaluate(`${states}.filter((state) => ["confirmed", "entered", "corrected"].includes(state)).length`), 0);
      await host.until("the quote on its page", `!!document.querySelector("[data-testid=quote-box]")`);
      await shoot("6-suggested");
      for (const theme of ["dark", "light"]) {
        await host.wear(theme);
        assert.deepEqual(await violations(host, `a study, ${theme}`), []);
      }
      const current = await host.evaluate(`${values}.findIndex((value) => value.getAttribute("aria-current") === "true")`);
      const proposed = await host.text("[data-testid=proposed]");
      await host.press("Enter");
      await host.until("the value to be confirmed", `${states}[${current}] === "confirmed"`);
      assert.equal(await host.evaluate(`${values}[${current}].querySelector("strong").innerText`), proposed);

      // What the report does not say is marked as such, by key.
      const open = `${values}.findIndex((value) => value.getAttribute("aria-current") === "true")`;
      const next = await host.evaluate(open);
      assert.notEqual(next, current, "the next value without an answer is at hand");
      await host.press("n");
      await host.until("not reported", `${states}[${next}] === "not_reported"`);

      // What was typed and not saved is marked when another value is looked at, and is there again after a new start.
      const at = await host.evaluate(open);
      const before = await host.evaluate(`${states}[${at}]`);
      const unsaved = `${values}[${at}]?.innerText.includes("Not saved")`;
      await host.press("e");
      await host.see("[data-testid=finding-form]");
      await host.fillLabelled("Value", "219", "[data-testid=finding-form]");
      await host.evaluate(`void ${values}[0].querySelector("[data-line]").click()`);
      await host.until("the mark", unsaved);
      await host.until("the draft to be kept", `new Promise((kept) => setTimeout(() => kept(true), 600))`);
      await host.reload();
      await bringAxe(host);
      await host.until("the mark again", unsaved);
      await host.evaluate(`void ${values}[${at}].querySelector("[data-line]").click()`);
      await host.click("[data-testid=edit]");
      const typed = `[...document.querySelectorAll("[data-testid=finding-form] input")].map((field) => field.value)`;
      assert.ok((await host.evaluate(typed)).includes("219"));
      await host.clickNamed("Cancel", "[data-testid=finding-form]");
      await host.until("nothing typed", `!(${unsaved}) && document.querySelector("[data-testid=finding-form]") === null`);
      assert.equal(await host.evaluate(`${states}[${at}]`), before);

      // Words that are selected in the PDF become evidence; what does not stand there is refused by the program.
      await host.until("the words", select("22 of those under usual care had died"));
      await host.click("[data-testid=use-as-evidence]");
      await host.see("[data-testid=finding-form]");
      await host.until("the whole sentence", `document.querySelector("[data-testid=finding-form]").innerText.includes("had died by day 180")`);
      await host.fillLabelled("Value", "22", "[data-testid=finding-form]");
      await shoot("8-editor");
      // What changes meanwhile in the review takes nothing of what is being typed, nor the place in the document.
      await host.evaluate(`void (document.querySelector("[data-testid=finding-form]").setAttribute("data-test-same", ""), (document.querySelector("[data-testid=pdf]").scrollTop = 0))`);
      await host.clickNamed("Suggest values");
      await sleep(500);
      await host.until("the work to end", `![...document.querySelectorAll("button")].some((button) => button.innerText.includes("Suggest values") && button.getAttribute("aria-busy") === "true")`);
      await sleep(500);
      assert.equal(await host.evaluate(`document.querySelector("[data-testid=finding-form] [data-value]").value`), "22");
      assert.ok(await host.evaluate(`!!document.querySelector("[data-testid=finding-form][data-test-same]")`), "the form stays");
      assert.equal(await host.evaluate(`document.querySelector("[data-testid=pdf]").scrollTop`), 0);
      assert.deepEqual(await violations(host, "the editor"), []);
      await host.click("[data-testid=give-value]");
      await host.until("the value", `["entered", "corrected"].includes(${states}[${at}])`);

      // A final export waits; a draft does not.
      await host.go("exports");
      await host.read("1 study is not settled".replace(" ", "\u00a0"));
      await host.click("[data-testid='exports.evidence']");
      await host.read("cannot be final yet");
      await host.clickNamed("Final or draft: evidence table");
      await host.clickNamed("Draft", "[role=listbox]");
      await host.until("the list to close", `document.querySelector("[role=listbox]") === null`);
      await host.click("[data-testid='exports.evidence']");
      await host.until("the export", `[...document.querySelectorAll("[data-testid=kept-export]")].some((kept) => kept.innerText.includes("Evidence table draft"))`);
      await shoot("9-exports");
      assert.deepEqual(await violations(host, "exports"), []);
      const [name] = readdirSync(join(review, "exports"));
      assert.match(String(name), /evidence table draft\.docx$/);
      assert.equal(readFileSync(join(review, "exports", String(name))).subarray(0, 2).toString(), "PK");
      assert.deepEqual(await host.problems(), []);
    } finally {
      await host.close();
    }
    place.remove();
  });
}
