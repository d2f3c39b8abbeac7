// The decided record slides out of sight: where to says what was decided. It is a picture of the record; the next one
// is there already.

import type { Verdict } from "../../host/contract";

const AWAY: Record<Verdict, string> = {
  include: "translateX(105%)",
  exclude: "translateX(-105%)",
  unsure: "translateY(-105%)",
};

export function slideOut(record: HTMLElement | null, verdict: Verdict): void {
  const scroller = record?.parentElement;
  if (!record || !scroller || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const picture = record.cloneNode(true) as HTMLElement;
  picture.inert = true;
  picture.ariaHidden = "true";
  for (const element of [picture, ...picture.querySelectorAll("[data-testid], [id]")]) {
    element.removeAttribute("data-testid");
    element.removeAttribute("id");
  }
  const { style } = picture;
  style.position = "absolute";
  style.inset = `${record.offsetTop - scroller.scrollTop}px auto auto ${record.offsetLeft}px`;
  style.width = `${record.offsetWidth}px`;
  style.background = "var(--page)";
  style.pointerEvents = "none";
  style.margin = "0";
  scroller.parentElement?.append(picture);
  // Opaque all the way: two texts that shine through one another cannot be read.
  const frames = [{ transform: "none" }, { transform: AWAY[verdict] }];
  picture.animate(frames, { duration: 140, easing: "ease-in", fill: "forwards" }).onfinish = () => picture.remove();
}
