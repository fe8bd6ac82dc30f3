/**
 * A change of the account under way: a union keyed by `state`. One at a time; what the shopper leaves is dropped, and
 * nothing of it is true until the carrier has answered with the account as it is now.
 */

import type { Change, SignedAccountChange } from "../../protocol/account/account-change.ts";
import type { SignedStepUp } from "../../protocol/account/step-up.ts";
import type { ProblemCode } from "../../protocol/problem.ts";
import type { Hash } from "../../protocol/signing/signature.ts";
import type { Asked } from "./asked.ts";

/** Its name, where a record's could stand. */
export const ACCOUNT_TASK = "account";
/** The same of a change of the account's terminals: see TerminalsWork. */
export const TERMINALS_TASK = "terminals";

interface Signed {
  readonly kind: Change["kind"];
  readonly change: SignedAccountChange;
  /** what the carrier asked for before, if it did */
  readonly asked?: Asked;
}

export type AccountTask =
  /** a window of ours is to make the passkey; `challenge` is what it signs */
  | {
      readonly state: "registering";
      readonly kind: "add_passkey";
      readonly name: string;
      /** ms since the epoch */
      readonly time: number;
      readonly challenge: Hash;
    }
  | (Signed & { readonly state: "sending"; readonly stepUp?: SignedStepUp })
  | (Signed & { readonly state: "proving"; readonly asked: Asked })
  | {
      readonly state: "failed";
      readonly kind: Change["kind"];
      /** `no_answer`: whether it was done isn't known, and the account is read again */
      readonly code: ProblemCode | "no_answer";
    };
