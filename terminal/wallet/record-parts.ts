/** What a record takes along from one state to the next. Pure. */

import type { Offer } from "../../protocol/trade/offer.ts";
import type { Press, RecordState, TradeRecord } from "./trade-record.ts";

type Arm<S extends RecordState> = Extract<TradeRecord, { state: S }>;

export function pressOf({ id, at, register, replyTo, seen, ...more }: TradeRecord): Press {
  const { quiet, asker, passed } = more;
  return {
    ...{ id, at, register, replyTo, seen },
    ...(quiet ? { quiet } : {}),
    ...(asker ? { asker } : {}),
    ...(passed ? { passed } : {}),
  };
}

/** A reservation lasts until it is known how the payment ended. */
export function reservedOf(record: Arm<"claiming" | "confirming">) {
  const { countAt } = record;
  return { ...byItself(record), ...(countAt === undefined ? {} : { countAt }) };
}

export function byItself(record: TradeRecord) {
  const automatic = "automatic" in record && record.automatic;
  return automatic ? { automatic } : {};
}

export function tradedOf(record: Exclude<TradeRecord, Arm<"preparing" | "unusable">>) {
  const { trade, origin } = record;
  const offer = "offer" in record && record.offer ? { offer: record.offer } : {};
  return { ...pressOf(record), trade, origin, ...offer };
}

export function offeredOf(record: Extract<TradeRecord, { offer: Offer }>) {
  return { ...pressOf(record), trade: record.trade, origin: record.origin, offer: record.offer };
}
