// A packet as two people use it who have no network between them: given with a passphrase, opened on another computer,
// screened by keys, sent back, taken twice; and everything that may come in its place.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bringAxe, violations } from "./axe.mjs";
import { openBrowser } from "./chromium.mjs";
import { run } from "./made_up.mjs";
import { root, scratch } from "./programs.mjs";
import { chooseReviewer, openSample, sitDown } from "./sample.mjs";
import { answer } from "./screening.mjs";

/** @typedef {Awaited<ReturnType<typeof openBrowser>>} Browser */

const RECORDS = 9;
const OUT = "correct horse battery staple";
const BACK = "another four words entirely";

/** Chooses a file in the dialog and types the passphrase. @param {Browser} host @param {string} file @param {string} passphrase */
async function offer(host, file, passphrase) {
  const asked = host.page.waitForEvent("filechooser");
  await host.clickNamed("Choose the file …", "[role=dialog]");
  await (await asked).setFiles(file);
  await host.until("the name of the file", `document.querySelector("[role=dialog]").innerText.includes(${JSON.stringify(file.split("/").at(-1))})`);
  await host.fillLabelled("Passphrase", passphrase, "[role=dialog]");
  await host.press("Enter");
}

/** Offers a file that is refused, and returns why. @param {Browser} host @param {string} file @param {string} passphrase */
async function refused(host, file, passphrase) {
  await offer(host, file, passphrase);
  const idle = `!document.querySelector("[role=dialog] [aria-busy=true]")`;
  const why = `document.querySelector("[role=dialog] [role=alert]")?.innerText`;
  return String(await host.until("the refusal", `${idle} && ${why}`));
}

/** Has a file written that the browser downloads. @param {Browser} host @param {string} passphrase @param {string} to */
async function download(host, passphrase, to) {
  const downloaded = host.page.waitForEvent("download");
  await host.fillLabelled("Passphrase", passphrase, "[role=dialog]");
  await host.press("Enter");
  const file = await downloaded;
  await file.saveAs(to);
  await host.until("the dialog to go", `!document.querySelector("[role=dialog]")`);
  return file.suggestedFilename();
}

/** @param {Browser} host @param {string} key @param {string} title */
async function dialog(host, key, title) {
  await host.press(key);
  await host.until(title, `document.querySelector("[role=dialog]")?.innerText.startsWith(${JSON.stringify(title)})`);
}

test("a packet goes out, is worked on elsewhere, and comes back", async () => {
  const place = scratch();
  const file = (/** @type {string} */ name) => join(place.folder, name);
  const owner = await openBrowser({ home: join(place.home, "owner") });
  const away = await openBrowser({ home: join(place.home, "away") });
  try {
    // The owner gives M. Silva some records, with the suggestions of the model.
    await openSample(owner);
    const review = join(place.home, "owner/Attest/Medication review (sample).review");
    await owner.go("team?show=sharing");
    await owner.see("[data-testid=packets] button");
    await dialog(owner, "p", "Make a packet");
    await owner.read("wait for this person");
    await owner.fillLabelled("Records at most", String(RECORDS), "[role=dialog]");
    await owner.clickNamed("With the suggestions", "[role=dialog]");
    await owner.fillLabelled("Passphrase", "too short", "[role=dialog]");
    assert.equal(await owner.evaluate(`document.querySelector("[role=dialog] button[type=submit]").disabled`), true);
    assert.match(await download(owner, OUT, file("out.age")), /packet for M\. Silva\.age$/);
    await owner.read("The packet for M. Silva is made.");
    assert.match(await owner.text("[data-testid=packets] tbody tr"), new RegExp(`M\\. Silva.*${RECORDS}\\s+0$`, "s"));
    // A passphrase does not wait in the dialog for whoever comes next.
    await dialog(owner, "p", "Make a packet");
    assert.equal(await owner.evaluate(`document.querySelector("[role=dialog] input[minlength]").value`), "");
    await owner.press("Escape");
    assert.equal(readFileSync(file("out.age"), "latin1").includes("ischarge"), false, "nothing can be read in it");

    // The other computer: not with another passphrase, nor something else, nor answers.
    writeFileSync(file("letter.age"), "Dear colleague,\n");
    await dialog(away, "p", "Open a packet");
    assert.match(await refused(away, file("letter.age"), OUT), /^letter\.age is not a packet of Attest/);
    assert.match(await refused(away, file("out.age"), BACK), /^out\.age does not open with this passphrase/);
    await offer(away, file("out.age"), OUT);
    await away.read("A packet for M. Silva");
    // Whose packet it is says who sits here; there is nobody else to choose.
    await away.until("M. Silva to sit here", `document.querySelector("header").innerText.includes("M. Silva")`);
    assert.equal(await away.count("[role=dialog]"), 0);
    for (const host of [owner, away]) await bringAxe(host);
    assert.deepEqual(await violations(away, "overview of a packet"), []);
    await away.go("screen");
    const titles = await answer(away, (_, n) => (n < 3 ? "i" : "e"));
    assert.equal(titles.length, RECORDS);
    await away.clickNamed("Write what was decided …");
    assert.match(await download(away, BACK, file("back.age")), /answers of M\. Silva\.age$/);

    // Meanwhile M. Silva came by and decided on three of them here: one as in the packet, two otherwise.
    await sitDown(owner, "R. Adams", "M. Silva");
    const here = /** @type {Map<string, string>} */ (new Map());
    await owner.go("screen");
    await answer(owner, (title) => {
      here.set(title, titles.includes(title) && here.size === 0 ? (titles.indexOf(title) < 3 ? "i" : "e") : "u");
      return /** @type {"i" | "e" | "u"} */ (here.get(title));
    }, 3);
    const [alike = "", ...others] = [...here.keys()];
    assert.ok(titles.includes(alike));
    const differing = others.filter((title) => titles.includes(title));
    await sitDown(owner, "M. Silva", "R. Adams");

    // A changed byte, a file that was cut, the packet itself, and the wrong passphrase are told apart.
    const bytes = readFileSync(file("back.age"));
    const altered = Buffer.from(bytes);
    altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1;
    writeFileSync(file("altered.age"), altered);
    writeFileSync(file("cut.age"), bytes.subarray(0, bytes.length - 20));
    await owner.go("team?show=sharing");
    await owner.see("[data-testid=packets] tbody tr");
    await dialog(owner, "a", "Take the answers to a packet");
    assert.match(await refused(owner, file("altered.age"), BACK), /cut or altered on its way/);
    assert.match(await refused(owner, file("cut.age"), BACK), /cut or altered on its way/);
    assert.match(await refused(owner, file("out.age"), OUT), /holds records to be decided on, not answers/);
    assert.match(await refused(owner, file("back.age"), OUT), /^back\.age does not open/);

    // What came of the answers stays on the screen, and is there again after a look at a record.
    await offer(owner, file("back.age"), BACK);
    await owner.see("[data-testid=taken]");
    const report = await owner.text("[data-testid=taken]");
    const taken = RECORDS - 1 - differing.length;
    assert.match(report, new RegExp(`${taken}.decisions? w(as|ere) recorded`));
    assert.match(report, /1.decision stands here already in the same way/);
    assert.equal(await owner.count("[data-testid=packet-conflicts] tbody tr"), differing.length);
    await owner.until("the focus at what came of it", `document.activeElement?.innerText === "What came of back.age"`);
    assert.deepEqual(await violations(owner, "answers taken"), []);
    await owner.go("records");
    await owner.go("team?show=sharing");
    await owner.see("[data-testid=taken]");
    assert.match(await owner.text("[data-testid=packets] tbody tr"), new RegExp(`${RECORDS}\\s+${RECORDS}$`));

    // The same answers once more: nothing is recorded twice.
    await dialog(owner, "a", "Take the answers to a packet");
    await offer(owner, file("back.age"), BACK);
    await owner.until("what came of it", `document.querySelector("[data-testid=taken]")?.innerText.includes("taken before")`);
    assert.doesNotMatch(await owner.text("[data-testid=taken]"), /recorded, with/);
    assert.equal(run("verify", review).whole, true);

    // Another review gave no such packet.
    await away.go("home");
    await away.clickNamed("Try the sample review");
    await away.until("the sample", `document.querySelector("[role=dialog]")?.innerText.startsWith("Who are you?")`);
    await chooseReviewer(away, "R. Adams");
    await away.go("team?show=sharing");
    await away.see("[data-testid=packets] button");
    await dialog(away, "p", "Make a packet");
    await download(away, OUT, file("strange.age"));
    await away.see("[data-testid=packets] tbody tr");
    await dialog(away, "a", "Take the answers to a packet");
    assert.match(await refused(away, file("back.age"), BACK), /gave no packet that these answers are to/);

    for (const host of [owner, away]) assert.deepEqual(await host.problems(), []);
  } catch (error) {
    await owner.screenshot(join(root, "target", "packet-owner.png")).catch(() => undefined);
    await away.screenshot(join(root, "target", "packet-away.png")).catch(() => undefined);
    throw error;
  } finally {
    await owner.close();
    await away.close();
  }
  place.remove();
});
