import { address, parsePlace, type Place, type RouteName } from "./routes";

/** Asked before a screen is left; answers whether it may be. */
type Guard = (to: Place) => boolean;

class Router {
  #place = $state.raw<Place>(parsePlace(location.hash));
  #guard: Guard | null = null;

  constructor() {
    window.addEventListener("hashchange", () => this.#follow(parsePlace(location.hash)));
  }

  get name(): RouteName {
    return this.#place.name;
  }

  get params(): Record<string, string> {
    return this.#place.params;
  }

  go(name: RouteName, params: Record<string, string> = {}): void {
    location.hash = address({ name, params });
  }

  /** Has a screen asked before it is left, as when something is not saved. Returns how to stop asking. */
  guard(guard: Guard): () => void {
    this.#guard = guard;
    return () => {
      if (this.#guard === guard) this.#guard = null;
    };
  }

  #follow(to: Place): void {
    if (to.name !== this.#place.name && this.#guard?.(to) === false) {
      // The browser has moved on already: the address is set back to what is shown.
      history.replaceState(null, "", address(this.#place));
      return;
    }
    this.#place = to;
  }

  /** Goes there without a step for the back button, as when a screen notes its own state in the address. */
  replace(name: RouteName, params: Record<string, string> = {}): void {
    const place = { name, params };
    history.replaceState(null, "", address(place));
    this.#place = place;
  }
}

export const router = new Router();

/** The address of a screen, for a link. */
export function hrefTo(name: RouteName, params: Record<string, string> = {}): string {
  return address({ name, params });
}
