// Risk of bias in the window of a browser: a result is named, its questions answered by keys with words of the PDF as a
// quote, a judgement overridden with a reason, and the result finished; the other's answers stay unseen.
// @ts-check
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bringAxe, violations } from "./axe.mjs";
import { openBrowser } from "./chromium.mjs";
import { run } from "./made_up.mjs";
import { root, scratch } from "./programs.mjs";
import { chooseReviewer } from "./sample.mjs";

/** A made-up trial, as PDF (assets/sample/reports). */
const REPORT = join(root, "assets/sample/reports/w001.pdf");
/** Keys that make every domain of RoB 2 (assignment) low, in the order in which the questions come to hand. */
const LOW = ["y", "y", "n", "n", "n", "y", "y", "n", "n", "n", "y", "n", "n"];

/** A review with one included report, attached as PDF, and two reviewers. @param {string} folder */
function included(folder) {
  const [review, file] = [join(folder, "Bias.review"), join(folder, "found.ris")];
  const title = "Pharmacist home visits after discharge to reduce readmission of older people";
  writeFileSync(file, `TY  - JOUR\r\nTI  - ${title}\r\nAU  - Lee, K.\r\nPY  - 2014\r\nER  - \r\n`);
  run("new", review, "--title", "Bias", "--reviewers", "1");
  run("import", review, file, "--source", "Made up");
  run("reviewer", "add", review, "A. Reviewer");
  run("reviewer", "add", review, "B. Reviewer");
  const record = run("next", review, "--reviewer", "A. Reviewer")[0].id;
  run("decide", review, record, "include", "--reviewer", "A. Reviewer");
  run("retrieve", review, "--record", record, "--pdf", REPORT, "--reviewer", "A. Reviewer");
  run("decide", review, record, "include", "--stage", "full_text", "--reviewer", "A. Reviewer");
  return review;
}

const current = `document.querySelector("[data-testid=bias-question][aria-current=true]")?.dataset.question`;

test("a result is assessed by keys, apart from the other assessor", async () => {
  const place = scratch();
  const review = included(place.folder);
  const host = await openBrowser({ home: place.home, review });
  try {
    await chooseReviewer(host, "A. Reviewer");
    await host.press("g");
    await host.press("b");
    await host.see("[data-testid=bias-study]");
    await bringAxe(host);
    assert.deepEqual(await violations(host, "no result"), []);
    await host.clickNamed("Add a result of Lee 2014");
    await host.fillLabelled("Result", "Death, 180 days", "[role=dialog]");
    await host.click("[data-testid=add-bias-result]");
    await host.see("[data-testid=bias-result]");
    await host.clickNamed("Assess: Lee 2014, Death, 180 days");
    await host.until("the first question", `${current} === "1.1"`);
    assert.deepEqual(await violations(host, "a question"), []);

    // A comment outlives leaving before the question is answered.
    await host.fillLabelled("Comment", "By telephone.", "[data-testid=bias-question]");
    await host.press("Escape");
    await host.clickNamed("All results");
    await host.clickNamed("Assess: Lee 2014, Death, 180 days");
    await host.until("the comment", `document.querySelector("[data-testid=bias-question] textarea")?.value === "By telephone."`);

    for (const [at, key] of LOW.entries()) {
      const before = await host.evaluate(current);
      await host.press(key);
      if (at < LOW.length - 1) await host.until(`the question after ${before}`, `${current} !== "${before}"`);
    }
    await host.until("everything judged", `document.querySelector("[data-of=Overall] [data-testid=bias-way]")?.innerText.includes("The tool comes to Low")`);
    assert.match(await host.text("[data-of=D1] [data-testid=bias-way]"), /because .*1\.2 is “yes”/);

    // Otherwise than the tool only with a reason.
    await host.click("[data-of=D1] [data-testid=bias-judge]");
    await host.clickNamed("High", "[data-of=D1]");
    await host.clickNamed("Save the judgement", "[data-of=D1]");
    await host.read("without a reason");
    await host.fillLabelled("Why", "The list lay open.", "[data-of=D1]");
    await host.clickNamed("Save the judgement", "[data-of=D1]");
    await host.until("the whole", `document.querySelector("[data-of=Overall]").innerText.includes("The result as a whole: High")`);
    await host.click("[data-testid=finish-bias]");
    await host.read("You have finished; the other assessor has not.");
    assert.deepEqual(await violations(host, "a finished result"), []);

    const seen = run("bias", "review", review, "list", "--reviewer", "B. Reviewer").studies[0].results[0];
    assert.equal(seen.answered, 0);
    assert.ok(seen.judgements.every((/** @type {{ judgement: string | null }} */ cell) => cell.judgement === null));
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
  }
  place.remove();
});
