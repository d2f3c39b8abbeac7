import type { Protocol, Reviewer } from "../../host/contract";

/** Who may settle, as far as this person is concerned. */
export interface Standing {
  may: boolean;
  /** The names in the protocol; empty where every reviewer may. */
  adjudicators: readonly string[];
}

export function standing(protocol: Protocol, reviewers: readonly Reviewer[], reviewer: Reviewer): Standing {
  const named = protocol.adjudicators;
  return {
    may: named.length === 0 || named.includes(reviewer.id),
    adjudicators: named.map((id) => reviewers.find((one) => one.id === id)?.name ?? "a reviewer who is not listed"),
  };
}
