// A study of one's own on the screen: read by keys only, in arms that the screen does not name, laid aside and taken up
// again, judged blind, ended and reported.
// @ts-check
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bringAxe, violations } from "./axe.mjs";
import { openBrowser } from "./chromium.mjs";
import { ris, run } from "./made_up.mjs";
import { scratch } from "./programs.mjs";
import { chooseReviewer, sitDown } from "./sample.mjs";

const [RECORDS, ITEMS, PRACTICE] = [18, 4, 10];
const ready = `!!document.querySelector("[data-testid=answer-exclude]:not([disabled]):not([aria-disabled])")`;
const where = `document.querySelector("[data-testid=study-where]")?.innerText ?? ""`;
const own = `!!document.querySelector("[data-testid=answer-include][aria-pressed]")`;
const suggested = `document.querySelectorAll("[data-testid=suggestion], [data-evidence]").length`;

/** Whether a model that makes suggestions is there: the one that comes with the program. */
function hasModel() {
  try {
    return run("models", "list").models.some((/** @type {{ chosen: boolean }} */ model) => model.chosen);
  } catch {
    return false;
  }
}
const skip = !hasModel() && "no model is here";

/** A review whose study is locked. @param {string} folder */
function lockedReview(folder) {
  const [review, protocol, file] = [join(folder, "Studied.review"), join(folder, "protocol.toml"), join(folder, "records.ris")];
  writeFileSync(
    protocol,
    `question = "Does the remedy slow people down?"
independence = "independent"
reviewers_title_abstract = "one"

[[criteria]]
id = "i1"
label = "I1"
polarity = "inclusion"
text = "People who hurry were randomised"
`,
  );
  writeFileSync(file, ris(RECORDS));
  run("new", review, "--title", "Studied", "--protocol", protocol);
  run("import", review, file, "--source", "Made up");
  run("reviewer", "add", review, "A. Reader", "B. Reader", "C. Judge", "D. Judge");
  run("suggest", review);
  run(
    "study", "plan", review, "--reader", "A. Reader", "B. Reader", "--adjudicator", "C. Judge", "D. Judge",
    "--items", String(ITEMS), "--practice", String(PRACTICE), "--arms", "b,c",
  );
  run("study", "lock", review, "--reviewer", "C. Judge");
  return review;
}

/** Reads everything by keys, laid aside and taken up again once. @param {import("./host.mjs").Host} host */
async function readAll(host) {
  await host.press("b");
  const kinds = new Set();
  for (let read = 0; read < PRACTICE + ITEMS; read += 1) {
    await host.until("a record", ready);
    const at = await host.evaluate(where);
    assert.match(at, read < PRACTICE ? /^Practice, record/ : /^Record/);
    const before = await host.evaluate(suggested);
    if (read === PRACTICE + 1) {
      await host.press("q");
      await host.see("[data-testid=study-people]");
      await host.press("b");
      await host.until("the record again", ready);
      assert.equal(await host.evaluate(where), at);
    }
    await host.press("i");
    await host.until("what is next", `(${where}) !== ${JSON.stringify(at)} || (${own})`);
    if (await host.evaluate(own)) {
      // Shown after the own answer, which is kept.
      assert.equal(before, 0);
      await host.until("the suggestion", `(${ready}) && (${suggested}) > 0`);
      kinds.add("after");
      await host.press("Enter");
      await host.until("the next record", `(${where}) !== ${JSON.stringify(at)}`);
    } else kinds.add(before > 0 ? "first" : "none");
  }
  assert.deepEqual([...kinds].sort(), ["after", "first", "none"]);
  await host.see("[data-testid=study-people]");
  assert.match(await host.text("[data-testid=study-people]"), /read 4 of 4/);
}

/** Judges every record by keys, without a suggestion on any. @param {import("./host.mjs").Host} host */
async function judgeAll(host) {
  await host.press("b");
  for (let judged = 0; judged < ITEMS; judged += 1) {
    await host.until("a record", ready);
    const at = await host.evaluate(where);
    assert.match(at, /is it relevant/);
    assert.equal(await host.evaluate(suggested), 0);
    await host.press("i");
    await host.until("what is next", `(${where}) !== ${JSON.stringify(at)}`);
  }
  await host.see("[data-testid=study-people]");
}

test("a study is read by keys only, the screen shows no suggestion too early, and its report is written", { skip }, async () => {
  const place = scratch();
  const review = lockedReview(place.folder);
  const host = await openBrowser({ home: place.home, review });
  try {
    await chooseReviewer(host, "A. Reader");
    await host.go("study");
    await host.see("[data-testid=study-people]");
    await bringAxe(host);
    assert.deepEqual(await violations(host, "study"), []);
    await readAll(host);
    await sitDown(host, "A. Reader", "B. Reader");
    await readAll(host);
    await sitDown(host, "B. Reader", "C. Judge");
    await judgeAll(host);
    await sitDown(host, "C. Judge", "D. Judge");
    await judgeAll(host);

    await host.clickNamed("End the study and see what it found");
    await host.clickNamed("End it", "[role=dialog]");
    await host.see("[data-testid=study-statements]");
    assert.deepEqual(await violations(host, "what a study found"), []);
    await host.clickNamed("Write the report");
    await host.until("the report", `document.querySelector(".toasts").innerText.includes("Exported")`);
    const written = readdirSync(join(review, "exports"), { recursive: true }).map(String);
    for (const ending of [".html", ".pdf", ".csv", ".json"]) assert.ok(written.some((name) => name.endsWith(ending)), `${ending} of ${written}`);
    const page = readFileSync(join(review, "exports", String(written.find((name) => name.endsWith(".html")))), "utf8");
    assert.match(page, /4 records/);
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
    place.remove();
  }
});
