import { address, parsePlace, type Place, type RouteName } from "./routes";

class Router {
  #place = $state.raw<Place>(parsePlace(location.hash));

  constructor() {
    window.addEventListener("hashchange", () => (this.#place = parsePlace(location.hash)));
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
