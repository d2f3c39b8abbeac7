// The window on a desktop: the system's dialog for files, files dragged in from elsewhere, and closing while work runs.
// @ts-check
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { personAt } from "./desktop.mjs";
import { reviewOf, ris, run } from "./made_up.mjs";
import { root, scratch, until } from "./programs.mjs";
import { chooseReviewer } from "./sample.mjs";
import { openWindow } from "./webview.mjs";

const sample = (/** @type {string} */ file) => join(root, "assets/sample", file);
const staged = (/** @type {string} */ file) => `[...document.querySelectorAll("main li")].some((row) => row.innerText.includes(${JSON.stringify(file)}))`;

test("files come in by the system's dialog and by dragging", async () => {
  const place = scratch();
  const review = reviewOf(place.folder, 3, "A. Reviewer");
  const host = await openWindow({ home: place.home, review, desktop: "1600x900" });
  const person = personAt(host.display);
  try {
    await chooseReviewer(host, "A. Reviewer");
    await host.go("import");
    await host.clickNamed("Choose files");
    await person.choose("Files of a search", sample("pubmed.nbib"));
    await host.until("the chosen file", staged("pubmed.nbib"));
    await person.drag("Attest", [sample("embase.ris"), sample("cinahl.xml")]);
    await host.until("the first dragged file", staged("embase.ris"));
    await host.until("the second dragged file", staged("cinahl.xml"));
    assert.deepEqual(await host.problems(), []);
  } catch (error) {
    await host.screenshot(join(root, "target", "desktop.png")).catch(() => undefined);
    throw error;
  } finally {
    person.leave();
    await host.close();
  }
  place.remove();
});

test("a window does not close over work that runs, unless one says so", async () => {
  const place = scratch();
  const review = reviewOf(place.folder, 3, "A. Reviewer");
  const large = join(place.folder, "large.ris");
  writeFileSync(large, ris(60_000).replaceAll("Made-up", "Another"));
  const host = await openWindow({ home: place.home, review });
  const person = personAt(host.display);
  let closed = false;
  try {
    await chooseReviewer(host, "A. Reviewer");
    await host.go("import");
    await host.fill("[data-testid=import-path]", large);
    await host.clickNamed("Add");
    await host.clickNamed("Import the file");
    await host.until("the import to run", `document.body.innerText.includes("Cancel")`);
    await person.askToClose("Attest");
    await host.see("[role=dialog]");
    await host.clickNamed("Keep it open", "[role=dialog]");
    await host.until("the import to end", `document.querySelectorAll("[data-testid=imported-search]").length === 2`);
    assert.deepEqual(await host.problems(), []);

    // Nothing runs any more: it closes without a question.
    await person.askToClose("Attest");
    await until("the window to close", async () => {
      try {
        await host.evaluate("1");
        return false;
      } catch {
        return true;
      }
    });
    closed = true;
  } finally {
    person.leave();
    if (!closed) await host.screenshot(join(root, "target", "closing.png")).catch(() => undefined);
    await host.close();
  }
  assert.equal(run("verify", review).whole, true);
  place.remove();
});
