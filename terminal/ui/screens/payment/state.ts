/** One payment: who was paid, what for, what came after, what the shop was given, and the receipt of it all. */

import type { DisputeStatus } from "../../../../protocol/dispute/dispute-messages.ts";
import type { Mode, TradeId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { moved } from "../../../wallet/history/after.ts";
import { type Payment, paymentOf } from "../../../wallet/history/payment.ts";
import type { ReceiptCheck } from "../../../wallet/history/receipt-check.ts";
import type { Stored } from "../../../wallet/ports.ts";
import type { GivenEntry } from "../../../wallet/privacy/given.ts";
import type { TradeRecord } from "../../../wallet/trade-record.ts";
import type { BoughtItem } from "../../parts/items.tsx";
import { reasonOf } from "../../reason.ts";
import type { Reason } from "../../words/types/later/reasons.ts";
import { type Shop, shopOf } from "../shop.ts";

export type PaymentState =
  | { readonly status: "payment"; readonly phase: "reading" | "gone" }
  | PaymentPage;

export interface PaymentPage {
  readonly status: "payment";
  readonly phase: "shown";
  readonly record: string;
  readonly trade: TradeId;
  readonly mode: Mode;
  readonly shop: Shop;
  readonly kind: Payment["kind"];
  /** why it wasn't paid */
  readonly reason?: Reason;
  /** minor units, as all amounts */
  readonly amount: number;
  readonly currency: Currency;
  readonly items: readonly BoughtItem[];
  readonly reference?: string;
  /** ms since the epoch, as all times */
  readonly at: number;
  readonly automatic: boolean;
  /** held: when the hold ends by itself */
  readonly heldUntil?: number;
  /** what the shop had of it before refunds */
  readonly taken: number;
  readonly refunded: number;
  /** the oldest first */
  readonly refunds: readonly { readonly amount: number; readonly at: number }[];
  /** when the servers were last asked what came after */
  readonly asOf?: number;
  readonly given?: Pick<GivenEntry, "fields" | "state">;
  /** `telling`: it is on its way */
  readonly dispute?: DisputeStatus | "telling";
  readonly hasReceipt: boolean;
  readonly check?: ReceiptCheck | "checking";
}

/** What is open: `record` is undefined until it was found, null where there is none. */
export interface OpenedPayment {
  readonly id: string;
  readonly record: TradeRecord | null | undefined;
  readonly check?: ReceiptCheck | "checking";
}

export function paymentState(
  { records, given = {}, disputes = {} }: Stored,
  opened: OpenedPayment | undefined,
): PaymentState {
  const record = opened && (records[opened.id] ?? opened.record);
  const payment = record && paymentOf(record);
  if (!payment || !("offer" in record) || !record.offer)
    return { status: "payment", phase: record === undefined && opened ? "reading" : "gone" };
  const { offer, origin } = record;
  const { mode, items, hold_until: heldUntil } = offer.terms.payload;
  const { id, trade, kind, amount, currency, at, taken, refunded, reference, code } = payment;
  const entry = given[id];
  const { known, sending } = disputes[id] ?? {};
  const dispute = sending ? "telling" : known?.status;
  return {
    ...{ status: "payment", phase: "shown", record: id, trade, mode },
    ...{ shop: shopOf({ offer, origin }), kind, amount, currency, items, at },
    ...(code === undefined ? {} : { reason: reasonOf(code) }),
    ...(reference === undefined ? {} : { reference }),
    ...(heldUntil === undefined ? {} : { heldUntil }),
    ...{ taken, refunded, automatic: payment.automatic === true },
    ...laterOf(record),
    ...(entry ? { given: { fields: entry.fields, state: entry.state } } : {}),
    ...(dispute ? { dispute } : {}),
    ...(opened.check ? { check: opened.check } : {}),
  };
}

function laterOf(record: TradeRecord): Pick<PaymentPage, "refunds" | "asOf" | "hasReceipt"> {
  if (record.state !== "settled") return { refunds: [], hasReceipt: false };
  const refunds = moved(record).refunds.map(({ amount, at }) => ({ amount, at }));
  const asOf = record.after ? { asOf: record.after.at } : {};
  return { refunds, ...asOf, hasReceipt: true };
}
