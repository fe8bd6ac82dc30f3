/** What a register may see of itself, and of its money. */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { EncryptionKey } from "../disclosure/asks.ts";
import { Mode, RegisterId } from "../ids.ts";
import { ORIGINS_MAX, REGISTER_NAME_CHARS_MAX } from "../limits.ts";
import { TillMap } from "../messages.ts";
import { CURRENCIES } from "../money/currencies.ts";
import { Currency, MinorUnits } from "../money/money.ts";
import { PublicKey } from "../signing/signature.ts";
import { KeyId, Origin, Time } from "../signing/signed-objects.ts";
import { ApiKeyView } from "./api-keys.ts";

/** GET /v1/register: who asks, by the certificate that there is. Fees are sealed in it: each sale says its own. */
export const RegisterView = v.object({
  id: RegisterId,
  object: v.literal("register"),
  mode: Mode,
  name: textUpTo(REGISTER_NAME_CHARS_MAX),
  /** `suspended` begins no trades until the carrier lets it [RG15] */
  status: v.picklist(["active", "suspended"]),
  /** with since when each was proven without a gap [RG6] */
  origins: listUpTo(ORIGINS_MAX, v.object({ origin: Origin, proven_at: Time })),
  /** what its terms and orders are verified by */
  key: PublicKey,
  /** what shoppers encrypt to; absent: it can't ask them for anything */
  encryption_key: v.exactOptional(EncryptionKey),
  /** until then the key before this one signs too [RG13] */
  former_key_until: v.exactOptional(Time),
  certificate: v.object({
    /** the carrier's key that signed it */
    kid: KeyId,
    not_before: Time,
    /** it is renewed well before that [RG9] */
    not_after: Time,
    settlement_account: textUpTo(22),
  }),
  tills: TillMap,
  /** the one that asks: what may be shown of it */
  api_key: ApiKeyView,
});
export type RegisterView = v.InferOutput<typeof RegisterView>;

/** Minor units, of one currency. */
export const CurrencyBalance = v.object({
  currency: Currency,
  /** what a payout would take, or refunds could use: of the tills and of the register [LE53] */
  available: MinorUnits,
  /** of authorized trades: reserved by their payers, and not the shop's before a capture */
  held: MinorUnits,
  /** refunds that left `available`, and that the payer's branch has yet to carry out [TR22] */
  refunds_pending: MinorUnits,
  /** in payouts that the bank has yet to be told of [LE54] */
  payouts_pending: MinorUnits,
});
export type CurrencyBalance = v.InferOutput<typeof CurrencyBalance>;

/** GET /v1/balance: every currency the register has, or ever had, something of. */
export const BalanceView = v.object({
  object: v.literal("balance"),
  mode: Mode,
  register: RegisterId,
  balances: listUpTo(CURRENCIES.length, CurrencyBalance),
});
export type BalanceView = v.InferOutput<typeof BalanceView>;
