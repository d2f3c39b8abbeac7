// One review in two windows of one browser: what is decided in one is known in the other, and a note that was begun is.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./chromium.mjs";
import { reviewOf, run } from "./made_up.mjs";
import { scratch } from "./programs.mjs";
import { chooseReviewer } from "./sample.mjs";

const answers = `[data-testid=answer-exclude]:not([disabled]):not([aria-disabled])`;
const title = `document.querySelector("[data-testid=record-title]").innerText.trim()`;

test("a record that was decided in another window says so, in the browser", async () => {
  const place = scratch();
  const review = reviewOf(place.folder, 12, "A. Reviewer");
  const host = await openBrowser({ home: place.home, review });
  await chooseReviewer(host, "A. Reviewer");
  await host.go("screen");
  await host.see(answers);
  const first = await host.evaluate(title);

  const other = await host.page.context().newPage();
  await other.goto(host.server.address);
  await other.waitForSelector("h1");
  await other.evaluate(`void (location.hash = "#/screen")`);
  await other.waitForSelector(answers);
  assert.equal(await other.evaluate(title), first);
  await other.keyboard.press("i");

  // What is in sight stays there, with the decision on it; the way on is offered.
  await host.see("[data-testid=standing]");
  assert.match(await host.text("[data-testid=standing]"), /include/);
  assert.equal(await host.evaluate(title), first);
  await host.clickNamed("Back to the next record");
  await host.until("the next record", `(${title}) !== ${JSON.stringify(first)} && !!document.querySelector("${answers}")`);
  await host.until("the count", `document.querySelector("[data-testid=progress]").innerText.startsWith("1 of 12")`);

  // A note that was closed is not forgotten, and one that was saved is counted.
  await host.press("n");
  await host.see("[data-testid=note-text]");
  await host.driver.type("[data-testid=note-text]", "Ask the librarian");
  await host.press("Escape");
  await host.read("not saved");
  await host.press("n");
  await host.until("the note again", `document.activeElement?.value === "Ask the librarian"`);
  await host.press("Control+Enter");
  await host.until("the note to be counted", `!document.body.innerText.includes("not saved") && document.body.innerText.includes("Ask the librarian")`);

  assert.deepEqual(await host.problems(), []);
  await host.close();
  assert.equal(run("verify", review).whole, true);
  place.remove();
});
