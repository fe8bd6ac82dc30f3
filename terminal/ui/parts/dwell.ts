/**
 * A short dwell before a button works: a click or key that was meant for what stood there a moment ago can't
 * confirm what has just come up, changed, or come back to the front. [PG6]
 */

import { useEffect, useState } from "preact/hooks";

/** Longer than a double click, and than it takes to see that something changed. */
export const DWELL_MS = 600;

/**
 * @param shown what stands on the screen, as text: when it changes, the dwell begins anew
 * @param ms how long it takes
 * @returns whether the dwell is over; it begins once the screen has been painted
 */
export function useDwell(shown: string, ms = DWELL_MS): boolean {
  const [overFor, setOverFor] = useState<string>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      clearTimeout(timer);
      setOverFor(undefined);
      timer = setTimeout(() => setOverFor(shown), ms);
    };
    begin();
    // Whoever has been looking elsewhere sees it anew.
    window.addEventListener("focus", begin);
    document.addEventListener("visibilitychange", begin);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("focus", begin);
      document.removeEventListener("visibilitychange", begin);
    };
  }, [shown, ms]);
  return overFor === shown;
}
