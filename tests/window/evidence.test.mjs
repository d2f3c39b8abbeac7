// Evidence of extracted trials, from the first look to a kept analysis with its paragraph and the size of the next trial.
// @ts-check
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openBrowser } from "./chromium.mjs";
import { run } from "./made_up.mjs";
import { scratch } from "./programs.mjs";
import { chooseReviewer, openSample } from "./sample.mjs";

/** Trials with events and people, vaccinated and not (Colditz 1994). */
const TRIALS = /** @type {const} */ ([
  ["Aronson", 1948, 4, 123, 11, 139],
  ["Ferguson", 1949, 6, 306, 29, 303],
  ["Rosenthal", 1960, 3, 231, 11, 220],
]);

/** A review of the trials, each included with its report, and a form; nothing extracted. @param {string} folder */
function reviewOfTrials(folder) {
  const review = join(folder, "BCG.review");
  const file = join(folder, "bcg.ris");
  const entry = (/** @type {string} */ author, /** @type {number} */ year) => `TY  - JOUR\r\nTI  - BCG vaccination, the trial of ${author}\r\nAU  - ${author}, A.\r\nPY  - ${year}\r\nER  - \r\n`;
  writeFileSync(file, TRIALS.map(([author, year]) => entry(author, year)).join(""));
  run("new", review, "--title", "BCG", "--reviewers", "1");
  run("import", review, file, "--source", "PubMed");
  run("reviewer", "add", review, "R. Adams");
  for (const { id } of run("next", review, "--reviewer", "R. Adams", "--count", "9")) {
    const report = join(folder, `${id}.md`);
    writeFileSync(report, `# Report ${id}\n\nWhat was found.\n`);
    run("decide", review, id, "include", "--reviewer", "R. Adams", "--stage", "title_abstract");
    run("retrieve", review, "--record", id, "--pdf", report, "--reviewer", "R. Adams");
    run("decide", review, id, "include", "--reviewer", "R. Adams", "--stage", "full_text");
  }
  run("form", review, "--template", "dichotomous", "--reviewer", "R. Adams");
  for (const [author, year] of TRIALS) {
    run("extract", review, "--reviewer", "R. Adams", "--without-model", "--study", `${author} ${year}`, "--arms", "BCG vaccine", "no vaccine", "--outcomes", "tuberculosis");
  }
  return review;
}

/** Enters the numbers as a person would, by the program's own requests. @param {Awaited<ReturnType<typeof openBrowser>>} host */
async function extractAll(host) {
  await host.page.evaluate(async (trials) => {
    const token = /** @type {any} */ (globalThis).__token;
    const ask = async (/** @type {string} */ name, /** @type {object} */ payload) => {
      const answer = await fetch("/rpc", { method: "POST", headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` }, body: JSON.stringify({ name, payload }) });
      if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
      return answer.json();
    };
    const reviewer = (await ask("reviewers", {}))[0].id;
    for (const row of await ask("studies_to_extract", { reviewer })) {
      const trial = trials.find(([author]) => row.label.startsWith(author));
      const view = await ask("study", { study: row.study, reviewer });
      for (const { address } of view.values) {
        const at = (address.arm === "no vaccine" ? 4 : 2) + (address.field === "n" ? 1 : 0);
        if (trial === undefined || (address.field !== "events" && address.field !== "n")) continue;
        const finding = { status: "reported", value: String(trial[at]), unit: null, formula: null, evidence: [] };
        await ask("give_value", { given: { study: row.study, address, reviewer, note: null, time: null, finding } });
      }
    }
  }, TRIALS);
}

test("trials are pooled, kept, written about, and lead to the size of the next one", async () => {
  const place = scratch();
  const review = reviewOfTrials(place.folder);
  const host = await openBrowser({ home: place.home, review });
  try {
    await host.page.evaluate((token) => void Object.assign(globalThis, { __token: token }), host.server.address.split("#")[1]);
    await chooseReviewer(host, "R. Adams");
    await extractAll(host);
    await host.press("g");
    await host.press("v");
    await host.read("BCG vaccine against no vaccine");
    await host.clickNamed("Pool tuberculosis, BCG vaccine against no vaccine");
    await host.until("the forest plot", `document.querySelectorAll("[data-testid=forest] tbody tr").length >= 4`);
    assert.match(await host.text("[data-testid=analysis-result]"), /Risk ratio 0\.\d\d/);
    assert.match(await host.text("[data-testid=forest]"), /Aronson 1948[\s\S]*4\/123[\s\S]*11\/139/);
    await host.clickNamed("Keep");
    await host.until("the address of the analysis", `location.hash.includes("analysis=")`);

    // A number that is none of the analysis is struck out.
    await host.clickNamed("Paragraph");
    await host.until("the draft", `document.querySelectorAll("[data-testid=paragraph] li").length > 3`);
    assert.equal(await host.count("[data-testid=paragraph] s"), 0, "the draft is supported");
    await host.clickNamed("Edit the paragraph");
    await host.fill("textarea", "The vaccine prevented 4321 cases.");
    await host.clickNamed("Save and check");
    await host.read("4321 is no number of the analysis");
    assert.equal(await host.count("[data-testid=paragraph] s"), 1);

    await host.clickNamed("Size of the next trial");
    await host.until("the size", `/\\d people/.test(document.querySelector("[data-testid=trial-size]")?.innerText.replace(/\\u00a0/g, " ") ?? "")`);
    await host.read("is not predicted");
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
  }
  place.remove();
});

test("without numbers of two studies the screen says what it needs", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home });
  try {
    await openSample(host);
    await host.press("g");
    await host.press("v");
    await host.until("the screen", `document.querySelector("h1")?.innerText === "Evidence"`);
    await host.until("what is lacking", `/Nothing to pool yet|No outcome has numbers of two studies yet/.test(document.body.innerText)`);
    await host.press("g");
    await host.press("z");
    await host.read("Fill in the numbers on the left");
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
  }
  place.remove();
});
