export type VerdictName = "include" | "exclude" | "unsure" | "undecided";

export const VERDICT_WORDS: Record<VerdictName, string> = {
  include: "Include",
  exclude: "Exclude",
  unsure: "Unsure",
  undecided: "Undecided",
};
