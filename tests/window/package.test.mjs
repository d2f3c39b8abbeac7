// The Debian package is made without a network, can be installed, and what it installs works.
// @ts-check
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { root, scratch } from "./programs.mjs";

const debian = spawnSync("dpkg", ["--version"]).status === 0;
const may = debian && process.getuid?.() === 0;

test("the package installs a window and a command line that work", { skip: !may && "installing needs root on Debian" }, async () => {
  const made = execFileSync(join(root, "src-tauri/package.sh"), { encoding: "utf8" }).trim();
  execFileSync("dpkg", ["-i", join(root, made)], { stdio: "ignore" });
  const place = scratch();
  try {
    process.env.ATTEST_DESKTOP = "/usr/bin/attest-desktop";
    // Read anew, so that it is the installed program that is opened.
    const { openWindow } = await import("./webview.mjs");
    const host = await openWindow({ home: place.home });
    await host.read("Reviews");
    assert.deepEqual(await host.problems(), []);
    await host.close();
    const version = execFileSync("/usr/bin/attest", ["--version"], { encoding: "utf8" });
    const models = execFileSync("/usr/bin/attest", ["models", "list"], { encoding: "utf8", env: { ...process.env, HOME: place.home } });
    assert.match(models, /Attest reader.*\/usr\/lib\/Attest\/models/, "the reader comes with the package");
    assert.match(version, /^attest \d+\.\d+\.\d+/);
  } finally {
    execFileSync("dpkg", ["-r", "attest"], { stdio: "ignore" });
    place.remove();
  }
});
