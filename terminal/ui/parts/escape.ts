/**
 * Escape as the shopper's no, with the care of a button: not in the first moments, since it may have been meant for what
 * stood there before, not while it is held, and not while he is typing something that he would lose.
 */

import { useLayoutEffect } from "preact/hooks";
import { useDwell } from "./dwell.ts";

/** Longer than a slip, shorter than the way to a button that moves money. */
export const ESCAPE_DWELL_MS = 400;

/** @param shown what stands on the screen, as text: when it changes, the dwell begins anew */
export function useEscape(shown: string, act: () => void): void {
  const ready = useDwell(shown, ESCAPE_DWELL_MS);
  // Before anything else happens: what has just left the screen is declined by no key.
  useLayoutEffect(() => {
    if (!ready) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.repeat && !isTypedIn(event.target)) act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
}

/** A field that has text in it. */
function isTypedIn(target: EventTarget | null): boolean {
  const { tagName, type, value } = (target ?? {}) as Partial<HTMLInputElement>;
  const isField = tagName === "TEXTAREA" || (tagName === "INPUT" && type !== "checkbox");
  return isField && value !== "";
}
