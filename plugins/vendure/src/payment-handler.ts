/**
 * The payment method of Vendure. A payment is believed by a verified receipt of the order's own trade alone, whoever
 * adds it. What moves money is asked for under keys that follow from the trade's, so that a repeat after a lost answer
 * is the same capture, void or refund.
 */

import {
  type CancelPaymentErrorResult,
  type CancelPaymentResult,
  type CreatePaymentErrorResult,
  type CreatePaymentResult,
  type Injector,
  InternalServerError,
  LanguageCode,
  type Order,
  PaymentMethodHandler,
  type RequestContext,
  type SettlePaymentErrorResult,
  type SettlePaymentResult,
} from "@vendure/core";
import { HoldOrders } from "./hold-orders.ts";
import { HANDLER_CODE } from "./options.ts";
import { outcomeOf, Receipts, tradeNamedIn } from "./receipts.ts";
import { Refunds } from "./refunds.ts";
import { TradeRows } from "./trade-rows.ts";

let rows: TradeRows;
let receipts: Receipts;
let holds: HoldOrders;
let refunds: Refunds;

/** The payment that says to the admin: the shopper was asked, and declined. Nobody is paid by it. */
export const DECLINED = "declined";

const english = (value: string) => [{ languageCode: LanguageCode.en, value }];

export const warifuPaymentHandler = new PaymentMethodHandler({
  code: HANDLER_CODE,
  description: english("Warifu"),
  args: {
    capture: {
      type: "string",
      defaultValue: "now",
      required: true,
      label: english("Capture"),
      description: english(
        "now: paid at once. later: held, until you settle or cancel the payment",
      ),
      ui: {
        component: "select-form-input",
        options: [
          { value: "now", label: english("now") },
          { value: "later", label: english("later") },
        ],
      },
    },
  },
  init(injector: Injector) {
    rows = injector.get(TradeRows);
    receipts = injector.get(Receipts);
    holds = injector.get(HoldOrders);
    refunds = injector.get(Refunds);
  },
  createPayment: (ctx, order, amount, _args, metadata) =>
    createPayment(ctx, order, amount, metadata),
  settlePayment: (ctx, _order, payment): Promise<SettlePaymentResult | SettlePaymentErrorResult> =>
    holds.capture(ctx, payment),
  cancelPayment: (ctx, _order, payment): Promise<CancelPaymentResult | CancelPaymentErrorResult> =>
    holds.release(ctx, payment),
  createRefund: (ctx, _input, amount, _order, payment) => refunds.create(ctx, amount, payment),
});

/** @param metadata `{ receipt }`; what else is in it is read by nobody and stored nowhere */
async function createPayment(
  ctx: RequestContext,
  order: Order,
  amount: number,
  metadata: Record<string, unknown>,
): Promise<CreatePaymentResult | CreatePaymentErrorResult> {
  const declined = (errorMessage: string) => ({ amount, state: "Declined" as const, errorMessage });
  const { receipt, [DECLINED]: refused } = metadata;
  if (refused !== undefined) return declined("the shopper declined");
  const trade = tradeNamedIn(receipt);
  const row = trade === undefined ? undefined : await rows.byTrade(trade, ctx);
  if (!row || row.orderId !== `${order.id}`) return declined("no receipt of this order's trade");
  const refusal = await receipts.refusalOf(row, receipt);
  if (refusal !== undefined) return declined(refusal);
  if (row.orderAmount !== amount) return declined("the order's amount isn't the paid one any more");
  const next = row.capture === "later" ? Date.now() : null;
  const change = { state: "paid", slot: null, reason: null, nextAskAt: next } as const;
  // Another transaction wrote this payment since the order was read: nothing of this one may stay.
  if (!(await rows.move(row, ["live", "ended"], change, ctx)))
    throw new InternalServerError("this trade is a payment already");
  const outcome = outcomeOf(row);
  return {
    amount,
    state: outcome === "settled" ? "Settled" : "Authorized",
    transactionId: row.trade ?? "",
    metadata: { public: { trade: row.trade, outcome }, receipt, trade: row.trade },
  };
}
