/**
 * What can be checked of a step-up without the account: that the device key of its purpose signed it, for that
 * purpose. So nobody else can bring a proof of his, or wrong PINs, to somebody's confirmation [SU9].
 */

import type { SignedStepUp } from "../../../../protocol/account/step-up.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import {
  type Hash,
  hashOf,
  type PublicKey,
  verify,
} from "../../../../protocol/signing/signature.ts";
import type { Trust } from "../../../../protocol/trade/offer.ts";
import type { GivenProof } from "./judge-proof.ts";

/** @param purpose hash of what it has to be for @param device who signed that */
export async function verifyStepUp(
  signed: SignedStepUp | undefined,
  purpose: Hash,
  device: PublicKey,
  { realm, mode }: Trust,
): Promise<Result<GivenProof | undefined, Refusal>> {
  if (!signed) return ok(undefined);
  const param = "/step_up";
  const expected = { typ: "warifu/step-up/1", iss: device, aud: realm, mode };
  const refused = await verify(signed, expected, device);
  if (refused) return err(refusal(refused, { param }));
  const { proof, for: named } = signed.payload;
  if (named !== purpose) return err(refusal("step_up_mismatch", { param }));
  return ok({ proof, name: await hashOf(proof), purpose });
}
