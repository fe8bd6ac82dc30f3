/** Tells that somebody is at this window, now and then, so that the wallet doesn't lock under his hands. */

const EVENTS = ["pointerdown", "keydown", "wheel"] as const;
/** Often enough for the shortest time that it locks after. */
const TOLD_EVERY_MS = 20_000;

/** @param tell called at most every 20 s, and at once: to open the window is to use it */
export function watchUse(tell: () => void): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const use = () => {
    const now = performance.now();
    if (now - toldAt < TOLD_EVERY_MS) return;
    toldAt = now;
    tell();
  };
  for (const event of EVENTS) addEventListener(event, use, { capture: true, passive: true });
  use();
}
