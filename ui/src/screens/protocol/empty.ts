import type { Protocol } from "../../host/contract";

/** What a new review begins with. */
export const EMPTY: Protocol = {
  question: "",
  pico: { population: "", intervention: "", comparator: "", outcomes: "", study_designs: "" },
  criteria: [],
  reviewers_title_abstract: "two",
  reviewers_full_text: "two",
  reviewers_extraction: "two",
  adjudicators: [],
  independence: "independent",
  blinding: "open",
  assignment_title_abstract: { by: "everyone" },
  assignment_full_text: { by: "everyone" },
  highlights: [],
};
