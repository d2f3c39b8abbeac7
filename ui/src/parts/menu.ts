import type { ActionId } from "../keys/keymap";
import type { Icon } from "./icon";

/** An entry of a Menu. */
export type MenuItem =
  | { kind: "heading"; label: string }
  | { kind: "line" }
  | {
      kind: "item";
      label: string;
      run: () => void;
      /** A second, smaller line. */
      detail?: string;
      icon?: Icon;
      /** Shows the keys of this action. */
      action?: ActionId;
      checked?: boolean;
      disabled?: boolean;
      danger?: boolean;
    };
