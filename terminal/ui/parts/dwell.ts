/**
 * A short dwell before a button works: a click or key that was meant for what stood there a moment ago
 * can't confirm what has just come up.
 */

import { useEffect, useState } from "preact/hooks";

export const DWELL_MS = 400;

/** @returns whether the dwell is over; it starts anew with the component */
export function useDwell(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), DWELL_MS);
    return () => clearTimeout(timer);
  }, []);
  return over;
}
