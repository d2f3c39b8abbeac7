// Where the keyboard goes when what had it is gone.

/** Moves the focus to the heading of the screen, from where a screen reader begins and single keys reach no control. */
export function toHeading(): void {
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}
