// Receipts as outcomes and orders store them: short, with the columns beside them, and the same when they are read.

import { beforeAll, describe, expect, it } from "vitest";
import { captureIdFrom, refundIdFrom } from "../../protocol/ids.ts";
import { importSigningSeed } from "../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import type { RecordedOutcome } from "../../worker/carrier-server/branch/confirm/recorded-outcome.ts";
import {
  cellsOfOrder,
  type OrderReceiptRow,
  type OrderRow,
  orderOf,
  receiptOfOrder,
} from "../../worker/carrier-server/branch/order/order-rows.ts";
import type { DoneOrder } from "../../worker/carrier-server/branch/order/recorded-order.ts";
import type { Certificates } from "../../worker/carrier-server/branch/receipt/certificates.ts";
import { signOrderReceipt, signReceipt } from "../../worker/carrier-server/branch/receipts.ts";
import {
  cellsOfOutcome,
  type OutcomeReceiptRow,
  type OutcomeRow,
  outcomeOf,
  receiptOfOutcome,
} from "../../worker/carrier-server/branch/rows.ts";
import { aRealm, NOW } from "../support/builders/realm.ts";
import {
  aCapture,
  anAuthorized,
  aRefund,
  aRefused,
  aSettled,
  aVerifiedConfirm,
  aVoidOrder,
  HOLD_UNTIL,
  JPY,
  ORDER_COLUMNS,
  OUTCOME_COLUMNS,
  rowOf,
  storedCertificates,
} from "./branch-facts.ts";

let known: Certificates;
let signer: Parameters<typeof signReceipt>[3];
beforeAll(async () => {
  const { trust, chain, signing } = await aRealm();
  const key = await importSigningSeed(signing.seed);
  signer = { trust, signing: { kid: chain.payload.kid, key, certificate: chain } };
  known = storedCertificates(chain);
});

const settledReceipt = () => signReceipt(aVerifiedConfirm(), { kind: "settled" }, NOW, signer);

describe("an outcome's row", () => {
  const refusal = { kind: "refused", code: "over_day_limit" } as const;
  const outcomes: [string, () => Promise<Exclude<RecordedOutcome, { kind: "void" }>>][] = [
    ["settled", async () => aSettled({ receipt: await settledReceipt() })],
    [
      "authorized",
      async () => {
        const held = aVerifiedConfirm({ holdUntil: HOLD_UNTIL });
        return anAuthorized({
          receipt: await signReceipt(held, { kind: "authorized" }, NOW, signer),
        });
      },
    ],
    [
      "refused",
      async () => {
        const receipt = await signReceipt(aVerifiedConfirm(), refusal, NOW, signer);
        return aRefused({ ...refusal, left: { amount: 3, currency: JPY }, receipt });
      },
    ],
  ];

  it.each(outcomes)("[LE5] gives a short receipt back with its columns: %s", async (_, make) => {
    const outcome = await make();
    const row = rowOf<OutcomeRow>(OUTCOME_COLUMNS, cellsOfOutcome(outcome, known));
    expect(row.receipt).toMatch(/^\[1,"/);
    expect(outcomeOf(row, known)).toStrictEqual(outcome);
    expect(receiptOfOutcome(row, known)).toStrictEqual(outcome.receipt);
  });

  it("[LE65] has no receipt where it is a void, or the page left it out", async () => {
    const cells = cellsOfOutcome(aSettled({ receipt: await settledReceipt() }), known);
    const row = rowOf<OutcomeReceiptRow>(OUTCOME_COLUMNS, cells);
    expect(receiptOfOutcome({ ...row, kind: "void" }, known)).toBeUndefined();
    expect(receiptOfOutcome({ ...row, receipt: null }, known)).toBeUndefined();
  });

  it("that was decided is not read without its receipt, nor a refusal without its reason", async () => {
    const cells = cellsOfOutcome(aSettled({ receipt: await settledReceipt() }), known);
    const row = rowOf<OutcomeRow>(OUTCOME_COLUMNS, cells);
    expect(() => outcomeOf({ ...row, receipt: null }, known)).toThrow("[LE5]");
    expect(() => outcomeOf({ ...row, kind: "refused" }, known)).toThrow("[LE8]");
  });
});

describe("an order's row", () => {
  const bytes = new Uint8Array(16).fill(1);
  const requests = {
    captured: aCapture({ id: captureIdFrom("test", bytes) }),
    voided: aVoidOrder(),
    refunded: aRefund({ id: refundIdFrom("test", bytes) }),
  } as const;

  async function done(kind: keyof typeof requests): Promise<DoneOrder> {
    const { trade, attempt, account, register, id, order } = requests[kind];
    const paid = anAuthorized({ receipt: await settledReceipt() });
    const receipt: SignedReceipt = await signOrderReceipt(
      requests[kind],
      { kind, amount: 5, paid },
      NOW,
      signer,
    );
    return {
      ...{ kind, trade, attempt, account, register, id, order, receipt, amount: 5, currency: JPY },
      ...{ released: 6, total: 7, fee: 1, ended: false, postings: paid.postings },
      ...{ paidAt: 8, at: NOW },
    };
  }

  it.each(["captured", "voided", "refunded"] as const)(
    "[LE25] gives a short receipt back with its columns: %s",
    async (kind) => {
      const order = await done(kind);
      const row = rowOf<OrderRow>(ORDER_COLUMNS, cellsOfOrder(order, known));
      expect(row.receipt).toMatch(/^\[1,"/);
      expect(orderOf(row, known)).toStrictEqual(order);
      expect(receiptOfOrder(row, known)).toStrictEqual(order.receipt);
    },
  );

  it("[LE65] has no receipt where the hold ended by itself, or the page left it out", async () => {
    const row = rowOf<OrderReceiptRow>(ORDER_COLUMNS, cellsOfOrder(await done("captured"), known));
    expect(receiptOfOrder({ ...row, kind: "expired" }, known)).toBeUndefined();
    expect(receiptOfOrder({ ...row, receipt: null }, known)).toBeUndefined();
  });
});
