import type { Protocol } from "../../host/contract";

/** What a new review begins with. */
export const EMPTY: Protocol = {
  question: "",
  pico: { population: "", intervention: "", comparator: "", outcomes: "", study_designs: "" },
  criteria: [],
  reviewers_title_abstract: "two",
  reviewers_full_text: "two",
  adjudicators: [],
  independence: "independent",
  highlights: [],
};
