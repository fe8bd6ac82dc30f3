/** The proofs that either server gives to anyone who holds a receipt. */

import {
  ProveReceipt,
  ReceiptProof,
  SignedReceiptRoot,
} from "../../../protocol/count/receipt-root.ts";
import type { Operation } from "./operation.ts";

const ANYONE = { tag: "Receipts", asker: "anyone" } as const;

export const RECEIPTS: readonly Operation[] = [
  {
    ...ANYONE,
    ...{ method: "get", path: "/v1/receipt-roots/{day}", id: "readReceiptRoot" },
    summary: "The signed root over a day's receipts",
    answers: { 200: { description: "The root, the same for ever", schema: SignedReceiptRoot } },
    problems: ["invalid_request", "receipt_root_pending", "carrier_unavailable"],
  },
  {
    ...ANYONE,
    ...{ method: "post", path: "/v1/receipt-proofs", id: "proveReceipt" },
    summary: "That a receipt is among its day's",
    body: ProveReceipt,
    answers: { 200: { description: "The proof of inclusion", schema: ReceiptProof } },
    problems: ["receipt_not_found", "receipt_root_pending", "carrier_unavailable"],
  },
];
