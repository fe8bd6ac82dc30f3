/** A till's sales and bookings as the shop is shown them: in payouts, in the journal and in exports. Pure. */

import { assert } from "../../../protocol/assert.ts";
import { parseTradeId } from "../../../protocol/ids.ts";
import type { ShopEntry } from "../../../protocol/register/payouts.ts";
import type { StoredBooking } from "./bookings.ts";
import { isAsked, type TradeRecord } from "./trade-record.ts";

/** @param record of a trade that was settled at once: a captured one is numbered by its bookings */
export function saleEntry(record: TradeRecord): ShopEntry {
  const { id, trade, sale } = record;
  assert(isAsked(record) && sale !== undefined, "[LE10] a sale has its terms and number");
  assert(trade.state === "settled", "[LE10] a sale with its trade is a settled one");
  const { amount, currency, reference } = record.asked.terms.payload;
  const { fee = 0, receipt } = trade;
  return {
    ...{ kind: "sale", till: parseTradeId(id).till, sale, trade: id },
    ...(reference === undefined ? {} : { reference }),
    ...{ currency, amount, fee, net: amount - fee, at: receipt.payload.time },
  };
}

export function bookingEntry(booking: StoredBooking, till: number): ShopEntry {
  const { kind, ref, trade, currency, amount, fee, at } = booking;
  return {
    ...{ kind, till, ref, ...(trade === undefined ? {} : { trade }), currency },
    ...{ amount: amount + fee, fee, net: amount, at },
  };
}
