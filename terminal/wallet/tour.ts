/**
 * How far a new owner has come in getting to know the wallet. Kept, so that he goes on where he was, in whatever window and
 * after whatever death; nothing else depends on it. Pure.
 */

import type { TerminalProfile } from "./terminal-profile.ts";

/** In their order. */
export const TOUR_STEPS = ["welcome", "language", "account", "protect", "try"] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

/** Begun by the installation; a store of older code, or of a wallet that came otherwise, has none. */
export interface Tour {
  readonly step: TourStep | "done";
}

/** The step to show: an account that is there already is a step that is done, and one that is gone, one to do again. */
export function stepOf(tour: Tour | undefined, { state }: TerminalProfile): TourStep | undefined {
  const step = tour?.step;
  if (step === undefined || step === "done") return undefined;
  if (state === "enrolled") return step === "try" ? "try" : "protect";
  return step === "welcome" || step === "language" ? step : "account";
}

/** @returns undefined for text that is no step */
export function readStep(text: string): Tour["step"] | undefined {
  return [...TOUR_STEPS, "done" as const].find((one) => one === text);
}
