/**
 * Reading an offer: from the trade id that a page handed over to a sheet, or to the reason why there is
 * none. Binds nothing. Everything a sheet will show has been verified here, from the pinned root down.
 */

import { isRetryable, type ProblemCode } from "../../protocol/problem.ts";
import {
  isProvenOrigin,
  type Offer,
  offerPeriodRefusal,
  type Trust,
  verifyOffer,
} from "../../protocol/trade/offer.ts";
import type { TradeStatus } from "../../protocol/words.ts";
import { adoptOffer } from "./adopt-offer.ts";
import type { Context } from "./context.ts";
import { READING_MS } from "./patience.ts";
import type { RecordEvent } from "./record-events.ts";
import type { Reading } from "./trade-record.ts";

export async function readOffer(context: Context, record: Reading): Promise<void> {
  const { book, ports, server, trust } = context;
  const answer = await server.readOffer(record.trade);
  const at = ports.now();
  if (answer.kind === "none" || (answer.kind === "refused" && isRetryable(answer.code))) {
    const patient = at - record.at < READING_MS;
    await book.record(
      record.id,
      patient ? { type: "silence", at } : { type: "unusable", code: "no_answer", at },
    );
    return;
  }
  if (answer.kind === "refused") {
    await book.record(record.id, { type: "unusable", code: answer.code, at });
    return;
  }
  const { offer, status } = answer.value;
  const code = await offerRefusal(offer, record, trust, at, ports.http.origin);
  if (code) {
    await book.record(record.id, { type: "unusable", code, at });
    return;
  }
  const end = offeredEnd(status, offer, ports.now());
  await adoptOffer(context, record, offer, end === undefined);
  if (end) await book.record(record.id, end);
}

/** The documented order of a terminal's checks; the first that fails is the answer. */
export async function offerRefusal(
  offer: Offer,
  { trade, register, origin }: Pick<Reading, "trade" | "register" | "origin">,
  trust: Trust,
  now: number,
  /** our one origin, whose pages show any shop's trade [PG16] */
  ours: string,
): Promise<ProblemCode | undefined> {
  if (offer.trade !== trade) return "offer_mismatch";
  const code = (await verifyOffer(offer, trust)) ?? offerPeriodRefusal(offer, now);
  if (code) return code;
  if (offer.terms.payload.iss !== register) return "wrong_register";
  return isProvenOrigin(offer, origin) || origin === ours ? undefined : "wrong_origin";
}

/** A trade that is over, or past its deadline, is shown as that and can't be paid. */
function offeredEnd(status: TradeStatus, offer: Offer, at: number): RecordEvent | undefined {
  const code = endCode(status);
  if (code) return { type: "over", code, at };
  const late = status === "expired" || at >= offer.terms.payload.deadline;
  return late ? { type: "expired", at } : undefined;
}

/** The refusal that a claim of a trade with this status would meet. */
export function endCode(status: TradeStatus): ProblemCode | undefined {
  switch (status) {
    case "open":
    case "expired":
      return undefined;
    case "cancelled":
      return "trade_cancelled";
    case "declined":
      return "trade_declined";
    case "voided":
      return "trade_voided";
    case "settled":
    case "authorized":
    case "completed":
      return "trade_settled";
  }
}
