// Orders: their ids follow from trade and key, so that a repeat is the same order.

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { CaptureId, RefundId } from "../../../protocol/ids.ts";
import { captureIdOf, refundIdOf } from "../../../protocol/trade/orders.ts";
import { aRealm, aTradeId } from "../../support/builders/realm.ts";

describe("the id of an order", () => {
  it("[ID7] is made of the trade and the key, and of nothing else", async () => {
    const realm = await aRealm();
    const [trade, other] = [aTradeId(realm), aTradeId(realm)];
    const capture = await captureIdOf(trade, "key-1");
    expect(v.is(CaptureId, capture)).toBe(true);
    expect(await captureIdOf(trade, "key-1")).toBe(capture);
    const others = await Promise.all([captureIdOf(trade, "key-2"), captureIdOf(other, "key-1")]);
    expect(new Set([capture, ...others]).size).toBe(3);
    const refund = await refundIdOf(trade, "key-1");
    expect(v.is(RefundId, refund)).toBe(true);
    expect(refund.slice(-26), "a capture's key may name a refund too").not.toBe(capture.slice(-26));
  });
});
