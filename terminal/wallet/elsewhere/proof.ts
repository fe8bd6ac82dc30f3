/**
 * How a trade ended that this terminal didn't end: by what the till says and the carrier's receipt, never by another
 * terminal's word alone [AS7]. "Paid" is believed of a receipt that holds for this very offer; that it was this account
 * that paid, of another terminal's word or of the carrier's own account view.
 */

import type { TradeId } from "../../../protocol/ids.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import { type Offer, paidOutcome } from "../../../protocol/trade/offer.ts";
import type { TradeStatus } from "../../../protocol/words.ts";
import { refreshAccount } from "../account.ts";
import { receiptHolds } from "../check-receipt.ts";
import type { Context } from "../context.ts";
import { endCode } from "../read-offer.ts";
import type { RecordEvent } from "../record-events.ts";

/** A trade whose offer was verified here. */
export interface Known {
  readonly trade: TradeId;
  readonly offer: Offer;
}

/** @returns what the till says, and the receipt if it has one that holds; undefined where nothing was heard */
export async function standingOf(
  context: Context,
  record: Known,
): Promise<{ readonly status: TradeStatus; readonly receipt?: SignedReceipt } | undefined> {
  const answer = await context.server.status(record.trade);
  if (answer.kind !== "value") return undefined;
  const { status, receipt } = answer.value;
  if (!receipt) return { status };
  const paid = paidOutcome(record.offer.terms.payload);
  const { attempt } = receipt.payload;
  const holds = await receiptHolds(context, { ...record, attempt }, receipt, paid);
  return holds ? { status, receipt } : { status };
}

/** @returns which other terminal of the account paid at this receipt's very moment, as the carrier says */
export async function payerOf(
  context: Context,
  { payload }: SignedReceipt,
): Promise<PublicKey | undefined> {
  await refreshAccount(context);
  const { profile } = await context.book.read();
  if (profile.state !== "enrolled") return undefined;
  const { terminals = [] } = profile.account;
  return terminals.find(({ key, used_at }) => key !== profile.key && used_at === payload.time)?.key;
}

/** Of a trade that the till calls settled, and that wasn't paid here. @returns undefined where it isn't known to be this account's */
export async function paidElsewhere(
  context: Context,
  record: Known,
): Promise<RecordEvent | undefined> {
  const receipt = (await standingOf(context, record))?.receipt;
  const by = receipt && (await payerOf(context, receipt));
  return by && { type: "paid-elsewhere", by, receipt, at: context.ports.now() };
}

/** Of an order whose time is over: another terminal may have paid it in time, so the till says how it ended. */
export async function endOf(context: Context, record: Known): Promise<RecordEvent | undefined> {
  const standing = await standingOf(context, record);
  const at = context.ports.now();
  if (!standing || standing.status === "open") return undefined;
  if (standing.status === "expired") return { type: "expired", at };
  const by = standing.receipt && (await payerOf(context, standing.receipt));
  if (by && standing.receipt) return { type: "paid-elsewhere", by, receipt: standing.receipt, at };
  const code = endCode(standing.status);
  return code && { type: "over", code, at };
}
