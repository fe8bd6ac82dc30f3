/**
 * Receipts: the carrier's signature over an outcome. Made before the turn for the verdict that is
 * expected, since signing awaits and a turn may not; the turn takes it only if the verdict is that one.
 */

import { assert } from "../../../protocol/assert.ts";
import { sign } from "../../../protocol/signature.ts";
import type { Receipt, SignedReceipt } from "../../../protocol/signed-objects.ts";
import type { Deployment } from "../deployment.ts";
import type { Verdict } from "./decide-confirm.ts";
import type { VerifiedConfirm } from "./verify-confirm.ts";

/** @param time ms since the epoch: the `now` that the verdict was reached with */
export async function signReceipt(
  request: VerifiedConfirm,
  verdict: Verdict,
  time: number,
  { trust, signing }: Pick<Deployment, "trust" | "signing">,
): Promise<SignedReceipt> {
  const { not_before, not_after } = signing.certificate.payload;
  assert(time >= not_before && time <= not_after, "[SG8] the signing key is certified for now");
  const receipt: Receipt = {
    typ: "warifu/receipt/1",
    iss: trust.realm,
    aud: request.register,
    mode: trust.mode,
    kid: signing.kid,
    trade: request.trade,
    attempt: request.attempt,
    register: request.register,
    amount: request.amount,
    currency: request.currency,
    outcome: verdict.kind,
    ...(verdict.kind === "refused" ? { code: verdict.code } : {}),
    offer: request.offer,
    time,
  };
  return { ...(await sign(receipt, signing.key)), certificate: signing.certificate };
}
