import type { LucideProps } from "@lucide/svelte";
import type { Component } from "svelte";

/** An icon of Lucide, imported singly: `import Tag from "@lucide/svelte/icons/tag"`. */
export type Icon = Component<LucideProps>;
