/**
 * Payout accounts and payouts as the synchronous server asks for them: parsed, then decided by the register's
 * Books, then entered with the Treasury. Every step is idempotent, so a call that broke off is made again.
 */

import * as v from "valibot";
import { assert } from "../../protocol/assert.ts";
import { Mode, modeOf, PayoutId, RegisterId } from "../../protocol/ids.ts";
import { Amount, Currency } from "../../protocol/money/money.ts";
import { refusal } from "../../protocol/problem.ts";
import {
  type PayoutAccountView,
  SignedPayoutAccount,
} from "../../protocol/register/payout-account.ts";
import { err, ok } from "../../protocol/result.ts";
import { Hash } from "../../protocol/signing/signature.ts";
import { parseMessage } from "../http/read-body.ts";
import { objectNamed } from "../objects/placed.ts";
import type { Answer, PayoutOrder } from "./carrier.ts";
import type { CarrierEnv } from "./env.ts";

const Order = v.strictObject({
  register: RegisterId,
  payout: PayoutId,
  currency: Currency,
  amount: Amount,
  list: Hash,
});
const PAYOUTS_AT_ONCE_MAX = 500;

export async function setPayoutAccount(
  env: CarrierEnv,
  signed: SignedPayoutAccount,
): Promise<Answer<PayoutAccountView>> {
  const parsed = parseMessage(SignedPayoutAccount, signed);
  if (!parsed.ok) return parsed;
  const { iss } = parsed.value.payload;
  if (modeOf(iss) !== env.MODE) return err(refusal("wrong_mode"));
  return objectNamed(env.BOOKS, iss).setPayoutAccount(parsed.value);
}

export async function readPayoutAccount(
  env: CarrierEnv,
  register: string,
): Promise<Answer<PayoutAccountView>> {
  const parsed = parseMessage(RegisterId, register);
  if (!parsed.ok) return parsed;
  return objectNamed(env.BOOKS, parsed.value).payoutAccount();
}

export async function takePayout(env: CarrierEnv, order: PayoutOrder): Promise<Answer<null>> {
  const parsed = parseMessage(Order, order);
  if (!parsed.ok) return parsed;
  const { register } = parsed.value;
  if (modeOf(register) !== env.MODE) return err(refusal("wrong_mode"));
  const books = objectNamed(env.BOOKS, register);
  if (!(await books.certified())) return err(refusal("register_unknown"));
  const treasury = treasuryOf(env);
  await treasury.enter(register);
  const ordered = await books.payout(parsed.value);
  if (!ordered.ok) return ordered;
  const { payout, account } = ordered.value;
  assert(payout.id === parsed.value.payout, "Books answers for the payout that was asked");
  const { id, currency, amount, at } = payout;
  await treasury.enlist({ id, register, currency, amount, account, at });
  return ok(null);
}

export async function paidPayouts(
  env: CarrierEnv,
  payouts: readonly PayoutId[],
): Promise<PayoutId[]> {
  const asked = payouts.filter((payout) => v.is(PayoutId, payout));
  return treasuryOf(env).paid(asked.slice(0, PAYOUTS_AT_ONCE_MAX));
}

export function treasuryOf(env: Pick<CarrierEnv, "MODE" | "TREASURY">) {
  return env.TREASURY.getByName(v.parse(Mode, env.MODE));
}
