/** The texts of proving oneself. */

import type { StepUpProblem } from "../../../../../protocol/account/step-up-problems.ts";
import type { ProvenChange } from "../../../screens/prove/state.ts";
import type { Count } from "../../count.ts";

export interface ProveWords {
  readonly title: string;
  readonly why: Readonly<Record<StepUpProblem["reason"], string>>;
  /** what changes, as the screen's title; the name of what it is about, where there is one */
  readonly changes: Readonly<Record<ProvenChange, (name: string) => string>>;
  /** a terminal without a name */
  readonly unnamed: string;
  readonly whyTerminals: Readonly<Record<"approve" | "revoke" | "recovery", string>>;
  readonly oneClick: (amount: string) => string;
  readonly passkey: string;
  readonly pin: string;
  readonly usePin: string;
  readonly wrongPin: (triesLeft: Count) => string;
  readonly unproven: Readonly<Record<"passkey" | "other", string>>;
  readonly waiting: (time: string) => string;
  readonly locked: string;
  readonly lockedPasskey: string;
  readonly decline: string;
  readonly leave: string;
}

export interface ProveRoom {
  readonly prove: ProveWords;
}
