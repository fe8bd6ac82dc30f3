/**
 * The payout account: where a register's money goes. Set only by an object that the register's key signed,
 * with a number that only grows, so that nobody between the shop and the carrier's books can name another
 * account, or bring back an older one [LE51].
 */

import * as v from "valibot";
import { textUpTo } from "../bounds.ts";
import { Mode, RegisterId } from "../ids.ts";
import { HOLDER_NAME_CHARS_MAX } from "../limits.ts";
import { Iban } from "../money/iban.ts";
import { signedSchema } from "../signing/signature.ts";
import { Realm, shownText, Time } from "../signing/signed-objects.ts";

/** Where there is no IBAN: the account's number, as its bank writes it. ISO 20022's Max34Text. */
const AccountNumber = v.pipe(
  v.string(),
  v.maxLength(34),
  v.regex(/^[A-Za-z0-9](?:[A-Za-z0-9 /-]{0,32}[A-Za-z0-9])?$/, "not an account number"),
);

/** ISO 9362. */
export const Bic = v.pipe(
  v.string(),
  v.maxLength(11),
  v.regex(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, "not a BIC"),
);

const HOLDER = shownText(HOLDER_NAME_CHARS_MAX);

export interface BankAccount {
  readonly iban?: string;
  readonly account?: string;
  readonly bic?: string;
  readonly holder: string;
}
/** By its IBAN, or by number and bank: a bank finds an account without an IBAN by these two. */
export const BankAccount: v.GenericSchema<BankAccount> = v.union([
  v.strictObject({ iban: Iban, bic: v.exactOptional(Bic), holder: HOLDER }),
  v.strictObject({ account: AccountNumber, bic: Bic, holder: HOLDER }),
]);

/** Register's key → books: from now on my payouts go here. */
export const PayoutAccount = v.strictObject({
  typ: v.literal("warifu/payout-account/1"),
  iss: RegisterId,
  aud: Realm,
  mode: Mode,
  /** of this register, each greater than the one before; the SDK takes the time */
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  account: BankAccount,
  time: Time,
});
export type PayoutAccount = v.InferOutput<typeof PayoutAccount>;
export const SignedPayoutAccount = signedSchema(PayoutAccount);
export type SignedPayoutAccount = v.InferOutput<typeof SignedPayoutAccount>;

/** POST /v1/payout-account, with the register's API key. */
export const SetPayoutAccount = v.strictObject({ account: SignedPayoutAccount });
export type SetPayoutAccount = v.InferOutput<typeof SetPayoutAccount>;

/** GET /v1/payout-account: enough to tell accounts apart, too little to use one. */
export const PayoutAccountView = v.object({
  register: RegisterId,
  number: v.number(),
  /** the last four characters */
  ends: textUpTo(4),
  holder: textUpTo(HOLDER_NAME_CHARS_MAX),
  set_at: Time,
});
export type PayoutAccountView = v.InferOutput<typeof PayoutAccountView>;

/** @param now ms since the epoch: when it was set */
export function payoutAccountView(
  { iss, number, account }: PayoutAccount,
  now: number,
): PayoutAccountView {
  const ends = (account.iban ?? account.account ?? "").slice(-4);
  return { register: iss, number, ends, holder: account.holder, set_at: now };
}
