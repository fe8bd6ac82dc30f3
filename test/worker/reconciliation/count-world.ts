// Both sides' counts of one shop, and a purchase through the public door.

import { runInDurableObject } from "cloudflare:test";
import {
  digestOf,
  HOUR_MS,
  type HourDigests,
  type HourKey,
  hourKeyOf,
  mergedHours,
  movementOf,
} from "../../../protocol/count/set-hash.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { TradeView } from "../../../protocol/messages.ts";
import type { Terms } from "../../../protocol/signing/signed-objects.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { ringBranch, theBranch } from "../carrier-world.ts";
import {
  aClaim,
  aConfirmOf,
  allTills,
  aTrade,
  getTrade,
  postConfirm,
  readOffer,
  type Shop,
  settledRow,
  tillNumberOf,
  until,
  type Wallet,
} from "../synchronous-world.ts";

/** Paid and credited. */
export async function aPurchase(
  shop: Shop,
  wallet: Wallet,
  terms: Partial<Terms> = {},
): Promise<TradeId> {
  const { id } = await aTrade(shop, terms);
  return paid(id, wallet);
}

/** At this very till: its number is the key's, so some keys are tried. */
export async function aPurchaseAt(till: number, shop: Shop, wallet: Wallet): Promise<TradeId> {
  for (;;) {
    const { id } = await aTrade(shop);
    if (tillNumberOf(id) === till) return paid(id, wallet);
  }
}

async function paid(trade: TradeId, wallet: Wallet): Promise<TradeId> {
  await pay(trade, wallet);
  await until(() => settledRow(trade));
  return trade;
}

/** The branch has decided; the till may not know yet. */
export async function pay(trade: TradeId, wallet: Wallet): Promise<void> {
  const offer = await readOffer(trade);
  const body = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
  const answer = await postConfirm(body);
  if (!answer.ok) throw new Error(await answer.text());
}

/** Sets the clock to half past noon of tomorrow, so that no hour or day ends in the middle of a test. */
export function setClockToNoon(): void {
  const day = 24 * HOUR_MS;
  const noon = (Math.floor(Date.now() / day) + 1.5) * day + HOUR_MS / 2;
  setClockOffset(noon - Date.now());
}

/** The branch's alarm, as often as it is set. */
export async function branchAlarms(): Promise<void> {
  while (await ringBranch());
}

const ofShop = (shop: Shop, digests: HourDigests): HourDigests =>
  Object.fromEntries(
    Object.entries(digests).filter(
      ([key, { count }]) => key.startsWith(`${shop.register}/`) && count > 0,
    ),
  );

/** What the branch has counted of this shop. */
export async function carriersCount(shop: Shop): Promise<HourDigests> {
  let change = 0;
  const keys = new Set<HourKey>();
  for (let more = true; more; ) {
    const changed = await theBranch().changedHours(change);
    for (const key of changed.keys) keys.add(key);
    ({ change, more } = changed);
  }
  return ofShop(shop, await theBranch().hourDigests([...keys]));
}

/** What the shop's tills have counted, in these hours and their latest. */
export async function tillsCount(shop: Shop, keys: readonly HourKey[] = []): Promise<HourDigests> {
  const counts = await Promise.all(
    allTills(shop).map((till, number) =>
      till.digests(keys.filter((key) => key.startsWith(`${shop.register}/${number}/`))),
    ),
  );
  return ofShop(shop, mergedHours(counts));
}

/** The same from the shop's own receipts. */
export async function shopsCount(shop: Shop, trades: readonly TradeId[]): Promise<HourDigests> {
  const views = await Promise.all(
    trades.map(async (trade) => (await (await getTrade(shop, trade)).json()) as TradeView),
  );
  return mergedHours(
    views.flatMap(({ receipt }) => {
      const movement = receipt && movementOf(receipt.payload);
      return movement ? [{ [hourKeyOf(movement)]: digestOf(movement) }] : [];
    }),
  );
}

/** The accounts' columns that still hold some of the branch's count. */
export function heldInAccounts(): Promise<string[]> {
  return runInDurableObject(theBranch(), (_, { storage }) =>
    storage.sql
      .exec<{ counted: string }>("SELECT counted FROM accounts WHERE counted <> '{}'")
      .toArray()
      .map(({ counted }) => counted),
  );
}
