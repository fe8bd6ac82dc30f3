/**
 * The messages by which a terminal comes to an account that there is, and by which its terminals are kept: schema
 * and type of the same name, parsed on both sides. What is signed in them is in terminal-changes.ts.
 */

import * as v from "valibot";
import { TERMINAL_NAME_CHARS_MAX } from "../limits.ts";
import { Enrolled } from "../messages.ts";
import { PublicKey } from "../signing/signature.ts";
import { shownText, Time } from "../signing/signed-objects.ts";
import { SignedStepUp } from "./step-up.ts";
import { SignedTerminalApproval, SignedTerminalChange } from "./terminal-changes.ts";

/** POST /v1/terminals/links, signed by the new terminal's key: once to ask, then again to hear. Idempotent by the key. */
export const AskToLink = v.strictObject({ name: shownText(TERMINAL_NAME_CHARS_MAX) });
export type AskToLink = v.InferOutput<typeof AskToLink>;

/** `approver`: the terminal that has looked at it, for the number. */
export const LinkView = v.variant("state", [
  v.object({
    state: v.literal("waiting"),
    expires_at: Time,
    approver: v.exactOptional(PublicKey),
  }),
  v.object({
    state: v.literal("linked"),
    approval: SignedTerminalApproval,
    enrolled: Enrolled,
  }),
]);
export type LinkView = v.InferOutput<typeof LinkView>;

/** POST /v1/terminals/links/look, by a terminal of the account: who asks with this code? */
export const LookAtLink = v.strictObject({ code: v.pipe(v.string(), v.maxLength(40)) });
export type LookAtLink = v.InferOutput<typeof LookAtLink>;

/** Whoever gets it checks that the key is the one the code names [TE4]. */
export const LinkAsked = v.object({
  terminal: PublicKey,
  name: v.pipe(v.string(), v.maxLength(TERMINAL_NAME_CHARS_MAX)),
  expires_at: Time,
});
export type LinkAsked = v.InferOutput<typeof LinkAsked>;

/** POST /v1/terminals/changes, by a terminal of the account: answered with its account, terminals in it. `step_up` is for the hash of the whole signed change. */
export const ChangeTerminals = v.strictObject({
  change: SignedTerminalChange,
  step_up: v.exactOptional(SignedStepUp),
});
export type ChangeTerminals = v.InferOutput<typeof ChangeTerminals>;

/** POST /v1/terminals/recoveries, by the new terminal: `approval` is signed by the recovery key [TE14]. */
export const RecoverTerminal = v.strictObject({
  approval: SignedTerminalApproval,
});
export type RecoverTerminal = v.InferOutput<typeof RecoverTerminal>;
