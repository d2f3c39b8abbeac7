// What a test may do with the screens, the same in the window and in the browser.
// @ts-check
import { sleep, until } from "./programs.mjs";

/**
 * @typedef {object} Driver The few things that WebDriver and Playwright do differently.
 * @property {(script: string) => Promise<any>} evaluate an expression in the page
 * @property {(selector: string) => Promise<void>} click with a real pointer
 * @property {(selector: string, text: string) => Promise<void>} type into the element that has the focus after a click
 * @property {(key: string) => Promise<void>} press such as "i", "Enter" or "Control+k"
 * @property {(file: string) => Promise<void>} screenshot
 * @property {() => Promise<void>} reload
 * @property {() => Promise<void>} close
 * @property {() => void} kill ends the program without any warning
 */

/** The screens as a person meets them: by what can be seen and named. */
export class Host {
  /** @param {Driver} driver @param {string} name */
  constructor(driver, name) {
    this.driver = driver;
    this.name = name;
  }

  /** @param {string} script */
  evaluate(script) {
    return this.driver.evaluate(script);
  }

  /** Waits until an expression of the page is true. @param {string} what @param {string} script @param {number} [limit] */
  until(what, script, limit) {
    return until(`${what} in the ${this.name}`, () => this.driver.evaluate(script), limit);
  }

  /** Waits for an element that can be seen. @param {string} selector @param {number} [limit] */
  async see(selector, limit) {
    await this.until(selector, `(${visible})(document.querySelector(${JSON.stringify(selector)}))`, limit);
  }

  /** Waits for a text anywhere in the page. @param {string} text @param {number} [limit] */
  async read(text, limit) {
    await this.until(`“${text}”`, `document.body.innerText.includes(${JSON.stringify(text)})`, limit);
  }

  /** @param {string} selector @returns {Promise<string>} */
  async text(selector) {
    await this.see(selector);
    return this.evaluate(`document.querySelector(${JSON.stringify(selector)}).innerText.trim()`);
  }

  /** @param {string} selector @returns {Promise<number>} */
  count(selector) {
    return this.evaluate(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
  }

  /** @param {string} selector */
  async click(selector) {
    await this.until(
      `${selector} to be ready`,
      `(element => (${visible})(element) && !element.disabled && element.getAttribute("aria-disabled") !== "true")(document.querySelector(${JSON.stringify(selector)}))`,
    );
    await this.evaluate(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: "nearest" })`);
    await this.driver.click(selector);
  }

  /** Clicks a button, link, tab or the like by its name. @param {string} name @param {string} [within] */
  async clickNamed(name, within = "body") {
    await this.until(`something called “${name}”`, `(${mark})(${JSON.stringify(name)}, ${JSON.stringify(within)})`);
    await this.driver.click("[data-test-marked]");
    await this.evaluate(`document.querySelector("[data-test-marked]")?.removeAttribute("data-test-marked")`);
  }

  /** Replaces what stands in a field. @param {string} selector @param {string} text */
  async fill(selector, text) {
    await this.click(selector);
    await this.evaluate(`document.querySelector(${JSON.stringify(selector)}).select?.()`);
    await this.driver.type(selector, text);
  }

  /** Fills in the field with that label. @param {string} label @param {string} text @param {string} [within] */
  async fillLabelled(label, text, within = "body") {
    await this.until(`a field “${label}”`, `(${markField})(${JSON.stringify(label)}, ${JSON.stringify(within)})`);
    await this.fill("[data-test-marked]", text);
    await this.evaluate(`document.querySelector("[data-test-marked]")?.removeAttribute("data-test-marked")`);
  }

  /** @param {string} key */
  press(key) {
    return this.driver.press(key);
  }

  /** Goes to a screen. @param {string} route such as "screen" */
  async go(route) {
    await this.evaluate(`void (location.hash = "#/" + ${JSON.stringify(route)})`);
    await this.until(`the screen ${route}`, `location.hash.startsWith("#/" + ${JSON.stringify(route.split("?")[0])}) && !!document.querySelector("h1")`);
  }

  /** Light or dark, as the button in the bar sets it. @param {string} theme */
  async wear(theme) {
    const worn = `document.documentElement.style.colorScheme`;
    for (let turn = 0; turn < 3 && (await this.evaluate(worn)) !== theme; turn += 1) {
      await this.evaluate(`document.querySelector("[data-testid=theme]").click()`);
      await sleep(200);
    }
    await this.until(`the theme ${theme}`, `${worn} === ${JSON.stringify(theme)}`);
  }

  /** @param {string} file */
  screenshot(file) {
    return this.driver.screenshot(file);
  }

  /** Ends the page and the program in order. */
  close() {
    return this.driver.close();
  }

  /** Ends the program as a power cut would. */
  kill() {
    this.driver.kill();
  }

  reload() {
    return this.driver.reload();
  }

  /** What went wrong in the page since it was loaded: errors, rejections, violations of the security policy. */
  problems() {
    return this.evaluate(`window.__attestLog ?? ["the page keeps no log"]`);
  }
}

const visible = `(element) => !!element && element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden"`;

const mark = `(name, within) => {
  document.querySelector("[data-test-marked]")?.removeAttribute("data-test-marked");
  const named = (element) => (element.getAttribute("aria-label") ?? element.innerText ?? "").trim().replace(/\\s+/g, " ");
  const all = [...document.querySelectorAll(within + " :is(button, a, summary, label, [role=tab], [role=menuitem], [role=option], [role=radio], [role=switch], [role=checkbox])")]
    .filter((element) => (${visible})(element) && !element.disabled && element.getAttribute("aria-disabled") !== "true");
  const found = all.find((element) => named(element) === name) ?? all.find((element) => named(element).startsWith(name));
  found?.scrollIntoView({ block: "nearest" });
  found?.setAttribute("data-test-marked", "");
  return !!found;
}`;

const markField = `(label, within) => {
  document.querySelector("[data-test-marked]")?.removeAttribute("data-test-marked");
  const fields = [...document.querySelectorAll(within + " :is(input, textarea, select)")].filter(${visible});
  const names = (field) => [field.getAttribute("aria-label") ?? "", ...[...(field.labels ?? [])].map((l) => l.innerText.trim())];
  const found = fields.find((f) => names(f).some((n) => n === label)) ?? fields.find((f) => names(f).some((n) => n.startsWith(label)));
  found?.setAttribute("data-test-marked", "");
  return !!found;
}`;
