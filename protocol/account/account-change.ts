/**
 * What a shopper changes of his own account: passkeys, PIN, and for which payments one click is enough. One signed
 * object of the device key; what is proven inside it (a new passkey, a new PIN) is bound to the rest of it. Rules [SU].
 */

import * as v from "valibot";
import { Mode } from "../ids.ts";
import {
  ONE_CLICK_CURRENCIES_MAX,
  PASSKEY_KEY_CHARS_MAX,
  PASSKEYS_MAX,
  TERMINAL_NAME_CHARS_MAX,
} from "../limits.ts";
import { Currency } from "../money/money.ts";
import { type Hash, hashOf, PublicKey, signedSchema } from "../signing/signature.ts";
import { Realm, shownText, Time } from "../signing/signed-objects.ts";
import { BudgetTerms } from "./budget.ts";
import {
  base64Url,
  PasskeyId,
  PasskeyView,
  SealedPin,
  SignedStepUp,
  StepUpMethods,
  StepUpRule,
  Transports,
} from "./step-up.ts";

/** What navigator.credentials.create() answered; its challenge is the change's boundHash. */
export const PasskeyRegistration = v.strictObject({
  id: PasskeyId,
  client_data: base64Url(4_000),
  attestation: base64Url(12_000),
  transports: Transports,
});
export type PasskeyRegistration = v.InferOutput<typeof PasskeyRegistration>;

export const Change = v.variant("kind", [
  v.strictObject({
    kind: v.literal("add_passkey"),
    name: shownText(TERMINAL_NAME_CHARS_MAX),
    registration: PasskeyRegistration,
  }),
  v.strictObject({ kind: v.literal("remove_passkey"), id: PasskeyId }),
  /** the first one, or another in its place */
  v.strictObject({ kind: v.literal("set_pin"), sealed: SealedPin }),
  v.strictObject({ kind: v.literal("remove_pin") }),
  /** the shopper's own rule of one currency, beside the operator's */
  v.strictObject({ kind: v.literal("set_one_click"), currency: Currency, rule: StepUpRule }),
  /** what his terminal may confirm by itself from now on: the carrier keeps nothing of it [BU6] */
  v.strictObject({ kind: v.literal("allow_budget"), budget: BudgetTerms }),
]);
export type Change = v.InferOutput<typeof Change>;

/** Terminal's device key → branch. */
export const AccountChange = v.strictObject({
  typ: v.literal("warifu/account-change/1"),
  iss: PublicKey,
  aud: Realm,
  mode: Mode,
  /** ms since the epoch; later than the last change of the account */
  time: Time,
  change: Change,
});
export type AccountChange = v.InferOutput<typeof AccountChange>;
export const SignedAccountChange = signedSchema(AccountChange);
export type SignedAccountChange = v.InferOutput<typeof SignedAccountChange>;

/** POST /v1/account/changes. `step_up` is for the hash of the whole signed change. */
export const ChangeAccount = v.strictObject({
  change: SignedAccountChange,
  step_up: v.exactOptional(SignedStepUp),
});
export type ChangeAccount = v.InferOutput<typeof ChangeAccount>;

type Unproven<T> = T extends unknown ? Omit<T, "registration" | "sealed"> : never;

/** The change before what it proves is in it. */
export type ChangeHead = Omit<AccountChange, "change"> & { readonly change: Unproven<Change> };

/**
 * What a new passkey signs as its challenge, and what a new PIN is bound to: the hash of the change without the
 * registration or the sealed PIN, which can't be in it yet.
 */
export function boundHash({ change, ...head }: ChangeHead | AccountChange): Promise<Hash> {
  const { registration: _, sealed: __, ...rest } = change as Record<string, unknown>;
  return hashOf({ ...head, change: rest });
}

/** One currency's rules: the shopper's own, and what the carrier asks for whatever he says. Minor units. */
export const OneClickView = v.object({
  currency: Currency,
  own: v.exactOptional(StepUpRule),
  carrier: v.exactOptional(StepUpRule),
});
export type OneClickView = v.InferOutput<typeof OneClickView>;

/** [SU27] A passkey with its public key (COSE, base64url), by which a terminal checks an assertion itself. */
export const OwnPasskeyView = v.object({
  ...PasskeyView.entries,
  key: v.exactOptional(base64Url(PASSKEY_KEY_CHARS_MAX)),
});
export type OwnPasskeyView = v.InferOutput<typeof OwnPasskeyView>;

/** What the terminal is shown of it, with the account. */
export const SecurityView = v.object({
  ...StepUpMethods.entries,
  passkeys: v.pipe(v.array(OwnPasskeyView), v.maxLength(PASSKEYS_MAX)),
  one_click: v.pipe(v.array(OneClickView), v.maxLength(ONE_CLICK_CURRENCIES_MAX)),
});
export type SecurityView = v.InferOutput<typeof SecurityView>;
