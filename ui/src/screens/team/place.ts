// What of this screen is shown, as its address says.

import type { CountUnsure, Stage } from "../../host/contract";
import { UNSURE_WAYS } from "./figures";

/** Seconds without input after which one counts as away. */
export const IDLE_RULES = ["30", "60", "120"] as const;
export type IdleRule = (typeof IDLE_RULES)[number];

export const TABS = ["agreement", "time", "sharing"] as const;
export type TeamTab = (typeof TABS)[number];

// A type, not an interface: it goes into an address as it is.
export type TeamPlace = { show: TeamTab; stage: Stage; unsure: CountUnsure; idle: IdleRule };

/** Anything unknown is as if it were not there. */
export function placeOf(params: Partial<Record<string, string>>): TeamPlace {
  return {
    show: TABS.find((tab) => tab === params.show) ?? "agreement",
    stage: params.stage === "full_text" ? "full_text" : "title_abstract",
    unsure: UNSURE_WAYS.find(({ value }) => value === params.unsure)?.value ?? "between_both",
    idle: IDLE_RULES.find((rule) => rule === params.idle) ?? "60",
  };
}
