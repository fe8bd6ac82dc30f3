/**
 * Receipts: whether one is an order's, and whether the carrier committed itself to it. Verifying is offline; the day's
 * root and the proof are asked for, and believed only by verifyInclusion.
 */

import * as v from "valibot";
import {
  Day,
  ReceiptProof,
  type ReceiptRoot,
  SignedReceiptRoot,
} from "../../protocol/count/receipt-root.ts";
import { type Receipt, SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { callsOf } from "../http/calls.ts";
import { exchange } from "../http/exchange.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";
import type { CallOptions } from "../trades/create-trade.ts";
import { verifyInclusion } from "./verify-inclusion.ts";
import { type ReceiptExpectations, verifyReceipt } from "./verify-receipt.ts";

export interface ReceiptCalls {
  /** Offline. @returns what the receipt says, once it is proven to be this order's. @throws WarifuError `receipt_…` */
  verify(receipt: unknown, expected: ReceiptExpectations): Promise<Receipt>;
  /** Offline. @returns the day's root, once this receipt is proven to be in it. @throws WarifuError `inclusion_…` */
  verifyInclusion(receipt: unknown, proof: unknown, root: unknown): Promise<ReceiptRoot>;
  /** @param day of the UTC calendar, "2026-11-22" @throws WarifuError `receipt_root_pending` while it isn't over */
  getRoot(day: string, options?: CallOptions): Promise<SignedReceiptRoot>;
  /** That the receipt is under its day's root. @throws WarifuError `receipt_not_found`, `receipt_root_pending` */
  prove(receipt: unknown, options?: CallOptions): Promise<ReceiptProof>;
}

export function receiptCalls(
  channel: Channel,
  identity: Identity,
  newKey: () => string,
): ReceiptCalls {
  const { get } = callsOf(channel, newKey);
  return {
    verify: (receipt, expected) => verifyReceipt(identity, receipt, expected),
    verifyInclusion: (receipt, proof, root) => verifyInclusion(identity, receipt, proof, root),
    getRoot: async (day, options) => {
      // It stands in an address: only a day gets there.
      if (!v.is(Day, day))
        throw new WarifuError("invalid_request", "not a day such as 2026-11-22", { param: "day" });
      return get(`/v1/receipt-roots/${day}`, SignedReceiptRoot, options);
    },
    prove: async (receipt, { signal } = {}) => {
      const parsed = v.safeParse(SignedReceipt, receipt);
      if (!parsed.success) throw new WarifuError("receipt_malformed", "that isn't a receipt");
      const body = { receipt: parsed.output };
      const path = "/v1/receipt-proofs";
      const asked = { method: "POST", path, body, signal, readsOnly: true } as const;
      return exchange(channel, asked, ReceiptProof);
    },
  };
}
