// The whole road, in the real window and in the browser: from a new review to the PRISMA diagram, as two people go it.
// @ts-check
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openBrowser } from "./chromium.mjs";
import { run } from "./made_up.mjs";
import { root, scratch, sleep } from "./programs.mjs";
import { sitDown } from "./sample.mjs";
import { openWindow } from "./webview.mjs";

/** @typedef {import("./host.mjs").Host} Host */

const sample = {
  name: "the sample",
  files: ["pubmed.nbib", "embase.ris", "cinahl.xml", "scopus.csv"].map((file) => join(root, "assets/sample", file)),
  entries: 156,
};
const syndemicFolder = join(root, "../shared/data/endtoend/msm_syndemic/Files/electronic_search");
const syndemic = {
  name: "a real scoping review",
  files: ["scopus.ris", "medline.ris", "psycinfo.ris", "proquest.ris", "cochrane.ris"].map((file) => join(syndemicFolder, file)),
  entries: 641,
};

const ready = `!!document.querySelector("[data-testid=answer-exclude]:not([disabled]):not([aria-disabled])")`;
const title = `document.querySelector("[data-testid=record-title]")?.innerText.trim() ?? ""`;
const progress = `document.querySelector("[data-testid=progress]")?.innerText ?? ""`;
const done = `!!document.querySelector("[data-testid=all-done]")`;

/** A number that is the same for the same title, so that two reviewers agree on most records. @param {string} text */
const numberOf = (text) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1009, 7);

/**
 * Screens every record that waits for this reviewer by keys. Returns how many there were.
 * @param {Host} host @param {(title: string) => "i" | "e" | "u"} judge
 */
async function screenAll(host, judge) {
  await host.go("screen");
  let before = "";
  let count = 0;
  for (;;) {
    const shown = await host.until("a record or the end", `(${done}) ? "\\n" : (${ready}) && (${title}) !== ${JSON.stringify(before)} && (${title})`);
    if (shown === "\n") return count;
    await host.press(judge(shown));
    before = shown;
    count += 1;
  }
}

/** @param {Host} host @param {typeof sample} data @param {string} folder */
async function road(host, data, folder) {
  const review = join(folder, "Road.review");

  // A new review, and who sits here.
  await host.clickNamed("New review");
  await host.fillLabelled("Title", "The whole road", "[role=dialog]");
  await host.fillLabelled("Folder", review, "[role=dialog]");
  await host.clickNamed("Make the review", "[role=dialog]");
  await host.until("the review", `document.querySelector("header").innerText.includes("The whole road")`);
  await host.fillLabelled("Your name", "A. First", "[role=dialog]");
  await host.clickNamed("Continue", "[role=dialog]");
  await host.until("the dialog to go", `!document.querySelector("[role=dialog]")`);

  // The protocol: one criterion to cite, a second person.
  await host.go("protocol");
  await host.clickNamed("Add an exclusion criterion");
  await host.fill("[aria-label='Criterion E1']", "Wrong population");
  await host.fillLabelled("Add a name", "B. Second");
  await host.press("Enter");
  await host.read("B. Second");
  await host.press("Control+s");
  await host.clickNamed("Save version 2", "[role=dialog]");
  await host.read("Saved as version 2.");

  // Import by path: what was understood is shown before anything is stored.
  await host.go("import");
  for (const file of data.files) {
    await host.fill("[data-testid=import-path]", file);
    await host.clickNamed("Add");
  }
  await host.clickNamed(`Import ${data.files.length} files`);
  await host.until("the files to be imported", `document.querySelectorAll("[data-testid=imported-search]").length === ${data.files.length}`);

  // Duplicates: the certain ones are merged, every doubtful pair is answered by key.
  await host.clickNamed("Look for duplicates");
  await host.until("the duplicates", `location.hash.startsWith("#/duplicates") && !!document.querySelector("[data-testid=duplicate-numbers]")`);
  const pair = `document.querySelector("[data-testid=pair]")?.getAttribute("data-pair")`;
  const finished = `document.body.innerText.includes("No doubtful pair is left")`;
  for (let before = ""; ; ) {
    const shown = await host.until("a pair or the end", `(${finished}) ? "none" : (${pair}) && (${pair}) !== ${JSON.stringify(before)} && (${pair})`);
    if (shown === "none") break;
    // Nobody answers what was not on the screen for a moment: an earlier key is passed over.
    await sleep(250);
    await host.press("s");
    before = shown;
  }

  // Two people screen, each alone, and agree on most records.
  const judge = (/** @type {string} */ text) => (numberOf(text) % 12 === 0 ? "i" : "e");
  const first = await screenAll(host, judge);
  await sitDown(host, "A. First", "B. Second");
  let differed = 0;
  const second = await screenAll(host, (text) => {
    if (numberOf(text) % 12 !== 5 || differed === 2) return judge(text);
    differed += 1;
    return "i";
  });
  assert.equal(first, second, "both saw every record");
  assert.equal(differed, 2);

  // The two conflicts are settled, one each way.
  await host.go("conflicts");
  await host.until("two conflicts", `document.querySelectorAll("[data-testid=conflict]").length === 2`);
  await host.press("i");
  await host.until("one conflict", `document.querySelectorAll("[data-testid=conflict]").length === 1`);
  await host.press("e");
  await host.until("no conflict", `document.querySelectorAll("[data-testid=conflict]").length === 0`);

  // Full text: one report is included, all others are excluded with the reason; both people agree.
  for (const who of /** @type {const} */ (["B. Second", "A. First"])) {
    if (who === "A. First") await sitDown(host, "B. Second", "A. First");
    await host.go("fulltext");
    await host.see("[data-testid=report]");
    await assess(host);
  }

  // What the program counted is what two people did.
  const status = run("status", review).flow;
  const included = status.reports.sought;
  assert.equal(status.databases.total, data.entries);
  assert.equal(status.screened, first);
  assert.equal(status.excluded + included, first);
  assert.equal(status.reports.assessed, included);
  assert.equal(status.new.reports, 1);
  assert.equal(status.reports.excluded.total ?? status.reports.excluded.parts[0].n, included - 1);

  // The diagram on the screen and on disk.
  await host.go("overview");
  await host.until("the diagram", `!!document.querySelector("[data-testid^=box-]")`);
  await host.read(String(data.entries));
  await host.go("exports");
  await host.click("[data-testid='exports.diagram']");
  await host.see("[data-testid=diagram-preview]");
  const [made] = readdirSync(join(review, "exports"));
  const svg = readFileSync(join(review, "exports", String(made), "prisma.svg"), "utf8");
  assert.match(svg, new RegExp(`n = ${data.entries}\\b`));

  assert.equal(run("verify", review).whole, true);
  return review;
}

/** Assesses every report that waits for the one who sits here: the first that is shown is included. @param {Host} host */
async function assess(host) {
  const inList = `document.querySelector("h1")?.innerText.trim() === "Full text"`;
  let before = "";
  for (;;) {
    const shown = await host.until(
      "a report or the list",
      `(${inList}) ? "\\n" : (${ready}) && (${title}) !== ${JSON.stringify(before)} && (${title})`,
    );
    if (shown === "\n") {
      // What is at hand comes first; then the reports without a PDF, which can be read elsewhere.
      const atHand = `[...document.querySelectorAll("button")].some((b) => b.innerText.startsWith("Assess the next report") && !b.disabled)`;
      if (await host.evaluate(atHand)) await host.clickNamed("Assess the next report");
      else {
        await host.clickNamed("To be found");
        await host.until("that list", `document.querySelector("[role=tab][aria-selected=true]")?.innerText.startsWith("To be found")`);
        if ((await host.count("[data-testid=report]")) === 0) return;
        await host.click("[data-testid=report] a");
      }
      await host.until("the report", `!(${inList})`);
      continue;
    }
    if (before === "") await host.press("i");
    else {
      await host.press("1");
      await host.press("e");
    }
    before = shown;
    // The next one that is at hand follows by itself; where there is none, it goes back to the list, which is read anew.
    await host.until("the decision", `(${inList}) || ((${title}) !== "" && (${title}) !== ${JSON.stringify(shown)})`);
    if (await host.evaluate(inList)) await sleep(500);
  }
}

for (const [where, open] of /** @type {const} */ ([["the window", openWindow], ["the browser", openBrowser]])) {
  for (const data of [sample, syndemic]) {
    test(`${data.name}, in ${where}`, { skip: !data.files.every((file) => existsSync(file)) && "the real data is not here" }, async () => {
      const place = scratch();
      const host = await open({ home: place.home });
      try {
        await road(host, data, place.folder);
        assert.deepEqual(await host.problems(), []);
      } catch (error) {
        await host.screenshot(join(root, "target", `road-${host.name}.png`)).catch(() => undefined);
        throw error;
      } finally {
        await host.close();
      }
      place.remove();
    });
  }
}
