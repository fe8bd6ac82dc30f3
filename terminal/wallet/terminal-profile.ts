/**
 * Who this terminal is to the servers: a union keyed by `state`, from new to enrolled. Holds the
 * carrier's short label and the balance for showing them at once; never the account id.
 */

import type { UserId } from "../../protocol/ids.ts";
import type { AccountView, Credential } from "../../protocol/messages.ts";
import type { OpeningCode } from "../../protocol/opening-code.ts";
import type { ProblemCode } from "../../protocol/problem.ts";

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
  | {
      readonly state: "enrolled";
      readonly user: UserId;
      readonly account: AccountView;
      /** when `account` was so, ms since the epoch */
      readonly accountAt: number;
      readonly credential: Credential;
    };

export type Enrolled = Extract<TerminalProfile, { state: "enrolled" }>;

export const NEW_PROFILE: TerminalProfile = { state: "new" };
