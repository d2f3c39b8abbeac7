import { bind } from "../keys/bind.svelte";
import type { ActionId } from "../keys/keymap";
import { screens } from "../screens";
import { router } from "../state/router.svelte";
import type { RouteName } from "../state/routes";
import { session } from "../state/session.svelte";

const WAYS: readonly [ActionId, RouteName][] = [
  ["go.home", "home"],
  ["go.overview", "overview"],
  ["go.protocol", "protocol"],
  ["go.strategy", "strategy"],
  ["go.import", "import"],
  ["go.duplicates", "duplicates"],
  ["go.screen", "screen"],
  ["go.conflicts", "conflicts"],
  ["go.fulltext", "fulltext"],
  ["go.extract", "extract"],
  ["go.synthesis", "synthesis"],
  ["go.design", "design"],
  ["go.registries", "registries"],
  ["go.bias", "bias"],
  ["go.records", "records"],
  ["go.ask", "ask"],
  ["go.census", "census"],
  ["go.team", "team"],
  ["go.study", "study"],
  ["go.report", "report"],
  ["go.exports", "exports"],
  ["go.models", "models"],
  ["go.audit", "audit"],
  ["go.settings", "settings"],
];

/** Binds the keys that lead from screen to screen. Called once, by the frame. */
export function bindNavigation(): void {
  for (const [id, name] of WAYS) {
    bind(
      id,
      () => router.go(name),
      () => session.review !== null || !screens[name].needsReview,
    );
  }
  bind(
    "search",
    () => router.go("records", { focus: "query" }),
    () => session.review !== null,
  );
}
