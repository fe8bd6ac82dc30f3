/**
 * What the sheet says of the shop from the shopper's own past: how often it was paid from here, and whether it
 * may be taken for another one. Worked out once for an order, since it is looked at every second.
 */

import type { Offer } from "../../../../protocol/trade/offer.ts";
import { type Likeness, likenessOf } from "../../../wallet/likeness/likeness.ts";
import type { PaidShop, PaidShops } from "../../../wallet/paid-shops.ts";
import type { Waiting } from "../../../wallet/trade-record.ts";

export interface Standing {
  /** payments from here; 0: the first time */
  readonly times: number;
  /** when it was last paid, ms since the epoch */
  readonly lastAt?: number;
  /** it asks for a step of the shopper's own before anything can be paid */
  readonly caution?: Caution;
}

/** The shop it may be taken for, as it was when it was paid; none where a name mixes alphabets. */
export interface Caution {
  readonly kind: Likeness["kind"];
  readonly known?: { readonly name: string; readonly origin: string; readonly at: number };
}

const WORKED_OUT = new WeakMap<Offer, { shops: PaidShops; origin: string; standing: Standing }>();

export function standingOf({ offer, register, origin }: Waiting, shops: PaidShops): Standing {
  const known = WORKED_OUT.get(offer);
  if (known?.shops === shops && known.origin === origin) return known.standing;
  const { name } = offer.certificate.payload;
  const others = Object.values(shops).sort((a, b) => b.at - a.at);
  const likeness = likenessOf({ register, name, origin }, others);
  const paid = shops[register];
  const standing: Standing = {
    times: paid?.times ?? 0,
    ...(paid && paid.times > 0 ? { lastAt: paid.at } : {}),
    ...(likeness ? { caution: cautionOf(likeness, shops) } : {}),
  };
  WORKED_OUT.set(offer, { shops, origin, standing });
  return standing;
}

function cautionOf(likeness: Likeness, shops: PaidShops): Caution {
  if (likeness.kind === "mixed") return { kind: "mixed" };
  const { name, origin, register } = likeness.known;
  const at = (shops[register] as PaidShop).at;
  return { kind: likeness.kind, known: { name, origin: shownOrigin(origin), at } };
}

/** Without the scheme where it is https. */
export function shownOrigin(origin: string): string {
  return origin.replace(/^https:\/\//, "");
}
