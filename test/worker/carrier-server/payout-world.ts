// A register's payouts at the real carrier: its signed payout account, orders of payouts, and what its books say.

import { runInDurableObject } from "cloudflare:test";
import type { KeyPair } from "../../../cli/keys.ts";
import { payoutIdFrom, type RegisterId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type {
  BankAccount,
  PayoutAccount,
  SignedPayoutAccount,
} from "../../../protocol/register/payout-account.ts";
import { hashOf, importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import type { Books } from "../../../worker/carrier-server/books/books.ts";
import { PayoutStore } from "../../../worker/carrier-server/books/payout-store.ts";
import type { PayoutOrder } from "../../../worker/carrier-server/carrier.ts";
import { deploymentOf } from "../../../worker/carrier-server/deployment.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import { env } from "../test-env.ts";

export const JPY = "JPY" as Currency;
export const KAMI: BankAccount = {
  holder: "Kami paper goods",
  iban: "FR1420041010050500013M02606",
};
export const OTHER: BankAccount = { holder: "Someone else", iban: "NO9386011117947" };

export interface Registered {
  readonly register: RegisterId;
  readonly key: KeyPair;
}

export async function aPayoutAccount(
  { register, key }: Registered,
  overrides: Partial<PayoutAccount> = {},
): Promise<SignedPayoutAccount> {
  const { trust } = await deploymentOf(env);
  const payload: PayoutAccount = {
    typ: "warifu/payout-account/1",
    iss: register,
    aud: trust.realm,
    mode: trust.mode,
    number: 1,
    account: KAMI,
    time: clockNow(),
    ...overrides,
  };
  return sign(payload, await importSigningSeed(key.seed));
}

export async function anOrder(
  register: RegisterId,
  number: number,
  amount: number,
  overrides: Partial<PayoutOrder> = {},
): Promise<PayoutOrder> {
  const payout = payoutIdFrom(register, JPY, number);
  return { register, payout, currency: JPY, amount, list: await hashOf({ payout }), ...overrides };
}

/** Minor units in the register's books. */
export function inBooks(register: RegisterId): Promise<number> {
  return runInDurableObject(objectNamed(env.BOOKS, register), (books: Books) =>
    new PayoutStore(books.database).balance(JPY),
  );
}
