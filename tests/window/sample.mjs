// The half-screened sample review, opened as a person opens it: from home.
// @ts-check

/** Every screen of the program, with the route that shows it at work. */
export const screens = ["home", "overview", "protocol", "strategy", "import", "duplicates", "screen", "conflicts", "fulltext", "extract", "bias", "synthesis", "design", "registries", "census", "records", "ask", "team", "study", "report", "exports", "models", "settings", "audit"];

/** Makes and opens the sample review and says who sits here. @param {import("./host.mjs").Host} host @param {string} [reviewer] */
export async function openSample(host, reviewer = "R. Adams") {
  await host.clickNamed("Try the sample review");
  await host.until("the review", `location.hash.startsWith("#/overview")`);
  await chooseReviewer(host, reviewer);
}

/** Answers the question who sits here. @param {import("./host.mjs").Host} host @param {string} reviewer */
export async function chooseReviewer(host, reviewer) {
  await host.see("[role=dialog]");
  await host.clickNamed(reviewer, "[role=dialog]");
  await host.until("the dialog to go", `!document.querySelector("[role=dialog]")`);
}

/** Somebody else sits down. @param {import("./host.mjs").Host} host @param {string} from @param {string} to */
export async function sitDown(host, from, to) {
  await host.clickNamed(from, "header");
  await host.clickNamed(to, "[role=menu]");
  await host.until(`${to} to sit here`, `document.querySelector("header").innerText.includes(${JSON.stringify(to)})`);
}
