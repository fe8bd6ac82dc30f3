/**
 * Who this terminal is to the servers: a union keyed by `state`, from new to enrolled. Holds the
 * carrier's short label and the balance for showing them at once; never the account id.
 */

import type { SecurityView } from "../../protocol/account/account-change.ts";
import type { OpeningCode } from "../../protocol/account/opening-code.ts";
import type { SignedStepUp } from "../../protocol/account/step-up.ts";
import type {
  SignedTerminalApproval,
  SignedTerminalChange,
} from "../../protocol/account/terminal-changes.ts";
import type { UserId } from "../../protocol/ids.ts";
import type { AccountView, Credential } from "../../protocol/messages.ts";
import type { ProblemCode } from "../../protocol/problem.ts";
import type { PublicKey } from "../../protocol/signing/signature.ts";
import type { AccountTask } from "./account-task.ts";
import type { Asked } from "./asked.ts";

export type TerminalProfile =
  | { readonly state: "new"; readonly refused?: ProblemCode }
  /** The shopper asked for an account; the key may be made, the answer isn't here. */
  | {
      readonly state: "enrolling";
      readonly tries: number;
      readonly nextAt: number;
      /** of the account that the operator opened for him; without one the terminal opens its own */
      readonly code?: OpeningCode;
    }
  /** It shows its code, and waits for a terminal of the account to approve it. */
  | {
      readonly state: "linking";
      readonly tries: number;
      readonly nextAt: number;
      readonly code: string;
      /** when it stops asking, ms since the epoch */
      readonly until: number;
      /** who has looked at it, and the number that both show [TE5] */
      readonly approver?: { readonly key: PublicKey; readonly number: string };
    }
  /** The recovery key approved it; the answer isn't here. */
  | {
      readonly state: "recovering";
      readonly tries: number;
      readonly nextAt: number;
      readonly approval: SignedTerminalApproval;
    }
  /** Another terminal, or the account's keeper, revoked it: what it paid is still its to show [TE19]. */
  | {
      readonly state: "revoked";
      readonly account: AccountView;
      readonly accountAt: number;
      /** when it heard of it, ms since the epoch */
      readonly at: number;
    }
  | {
      readonly state: "enrolled";
      /** its own, to be known among the account's; absent in what older versions stored, until the next refresh */
      readonly key?: PublicKey;
      readonly user: UserId;
      readonly account: AccountView;
      /** when `account` was asked for: it is at least as new, ms since the epoch */
      readonly accountAt: number;
      readonly credential: Credential;
      readonly terminals?: TerminalsWork;
      /** a change of the account under way */
      readonly task?: AccountTask;
    };

/** What this terminal is doing about the account's terminals: one thing at a time. */
export interface TerminalsWork {
  readonly link?: LinkWork;
  /** signed, and sent until it is answered */
  readonly change?: {
    readonly signed: SignedTerminalChange;
    readonly tries: number;
    readonly nextAt: number;
    /** the proof that the carrier asked for */
    readonly proof?: { readonly asked: Asked; readonly stepUp: SignedStepUp };
  };
  /** in the place of `change`: the shopper is to prove himself for it [SU25] */
  readonly proving?: { readonly signed: SignedTerminalChange; readonly asked: Asked };
  /** how the last change was refused */
  readonly refused?: ProblemCode;
}

/** A new terminal's code, as it was typed here, and what came of it. */
export type LinkWork =
  | {
      readonly state: "looking";
      readonly code: string;
      readonly tries: number;
      readonly nextAt: number;
    }
  | {
      readonly state: "asked";
      readonly terminal: PublicKey;
      readonly name: string;
      readonly number: string;
      /** ms since the epoch */
      readonly expiresAt: number;
    }
  | { readonly state: "linked"; readonly name: string }
  | { readonly state: "failed"; readonly code: ProblemCode };

export type Enrolled = Extract<TerminalProfile, { state: "enrolled" }>;
export type Revoked = Extract<TerminalProfile, { state: "revoked" }>;

/** What an account without any of it is shown with. */
export const NO_SECURITY: SecurityView = { passkeys: [], pin: { state: "none" }, one_click: [] };

/** [SU23] A trade may need a passkey, which a popup doesn't live to see. */
export function mayNeedPasskey(profile: TerminalProfile): boolean {
  if (profile.state !== "enrolled") return false;
  const { passkeys, one_click } = profile.account.security ?? NO_SECURITY;
  return passkeys.length > 0 && one_click.length > 0;
}

export const NEW_PROFILE: TerminalProfile = { state: "new" };
