/**
 * What a terminal signs for the carrier, checked: that the device key signed it, for this realm and mode,
 * just now [TM7]. Says nothing of accounts: whether the key has one is the branch's to say.
 */

import type { AccountChange } from "../../protocol/account/account-change.ts";
import { REQUEST_SKEW_MS } from "../../protocol/limits.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import { type PublicKey, type Signed, verify } from "../../protocol/signing/signature.ts";
import type { Enrolment, TerminalRequest } from "../../protocol/signing/signed-objects.ts";
import type { Trust } from "../../protocol/trade/offer.ts";

type ByTerminal = Enrolment | TerminalRequest | AccountChange;

/** @param now ms since the epoch */
export async function verifyTerminal(
  signed: Signed<ByTerminal>,
  typ: ByTerminal["typ"],
  { realm, mode }: Trust,
  now: number,
): Promise<Result<PublicKey, Refusal>> {
  const { iss, time } = signed.payload;
  const refused = await verify(signed, { typ, iss, aud: realm, mode }, iss);
  if (refused) return err(refusal(refused));
  return Math.abs(time - now) <= REQUEST_SKEW_MS ? ok(iss) : err(refusal("stale_request"));
}
