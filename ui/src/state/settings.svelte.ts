import type { Settings } from "../host/contract";
import { call } from "../host/host";

const USUAL: Settings = {
  theme: "system",
  text_size: 100,
  single_keys: true,
  keys: {},
  idle_seconds: 60,
  read_ahead: true,
  model: null,
  reviewers: {},
};

class SettingsStore {
  #value = $state.raw<Settings>(USUAL);
  /** Changes are written one after the other, so that the last one wins. */
  #written: Promise<unknown> = Promise.resolve();

  get value(): Settings {
    return this.#value;
  }

  async load(): Promise<void> {
    this.#show({ ...USUAL, ...(await call("settings")) });
  }

  /** Shows a change at once and keeps it. Where it cannot be kept, what stood before comes back. */
  async change(changes: Partial<Settings>): Promise<void> {
    const before = this.#value;
    const settings = { ...before, ...changes };
    this.#show(settings);
    const written = this.#written.then(() => call("set_settings", { settings }));
    this.#written = written.catch(() => undefined);
    try {
      await written;
    } catch (thrown) {
      if (this.#value === settings) this.#show(before);
      throw thrown;
    }
  }

  #show(settings: Settings): void {
    this.#value = settings;
    const root = document.documentElement;
    root.style.colorScheme = settings.theme === "system" ? "light dark" : settings.theme;
    root.style.fontSize = `${settings.text_size}%`;
  }
}

export const settings = new SettingsStore();
