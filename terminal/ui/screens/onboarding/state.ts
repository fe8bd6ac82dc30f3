/** The first screen: what this is, and the way to an account. */

import type { TerminalProfile } from "../../../wallet/terminal-profile.ts";
import type { Progress } from "../../parts/steps.tsx";

export interface OnboardingState {
  readonly status: "onboarding";
  readonly phase: "welcome" | "refused" | "codeInvalid" | "linkLapsed" | "opening" | "unreachable";
  /** a shop's order waits behind this screen */
  readonly shopWaits: boolean;
  /** as a step of getting to know the wallet */
  readonly progress?: Progress;
}

/** A profile without an account, and with nothing else to show. */
export type Accountless = Extract<TerminalProfile, { state: "new" | "enrolling" | "recovering" }>;

export function onboardingState(profile: Accountless, shopWaits: boolean): OnboardingState {
  return { status: "onboarding", phase: phaseOf(profile), shopWaits };
}

function phaseOf(profile: Accountless): OnboardingState["phase"] {
  if (profile.state !== "new") return profile.tries > 0 ? "unreachable" : "opening";
  if (profile.refused === "opening_code_invalid") return "codeInvalid";
  if (profile.refused === "link_not_found") return "linkLapsed";
  return profile.refused ? "refused" : "welcome";
}
