/** The first screen: what this is, and the way to an account. */

import type { TerminalProfile } from "../../../wallet/terminal-profile.ts";

export interface OnboardingState {
  readonly status: "onboarding";
  readonly phase: "welcome" | "refused" | "codeInvalid" | "opening" | "unreachable";
  /** a shop's order waits behind this screen */
  readonly shopWaits: boolean;
}

export function onboardingState(
  profile: Exclude<TerminalProfile, { state: "enrolled" }>,
  shopWaits: boolean,
): OnboardingState {
  return { status: "onboarding", phase: phaseOf(profile), shopWaits };
}

function phaseOf(
  profile: Exclude<TerminalProfile, { state: "enrolled" }>,
): OnboardingState["phase"] {
  if (profile.state === "enrolling") return profile.tries > 0 ? "unreachable" : "opening";
  if (profile.refused === "opening_code_invalid") return "codeInvalid";
  return profile.refused ? "refused" : "welcome";
}
