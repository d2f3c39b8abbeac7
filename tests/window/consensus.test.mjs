// Two extractors come to a consensus, by keys: the words of the difference at hand are in sight, what is typed in place
// of both is kept until it is saved, and a save that takes its time takes nobody away from where they went meanwhile.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { bringAxe, violations } from "./axe.mjs";
import { openBrowser } from "./chromium.mjs";
import { extractedSample } from "./made_up.mjs";
import { scratch, sleep } from "./programs.mjs";
import { chooseReviewer } from "./sample.mjs";

const STUDY = "Hallwright 2014";

/** A review in which values of one study are suggested. @param {string} folder */
const extracted = (folder) =>
  extractedSample(folder, "Consensus", ["w001"], [[STUDY, ["home visits", "usual care"], "unplanned readmission", "180 days"]]);

/**
 * Both extract the study, M. Silva every whole number one higher, and finish. Returns the study.
 * @param {Awaited<ReturnType<typeof openBrowser>>} host
 * @returns {Promise<string>}
 */
function extractTwice(host) {
  return host.page.evaluate(
    async ([token, label]) => {
      const ask = async (/** @type {string} */ name, /** @type {object} */ payload) => {
        const answer = await fetch("/rpc", { method: "POST", headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` }, body: JSON.stringify({ name, payload }) });
        if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
        return answer.json();
      };
      const people = (await ask("reviewers", {})).filter((/** @type {{ name: string }} */ { name }) => ["R. Adams", "M. Silva"].includes(name));
      const { study } = (await ask("studies_to_extract", { reviewer: people[0].id })).find((/** @type {{ label: string }} */ row) => row.label === label);
      const { values } = await ask("study", { study, reviewer: people[0].id });
      for (const { id: reviewer, name } of people) {
        for (const { address, proposed } of values) {
          const read = proposed?.proposal.came === "read" ? proposed.proposal.finding : { status: "not_reported", value: "", unit: null, formula: null, evidence: [] };
          const higher = name === "M. Silva" && /^\d+$/.test(read.value);
          const finding = higher ? { ...read, value: String(Number(read.value) + 1) } : read;
          await ask("give_value", { given: { study, address, reviewer, finding, note: null, time: null } });
        }
        await ask("finish_study", { study, reviewer, finished: true });
      }
      return study;
    },
    [String(host.server.address.split("#")[1]), STUDY],
  );
}

const differences = `document.querySelectorAll("[data-testid=difference]").length`;
const atHand = `document.querySelector("[data-testid=difference][aria-current]")?.querySelector(".label").innerText`;
const words = `!!document.querySelector("[data-testid=quote-box]")`;
const typed = `document.querySelector("[data-testid=finding-form] [data-value]")?.value`;

test("two extractors settle what differs by keys, in the browser", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home, review: extracted(place.folder) });
  try {
    await chooseReviewer(host, "R. Adams");
    const study = await extractTwice(host);
    await host.go(`extract?study=${study}`);
    await host.until("the differences", `(${differences}) > 3`);
    const many = await host.evaluate(differences);
    await host.until("the words of the first", words);
    await bringAxe(host);
    assert.deepEqual(await violations(host, "differences"), []);

    const first = await host.evaluate(atHand);
    await host.press("ArrowDown");
    await host.until("the next at hand", `(${atHand}) !== ${JSON.stringify(first)}`);
    await host.press("1");
    await host.until("one less", `(${differences}) === ${many - 1}`);

    // What is typed in place of both outlives a new start; what cannot stand is told beside it.
    await host.press("3");
    await host.fillLabelled("Value", "many", "[data-testid=finding-form]");
    await sleep(600);
    await host.reload();
    await host.until("the mark", `document.body.innerText.includes("Not saved")`);
    await host.evaluate(`void [...document.querySelectorAll("[data-testid=difference]")].find((row) => row.innerText.includes("Not saved")).querySelector(".do button").click()`);
    await host.until("what was typed", `(${typed}) === "many"`);
    await host.click("[data-testid=give-value]");
    await host.until("the reason beside it", `document.querySelector("[data-testid=finding-form]").closest("li").innerText.includes("is no count")`);
    await host.fillLabelled("Value", "206", "[data-testid=finding-form]");
    await host.press("Enter");
    await host.until("two less", `(${differences}) === ${many - 2}`);
    for (let left = many - 2; left > 0; left -= 1) {
      await host.until("what is left", `(${differences}) === ${left} && !document.querySelector("[data-testid=difference] [aria-busy=true]")`);
      await host.press("2");
    }
    await host.read("nothing is left to settle");
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
    place.remove();
  }
});

test("a save that takes its time takes nobody away from another value, in the browser", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home, review: extracted(place.folder) });
  const row = (/** @type {number} */ at) => `document.querySelectorAll("[data-testid=value]")[${at}]`;
  const open = (/** @type {number} */ at) => host.evaluate(`void ${row(at)}.querySelector("[data-line]").click()`);
  try {
    await chooseReviewer(host, "R. Adams");
    await host.go("extract");
    await host.clickNamed(`Extract: ${STUDY}`);
    await host.until("the values", `!!${row(5)}`);
    let held = 0;
    await host.page.route("**/rpc", async (route) => {
      if ((route.request().postData() ?? "").includes('"give_value"')) {
        held += 1;
        await sleep(1500);
      }
      await route.continue();
    });
    await open(2);
    await host.press("e");
    await host.fillLabelled("Value", "411", "[data-testid=finding-form]");
    await host.press("Enter");
    await host.until("the save to be under way", `document.querySelector("[data-testid=give-value]")?.getAttribute("aria-busy") === "true"`);
    await open(3);
    await host.press("e");
    await host.fillLabelled("Value", "A trust", "[data-testid=finding-form]");
    await host.until("the first value", `["entered", "corrected"].includes(${row(2)}.dataset.state)`);
    await sleep(300);
    assert.equal(held, 1);
    assert.equal(await host.evaluate(typed), "A trust");

    // Another answer than the one that was typed can be taken back for it.
    await open(2);
    await open(3);
    await host.press("n");
    await host.until("not reported", `${row(3)}.dataset.state === "not_reported"`);
    await host.clickNamed("Bring it back");
    await host.until("the mark", `${row(3)}.innerText.includes("Not saved")`);
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
    place.remove();
  }
});
