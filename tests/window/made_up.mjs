// Reviews of made-up records and of the sample's, made through the command line.
// @ts-check
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { attest, root } from "./programs.mjs";

/** Runs `attest` and returns its answer. @param {string[]} words */
export function run(...words) {
  return JSON.parse(execFileSync(attest, ["--json", ...words], { encoding: "utf8", maxBuffer: 1 << 28 }));
}

/** A RIS file of records whose titles tell them apart. @param {number} count */
export function ris(count) {
  return Array.from({ length: count }, (_, n) =>
    [
      "TY  - JOUR",
      `TI  - Made-up trial number ${n} of a remedy against hurry`,
      `AU  - Author${n}, A.`,
      "PY  - 2015",
      "JO  - Journal of Made-up Trials",
      `VL  - ${(n % 40) + 1}`,
      `SP  - ${n}`,
      `AB  - Background: everybody hurries. Methods: ${n} people were randomised. Results: some slowed down. Conclusion: more haste.`,
      "ER  - ",
      "",
    ].join("\r\n"),
  ).join("");
}

/**
 * A review in which one person decides on each record.
 * @param {string} folder @param {number} records @param {string} reviewer
 */
export function reviewOf(folder, records, reviewer) {
  const review = join(folder, "Hurry.review");
  const file = join(folder, "hurry.ris");
  writeFileSync(file, ris(records));
  run("new", review, "--title", "Remedies against hurry", "--reviewers", "1");
  run("import", review, file, "--source", "Made up");
  run("reviewer", "add", review, reviewer);
  return review;
}

/**
 * The sample review with the PDFs of some works, and values suggested by rules for the studies that they report.
 * @param {string} folder @param {string} title @param {readonly string[]} works
 * @param {readonly (readonly [label: string, arms: readonly string[], outcome: string, time: string])[]} studies
 */
export function extractedSample(folder, title, works, studies) {
  const review = join(folder, `${title}.review`);
  const of = (/** @type {string} */ name) => join(root, "assets/sample", name);
  const by = ["--reviewer", "R. Adams"];
  run("new", review, "--title", title, "--protocol", of("protocol.toml"));
  run("reviewer", "add", review, "R. Adams", "M. Silva");
  run("import", review, "--list", of("sources.toml"));
  run("dedupe", review);
  run("duplicates", review, "--table", of("pairs.csv"), ...by);
  run("decisions", "import", review, "--table", of("decisions.csv"));
  run("retrieve", review, "--table", of("retrieval.csv"), ...by);
  run("study", review, "--table", of("studies.csv"), ...by);
  run("retrieve", review, ...by, "--pdfs", ...works.map((work) => of(`reports/${work}.pdf`)));
  run("form", review, "--set", of("form.toml"), ...by);
  for (const [label, arms, outcome, time] of studies) {
    run("extract", review, ...by, "--without-model", "--study", label, "--arms", ...arms, "--outcomes", outcome, "--time-points", time);
  }
  return review;
}
