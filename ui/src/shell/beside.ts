// What stands beside the steps of the method: found behind “More”, by key and in the palette.

import type { ActionId } from "../keys/keymap";
import type { MenuItem } from "../parts/menu";
import { screens } from "../screens";
import { router } from "../state/router.svelte";
import type { RouteName } from "../state/routes";

interface Group {
  heading: string;
  ways: readonly [RouteName, ActionId, detail: string][];
}

const GROUPS: readonly Group[] = [
  {
    heading: "Records",
    ways: [
      ["strategy", "go.strategy", "Read, check, translate and try a search"],
      ["ask", "go.ask", "Sentences of the records that answer a question"],
      ["census", "go.census", "Which designs the records have, year by year"],
    ],
  },
  {
    heading: "Trials",
    ways: [
      ["registries", "go.registries", "Registrations beside their reports"],
      ["design", "go.design", "How many people the next trial needs"],
    ],
  },
  {
    heading: "Models and the program",
    ways: [
      ["models", "go.models", "Which model suggests; how good it is on your records"],
      ["study", "go.study", "Measure what suggestions do for your team"],
      ["audit", "go.audit", "Who did what, and when"],
    ],
  },
];

/** The screens that are reached from here. */
export const beside: ReadonlySet<RouteName> = new Set(GROUPS.flatMap(({ ways }) => ways.map(([name]) => name)));

/** The entries of the menu; the screen one is on is ticked. */
export function besideItems(here: RouteName): MenuItem[] {
  return GROUPS.flatMap(({ heading, ways }): MenuItem[] => [
    { kind: "heading", label: heading },
    ...ways.map(([name, action, detail]): MenuItem => ({
      kind: "item",
      label: screens[name].title,
      detail,
      action,
      checked: name === here,
      run: () => router.go(name),
    })),
  ]);
}
