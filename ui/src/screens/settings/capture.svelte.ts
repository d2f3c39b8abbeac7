import { chordOf, isSingle } from "../../keys/chord";
import { MAC } from "../../keys/bind.svelte";

const SECOND_MS = 900;

/** Listens for the keys that an action shall have: one press, or two single keys one after the other ("G O"). */
export class Capture {
  listening = $state(false);
  /** The first of perhaps two keys. */
  begun = $state("");

  #taken: (keys: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(taken: (keys: string) => void) {
    this.#taken = taken;
  }

  start(): void {
    this.stop();
    this.listening = true;
    // Before everything else: while it listens no key does what it usually does.
    window.addEventListener("keydown", this.#pressed, { capture: true });
    window.addEventListener("pointerdown", this.stop, { capture: true, once: true });
  }

  stop = (): void => {
    clearTimeout(this.#timer);
    this.listening = false;
    this.begun = "";
    window.removeEventListener("keydown", this.#pressed, { capture: true });
    window.removeEventListener("pointerdown", this.stop, { capture: true });
  };

  #pressed = (event: KeyboardEvent): void => {
    // Nobody is held captive: these two leave.
    if (event.key === "Tab") {
      this.stop();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === "Escape") {
      this.stop();
      return;
    }
    const chord = chordOf(event, MAC);
    if (chord === null || event.repeat) return;
    if (this.begun !== "") {
      this.#finish(`${this.begun} ${chord}`);
    } else if (isSingle(chord) && chord.length === 1) {
      this.begun = chord;
      this.#timer = setTimeout(() => this.#finish(this.begun), SECOND_MS);
    } else {
      this.#finish(chord);
    }
  };

  #finish(keys: string): void {
    this.stop();
    this.#taken(keys);
  }
}
