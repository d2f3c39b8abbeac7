// Trials of registries brought into the sample, linked by the numbers in its reports, beside what was extracted.
// @ts-check
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openBrowser } from "./chromium.mjs";
import { scratch } from "./programs.mjs";
import { openSample } from "./sample.mjs";

/** As the WHO's portal exports them. The number of the first stands in a report of the sample (HARBOUR). */
const TRIALS = `<?xml version='1.0' encoding='UTF-8'?>
<Trials_downloaded_from_ICTRP>
<Trial><TrialID>ISRCTN99010042</TrialID><Source_Register>ISRCTN</Source_Register>
<Public_title>Home visits after discharge: HARBOUR</Public_title><Target_size>400</Target_size>
<Date_registration3>20080915</Date_registration3><Date_enrollement>01/03/2008</Date_enrollement>
<Recruitment_Status>Not Recruiting</Recruitment_Status><Study_type>Interventional</Study_type>
<Primary_outcome>Unplanned readmission [180 days]</Primary_outcome></Trial>
<Trial><TrialID>ISRCTN99000001</TrialID><Source_Register>ISRCTN</Source_Register>
<Public_title>A trial &lt;b&gt;that nobody&lt;/b&gt; reported</Public_title><Target_size>90</Target_size></Trial>
</Trials_downloaded_from_ICTRP>`;

test("registered trials are imported, linked, set beside papers, and counted", async () => {
  const place = scratch();
  const host = await openBrowser({ home: place.home });
  try {
    const file = join(place.home, "ictrp.xml");
    await openSample(host);
    writeFileSync(file, TRIALS);
    await host.press("g");
    await host.press("l");
    await host.fill("[data-testid=registry-path]", file);
    await host.press("Enter");
    await host.until("two trials", `document.querySelectorAll("[data-testid=trial]").length === 2`);
    const list = await host.text("[data-testid=trials]");
    assert.match(list, /Registered, no report found/);
    assert.match(list, /Registered after its start/);
    // Marks of a file are taken off; none becomes one of the page.
    assert.match(list, /A trial that nobody reported/);
    assert.equal(await host.count("[data-testid=trials] b"), 0);
    assert.match(await host.text("[data-testid=trials-found]"), /1 of 2 registered, no report found/);

    // Opened by key: all that the registry says.
    await host.press("j");
    await host.press("Enter");
    await host.until("its tables", `document.querySelector("[data-testid=trial-more] dl") !== null`);
    await host.clickNamed("Differences");
    await host.until("a comparison", `document.querySelector("[data-testid=trial-difference]") !== null`);
    assert.match(await host.text("[data-testid=trial-difference]"), /ISRCTN99010042/);
    await host.clickNamed("Tables");
    await host.until("the table", `document.querySelectorAll("[data-testid=trial-table] tbody tr").length === 2`);
    await host.clickNamed("What trials used");
    await host.until("sizes", `document.querySelector("[data-testid=spread]") !== null`);
    assert.deepEqual(await host.problems(), []);
  } finally {
    await host.close();
  }
  place.remove();
});
