// What only the system's own desktop has: a window manager, dialogs that are no part of the page, files dragged in.
// @ts-check
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { root, sleep, until } from "./programs.mjs";

/** A person at the keyboard and mouse of a display. @param {string} display */
export function personAt(display) {
  const env = { ...process.env, DISPLAY: display };
  /** @type {import("node:child_process").ChildProcess[]} */
  const programs = [spawn("openbox", ["--sm-disable"], { env, stdio: "ignore" })];

  /** @param {string[]} words */
  const xdotool = (...words) => execFileSync("xdotool", words, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

  /** The windows with that title that can be seen. @param {string} title */
  const windowsCalled = (title) => {
    try {
      return xdotool("search", "--onlyvisible", "--name", title).split("\n").filter(Boolean);
    } catch {
      // It found none.
      return [];
    }
  };

  /** @param {string} title */
  const windowCalled = (title) => until(`a window called “${title}”`, async () => windowsCalled(title).at(-1));

  return {
    /** Answers the system's dialog for files by typing a path. @param {string} title @param {string} path */
    async choose(title, path) {
      const dialog = await windowCalled(title);
      xdotool("windowactivate", "--sync", dialog);
      // The slash opens the line for paths.
      xdotool("type", "--delay", "30", path);
      let tries = 0;
      await until("the dialog to go", async () => {
        tries += 1;
        if (tries % 6 === 0) {
          // A dialog that was still being made loses the first letters.
          xdotool("key", "ctrl+l", "ctrl+a");
          xdotool("type", "--delay", "30", path);
        }
        xdotool("key", "Return");
        await sleep(500);
        return windowsCalled(title).length === 0;
      });
    },

    /** Drags files into the window with that title and drops them in its middle. @param {string} title @param {string[]} files */
    async drag(title, files) {
      const target = await windowCalled(title);
      const [, x, y, width, height] = /X=(-?\d+)\nY=(-?\d+)\nWIDTH=(\d+)\nHEIGHT=(\d+)/.exec(xdotool("getwindowgeometry", "--shell", target)) ?? [];
      const place = [Number(x) + Number(width) + 20, 100].map(String);
      const source = spawn("/usr/bin/python3", [join(root, "tests/window/drag_source.py"), ...place, ...files], { env, stdio: "ignore" });
      programs.push(source);
      const from = await windowCalled("Files to drag");
      xdotool("windowactivate", "--sync", from);
      xdotool("mousemove", "--window", from, "80", "60", "mousedown", "1");
      // A drag begins with a movement, and is followed step by step.
      const [toX, toY] = [Number(x) + Number(width) / 2, Number(y) + Number(height) / 2].map(Math.round);
      for (let step = 0; step < 12; step += 1) {
        xdotool("mousemove_relative", "--", "-12", "6");
        await sleep(40);
      }
      for (let step = 0; step < 6; step += 1) {
        xdotool("mousemove", String(toX + 6 - step), String(toY));
        await sleep(120);
      }
      xdotool("mouseup", "1");
      await sleep(300);
      source.kill();
    },

    /** Asks the window with that title to close, as its frame's button does. @param {string} title */
    async askToClose(title) {
      xdotool("windowactivate", "--sync", await windowCalled(title));
      xdotool("key", "alt+F4");
    },

    leave() {
      for (const program of programs) program.kill();
    },
  };
}
