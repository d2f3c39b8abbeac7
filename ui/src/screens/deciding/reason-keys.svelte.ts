// The numbers that choose a reason for exclusion.

import type { Criterion } from "../../host/contract";
import { bind } from "../../keys/bind.svelte";
import { NUMBERS, reasons } from "./reasons";

/** Binds them while the component is mounted. */
export function bindReasons(
  where: "screen" | "fulltext",
  criteria: () => readonly Criterion[],
  choose: (label: string) => void,
): void {
  for (const number of NUMBERS) {
    const action = `${where}.reason${number}` as const;
    const meant = () => reasons(criteria(), where).find((one) => one.action === action)?.criterion.label;
    bind(
      action,
      () => {
        const label = meant();
        if (label !== undefined) choose(label);
      },
      () => meant() !== undefined,
    );
  }
}
