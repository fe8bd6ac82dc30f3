// Shops that have sold: each sale paid through the public door and credited, and what tills and register have of it.

import { runInDurableObject } from "cloudflare:test";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import { FundsStore } from "../../../worker/synchronous-server/register/funds-store.ts";
import type { Register } from "../../../worker/synchronous-server/register/register.ts";
import {
  aClaim,
  aConfirmOf,
  aShopOf,
  aTrade,
  aWallet,
  balancesOfTill,
  env,
  postConfirm,
  readOffer,
  type Shop,
  settledRow,
  tillNumberOf,
  until,
  type Wallet,
} from "../synchronous-world.ts";

export const SALES = [100, 200, 300, 400, 500, 600, 700, 800];
export const total = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);

/** A sale of `amount` in yen, unless another currency is named; credited. */
export async function aSaleAt(
  shop: Shop,
  wallet: Wallet,
  amount: number,
  currency = "JPY",
): Promise<TradeId> {
  const terms = { amount, currency: currency as Currency };
  const offer = await readOffer((await aTrade(shop, terms)).id);
  await postConfirm(await aConfirmOf(wallet, offer, await aClaim(wallet, offer)));
  await until(() => settledRow(offer.trade));
  return offer.trade;
}

/** @returns what each till has, before any fee */
export async function aShopWithSales(
  amounts: readonly number[],
  shop?: Shop,
): Promise<{ shop: Shop; has: number[]; trades: TradeId[] }> {
  const own = shop ?? (await aShopOf(4));
  const wallet = await aWallet();
  const has = [0, 0, 0, 0];
  const trades: TradeId[] = [];
  for (const amount of amounts) {
    const trade = await aSaleAt(own, wallet, amount);
    trades.push(trade);
    has[tillNumberOf(trade)] = (has[tillNumberOf(trade)] ?? 0) + amount;
  }
  return { shop: own, has, trades };
}

export const registerOf = ({ register }: Shop) => objectNamed(env.REGISTER, register);

/** Minor units that the register has collected, and neither lent nor put into a payout. */
export function balanceOf(shop: Shop): Promise<number> {
  return runInDurableObject(registerOf(shop), (register: Register) =>
    new FundsStore(register.database).balance("JPY" as Currency),
  );
}

/** What tills and register have together. */
export async function everywhere(shop: Shop): Promise<number> {
  const tills = await Promise.all([0, 1, 2, 3].map((till) => balancesOfTill(shop, till)));
  return tills.reduce((sum, { JPY = 0 }) => sum + JPY, await balanceOf(shop));
}
