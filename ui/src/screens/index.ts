// Every screen: its title, whether it needs an open review, and its component.

import type { Component } from "svelte";
import type { RouteName } from "../state/routes";
import Ask from "./ask/Ask.svelte";
import Audit from "./audit/Audit.svelte";
import Census from "./census/Census.svelte";
import Bias from "./bias/Bias.svelte";
import Conflicts from "./conflicts/Conflicts.svelte";
import Design from "./design/Design.svelte";
import Duplicates from "./duplicates/Duplicates.svelte";
import Exports from "./exports/Exports.svelte";
import Extract from "./extract/Extract.svelte";
import FullText from "./fulltext/FullText.svelte";
import Home from "./home/Home.svelte";
import Import from "./import/Import.svelte";
import Models from "./models/Models.svelte";
import Overview from "./overview/Overview.svelte";
import Protocol from "./protocol/Protocol.svelte";
import Records from "./records/Records.svelte";
import Registries from "./registries/Registries.svelte";
import Report from "./report/Report.svelte";
import Screening from "./screen/Screening.svelte";
import Settings from "./settings/Settings.svelte";
import Strategy from "./strategy/Strategy.svelte";
import Study from "./study/Study.svelte";
import Synthesis from "./synthesis/Synthesis.svelte";
import Team from "./team/Team.svelte";

export interface ScreenEntry {
  title: string;
  needsReview: boolean;
  component: Component;
}

export const screens: Record<RouteName, ScreenEntry> = {
  home: { title: "Reviews", needsReview: false, component: Home },
  overview: { title: "Overview", needsReview: true, component: Overview },
  protocol: { title: "Protocol", needsReview: true, component: Protocol },
  strategy: { title: "Search strategy", needsReview: true, component: Strategy },
  import: { title: "Import", needsReview: true, component: Import },
  duplicates: { title: "Duplicates", needsReview: true, component: Duplicates },
  screen: { title: "Screen", needsReview: true, component: Screening },
  conflicts: { title: "Conflicts", needsReview: true, component: Conflicts },
  fulltext: { title: "Full text", needsReview: true, component: FullText },
  extract: { title: "Extract", needsReview: true, component: Extract },
  synthesis: { title: "Evidence", needsReview: true, component: Synthesis },
  design: { title: "Trial design", needsReview: true, component: Design },
  registries: { title: "Trial registries", needsReview: true, component: Registries },
  bias: { title: "Risk of bias", needsReview: true, component: Bias },
  records: { title: "Records", needsReview: true, component: Records },
  ask: { title: "Ask the records", needsReview: true, component: Ask },
  census: { title: "Trial census", needsReview: true, component: Census },
  team: { title: "Team", needsReview: true, component: Team },
  study: { title: "Study", needsReview: true, component: Study },
  report: { title: "Report", needsReview: true, component: Report },
  exports: { title: "Export", needsReview: true, component: Exports },
  models: { title: "Models", needsReview: false, component: Models },
  audit: { title: "Audit trail", needsReview: true, component: Audit },
  settings: { title: "Settings", needsReview: false, component: Settings },
  // All parts on one page, while developing; the built program leads home instead.
  gallery: {
    title: "Gallery",
    needsReview: false,
    component: import.meta.env.DEV ? (await import("./gallery/Gallery.svelte")).default : Home,
  },
};
