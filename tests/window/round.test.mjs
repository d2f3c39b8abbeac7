// Rounds of calibration as a team goes through them: the same records for both, nothing told before both are through,
// the criteria refined, and a second round under the new version.
// @ts-check
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bringAxe, violations } from "./axe.mjs";
import { openBrowser } from "./chromium.mjs";
import { ris, run } from "./made_up.mjs";
import { root, scratch } from "./programs.mjs";
import { chooseReviewer, sitDown } from "./sample.mjs";
import { answer } from "./screening.mjs";
import { openWindow } from "./webview.mjs";

/** @typedef {import("./host.mjs").Host} Host */

const ROUND = 5;

/** Two who screen, one who settles. @param {string} folder */
function reviewOfThree(folder) {
  const [review, protocol, file] = [join(folder, "Calibrated.review"), join(folder, "protocol.toml"), join(folder, "records.ris")];
  writeFileSync(
    protocol,
    `question = "Does the remedy slow people down?"

[[criteria]]
id = "i1"
label = "I1"
polarity = "inclusion"
text = "People who hurry were randomised"
`,
  );
  writeFileSync(file, ris(20));
  run("new", review, "--title", "Calibrated", "--protocol", protocol);
  run("import", review, file, "--source", "Made up");
  run("reviewer", "add", review, "A. First", "B. Second", "C. Third");
  return review;
}

/** Begins a round by keys. @param {Host} host @param {number} number @param {number} size */
async function begin(host, number, size) {
  await host.go("team?show=sharing");
  await host.see("[data-testid=round-size]");
  await host.press("r");
  await host.fill("[data-testid=round-size]", String(size));
  await host.press("Enter");
  await host.until("the round", `document.activeElement?.innerText === "Round ${number}"`);
}

const figures = `document.body.innerText.includes("Where they differed")`;

for (const [where, open] of /** @type {const} */ ([["the window", openWindow], ["the browser", openBrowser]])) {
  test(`two rounds of calibration, in ${where}`, async () => {
    const place = scratch();
    const host = await open({ home: place.home, review: reviewOfThree(place.folder) });
    try {
      await chooseReviewer(host, "A. First");
      await host.go("team?show=sharing");
      await host.clickNamed("C. Third", "fieldset");
      await begin(host, 1, ROUND);
      await bringAxe(host);
      assert.deepEqual(await violations(host, "a round"), []);

      // Both read the same records; the first is through and is told nothing of the other.
      await host.clickNamed("Read what is yours");
      const first = await answer(host, (_, n) => (n === 0 ? "i" : "e"), ROUND);
      await host.read("You have read all of calibration round 1.");
      await host.go("team?show=sharing");
      await host.see("[data-testid=round]");
      assert.equal(await host.evaluate(figures), false);
      await sitDown(host, "A. First", "B. Second");
      await host.go("screen");
      const second = await answer(host, (title) => (title === first[1] ? "i" : title === first[0] ? "i" : "e"), ROUND);
      assert.deepEqual([...second].sort(), [...first].sort(), "both read the same records");

      // Now it is told: one record of five.
      await host.go("team?show=sharing");
      await host.until("how far they agree", figures);
      assert.match(await host.text("[data-testid=round]"), /1.record, by what each decided/);
      assert.ok((await host.text("[data-testid=round] a")).includes(String(first[1])));
      assert.match(await host.text("[data-testid=round]"), /Observed agreement\s+share with the same answer\s+0\.80/);
      await host.press("j");
      await host.until("the record that they differ on to have the focus", `document.activeElement?.innerText === ${JSON.stringify(first[1])}`);

      // What was unclear is written down as a new version, and the round says under which one it was read.
      await host.clickNamed("Refine the criteria in the protocol");
      await host.fill("[aria-label='Criterion I1']", "People who hurry were randomised, whatever they were told");
      await host.press("Control+s");
      await host.clickNamed("Save version 2", "[role=dialog]");
      await host.read("Saved as version 2.");
      await host.go("team?show=sharing");
      await host.read("The protocol was at version 1 then and is at version 2 now.");
      await host.clickNamed("End this round");

      // The second round, of other records; it is ended before everybody is through, which asks.
      await host.see("[data-testid=round-size]");
      await host.clickNamed("C. Third", "fieldset");
      await begin(host, 2, 2);
      await host.clickNamed("Read what is yours");
      const third = await answer(host, () => "e", 2);
      assert.deepEqual(third.filter((title) => first.includes(title)), []);
      await host.go("team?show=sharing");
      await host.clickNamed("End this round");
      await host.read("before everybody is through?");
      await host.clickNamed("End the round", "[role=dialog]");
      await host.see("[data-testid=round-size]");

      const rounds = run("calibrate", "show", join(place.folder, "Calibrated.review"));
      assert.deepEqual(rounds.map((/** @type {any} */ { round }) => [round.number, round.records.length, round.protocol_version, round.ended_at !== null]), [
        [2, 2, 2, true],
        [1, ROUND, 1, true],
      ]);
      assert.deepEqual(await host.problems(), []);
    } catch (error) {
      await host.screenshot(join(root, "target", `round-${host.name}.png`)).catch(() => undefined);
      throw error;
    } finally {
      await host.close();
    }
    place.remove();
  });
}
