/**
 * The shops that were paid from here: what a new shop is held against, and what the sheet says of a known one.
 * Kept apart from the records, which the oldest leave. Says nothing of amounts. Pure.
 */

import type { RegisterId } from "../../protocol/ids.ts";
import type { ShopFace } from "./likeness/likeness.ts";
import { SHOPS_KEPT } from "./patience.ts";
import type { Stored } from "./ports.ts";
import type { Settled, TradeRecord } from "./trade-record.ts";

/** A shop with its name and page as they were when it was last paid. */
export interface PaidShop extends ShopFace {
  /** payments, without money that was only held; 0 where all was */
  readonly times: number;
  /** when it was last paid, ms since the epoch */
  readonly at: number;
}

/** By the register's id. */
export type PaidShops = Readonly<Record<string, PaidShop>>;

/** The shops as they are once this payment has been made. Beyond those that are kept the one paid longest ago goes. */
export function withPayment(shops: PaidShops, record: Settled): PaidShops {
  const shop = paidBy(shops[record.register], record);
  const all = Object.values({ ...shops, [shop.register]: shop });
  const kept = all.sort((a, b) => b.at - a.at).slice(0, SHOPS_KEPT);
  return Object.fromEntries(kept.map((one) => [one.register, one]));
}

/** All that is known: a store of older code has its records alone. */
export function paidShops({ shops, records }: Pick<Stored, "shops" | "records">): PaidShops {
  if (shops) return shops;
  const settled = Object.values(records).filter(isSettled);
  return settled.sort((a, b) => a.endedAt - b.endedAt).reduce(withPayment, {});
}

function paidBy(
  known: PaidShop | undefined,
  { register, origin, offer, receipt, endedAt }: Settled,
) {
  const paid = receipt.payload.outcome === "settled" ? 1 : 0;
  return {
    register: register as RegisterId,
    name: offer.certificate.payload.name,
    origin,
    times: (known?.times ?? 0) + paid,
    at: endedAt,
  };
}

function isSettled(record: TradeRecord): record is Settled {
  return record.state === "settled";
}
