// Reviews of made-up records, made through the command line.
// @ts-check
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { attest } from "./programs.mjs";

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
