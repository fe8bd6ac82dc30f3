/** The texts of proving oneself and of Security, as a type: a language that lacks one doesn't compile. */

import type { StepUpProblem } from "../../../protocol/account/step-up-problems.ts";
import type { ProvenChange } from "../screens/prove/state.ts";

export interface ProveWords {
  readonly title: string;
  readonly why: Readonly<Record<StepUpProblem["reason"], string>>;
  /** what changes, as the screen's title; the name of what it is about, where there is one */
  readonly changes: Readonly<Record<ProvenChange, (name: string) => string>>;
  readonly whyTerminals: Readonly<Record<"approve" | "revoke" | "recovery", string>>;
  readonly oneClick: (amount: string) => string;
  readonly passkey: string;
  readonly pin: string;
  readonly usePin: string;
  readonly wrongPin: (triesLeft: number) => string;
  readonly unproven: Readonly<Record<"passkey" | "other", string>>;
  readonly waiting: (time: string) => string;
  readonly locked: string;
  readonly lockedPasskey: string;
  readonly decline: string;
  readonly leave: string;
}

export interface SecurityWords {
  readonly title: string;
  readonly open: string;
  readonly setUp: string;
  readonly lead: string;
  readonly busy: string;
  readonly failed: Readonly<
    Record<"clock" | "full" | "noAnswer" | "passkey" | "nothingToProveWith" | "other", string>
  >;
  readonly passkeys: string;
  readonly passkeysText: string;
  readonly passkeyName: (number: number) => string;
  readonly addPasskey: string;
  readonly since: (day: string) => string;
  readonly remove: string;
  readonly pin: string;
  readonly pinState: Readonly<Record<"none" | "set" | "locked", string>>;
  readonly newPin: string;
  readonly setPin: string;
  readonly changePin: string;
  readonly removePin: string;
  readonly easyPin: string;
  readonly oneClick: string;
  readonly oneClickText: string;
  readonly upTo: string;
  readonly total: string;
  readonly first: string;
  readonly save: string;
  readonly carrierUpTo: (amount: string) => string;
  readonly carrierTotal: (amount: string) => string;
  readonly carrierFirst: string;
}

export interface StepUpWords {
  readonly prove: ProveWords;
  readonly security: SecurityWords;
}
