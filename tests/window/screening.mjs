// Screening by keys, as a person does it: one record after the other, each once it can be read.
// @ts-check

const ready = `!!document.querySelector("[data-testid=answer-exclude]:not([disabled]):not([aria-disabled])")`;
const title = `document.querySelector("[data-testid=record-title]")?.innerText.trim() ?? ""`;
const progress = `document.querySelector("[data-testid=progress]")?.innerText.split(" of")[0] ?? ""`;
const done = `!!document.querySelector("[data-testid=all-done]")`;

/**
 * Answers the records that wait on the screen, `most` of them or all, and returns their titles in their order.
 * @param {import("./host.mjs").Host} host
 * @param {(title: string, n: number) => "i" | "e" | "u"} judge
 * @param {number} [most]
 */
export async function answer(host, judge, most = Infinity) {
  /** @type {string[]} */
  const titles = [];
  let before = "";
  for (;;) {
    // Two records can bear the same title: what is counted tells them apart.
    const [at, shown] = await host.until(
      "a record or the end",
      `(${done}) ? ["", ""] : (${ready}) && (${progress}) !== ${JSON.stringify(before)} && [${progress}, ${title}]`,
    );
    if (at === "" || titles.length === most) return titles;
    await host.press(judge(shown, titles.length));
    titles.push(shown);
    before = at;
  }
}
