/**
 * What anyone may ask at either server: the signed root over a day's receipts, and for who holds a receipt the
 * proof that it is among them [LE66]. A root never changes, so it may be kept by any cache.
 */

import {
  ProveReceipt,
  type ReceiptProof,
  type SignedReceiptRoot,
} from "../../protocol/count/receipt-root.ts";
import type { Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { answer } from "./answer.ts";
import type { Door } from "./door.ts";
import { readBody } from "./read-body.ts";

interface Prover {
  receiptRoot(day: string): Promise<Result<SignedReceiptRoot, Refusal>>;
  proveReceipt(receipt: SignedReceipt): Promise<Result<ReceiptProof, Refusal>>;
}

const FOR_EVER = { "Cache-Control": "public, max-age=31536000, immutable" };

export function addReceiptProofs<Env extends object>(
  door: Door<Env>,
  proverOf: (env: Env) => Prover,
): void {
  door.get("/v1/receipt-roots/:day", async (c) => {
    const root = await proverOf(c.env).receiptRoot(c.req.param("day") ?? "");
    return answer(c.req.raw, root, { headers: FOR_EVER });
  });
  door.post("/v1/receipt-proofs", async (c) => {
    const body = await readBody(c.req.raw, ProveReceipt);
    if (!body.ok) return answer(c.req.raw, body);
    return answer(c.req.raw, await proverOf(c.env).proveReceipt(body.value.receipt));
  });
}
