/**
 * A recorded order: what a register's capture, void or refund did, or how a hold ended by itself. Stored for
 * ever under its trade and id, with the receipt as it was signed, so that the same bytes get the same answer
 * for ever [LE25], [LE33].
 */

import type { AccountId, RegisterId, TradeId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import type { HoldEnded } from "../../carrier.ts";
import type { Posting } from "../ledger.ts";

interface Recorded {
  readonly trade: TradeId;
  /** a capture's or refund's own id; a trade has one void and one expiry at most */
  readonly id: string;
  readonly attempt: number;
  /** of the payer: of a refund that went to suspense, whom it was for */
  readonly account: AccountId;
  readonly register: RegisterId;
  /** minor units: captured, refunded, or given back by the end of the hold */
  readonly amount: number;
  readonly currency: Currency;
  /** minor units of the hold that went back to the payer with it */
  readonly released: number;
  readonly postings: readonly Posting[];
  /** ms since the epoch */
  readonly at: number;
  /** ms since the epoch: when the trade was paid, to whose periods what is released belongs [LE26] */
  readonly paidAt: number;
  /** minor units of the trade: captured in all, of a refund refunded in all; this one included */
  readonly total: number;
}

/** An order of the register, carried out. */
export type DoneOrder = Recorded & {
  readonly kind: "captured" | "voided" | "refunded";
  /** hash of the signed order */
  readonly order: Hash;
  readonly receipt: SignedReceipt;
  /** minor units that the carrier keeps of a capture, or gives back with a refund */
  readonly fee: number;
  /** the hold is over with it */
  readonly ended: boolean;
};
/** [LE24] A hold whose time was over. */
export type ExpiredHold = Recorded & { readonly kind: "expired" };
export type RecordedOrder = DoneOrder | ExpiredHold;

export const VOID_ID = "void";
export const EXPIRY_ID = "expiry";

/** What an order is answered, the first time and any other. The doors put it into their own words. */
export type OrderDone = Pick<DoneOrder, "receipt" | "fee" | "total" | "ended">;

export function orderDone({ receipt, fee, total, ended }: DoneOrder): OrderDone {
  return { receipt, fee, total, ended };
}

/** What the till is told of a hold that ended by itself. */
export function holdEnded({ total }: ExpiredHold): HoldEnded {
  return { kind: "hold_ended", captured: total };
}

/** @returns minor units that were captured of the trade's hold */
export function capturedOf(orders: readonly RecordedOrder[]): number {
  return sumOf(orders, "captured");
}

/** @returns minor units that were given back */
export function refundedOf(orders: readonly RecordedOrder[]): number {
  return sumOf(orders, "refunded");
}

function sumOf(orders: readonly RecordedOrder[], kind: RecordedOrder["kind"]): number {
  return orders.reduce((sum, one) => (one.kind === kind ? sum + one.amount : sum), 0);
}

export function isExpired(order: RecordedOrder): order is ExpiredHold {
  return order.kind === "expired";
}
