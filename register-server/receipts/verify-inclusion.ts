/**
 * verifyInclusion: whether the carrier committed itself to this receipt in a day's signed root, offline, under
 * the pinned root key. What the receipt itself says, verifyReceipt checks.
 */

import * as v from "valibot";
import {
  ReceiptProof,
  type ReceiptRoot,
  SignedReceiptRoot,
  verifyInclusion as verifyUnderRoot,
} from "../../protocol/count/receipt-root.ts";
import { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";

const REFUSALS = {
  wrong_mode: "the root was made in another mode",
  uncertified_key: "the root's key isn't certified by the carrier's root key",
  bad_signature: "the root's signature doesn't hold",
  key_out_of_period: "the root's key didn't sign at that time",
  wrong_day: "the root is another day's",
  not_included: "the proof doesn't lead from this receipt to this root",
} as const;

/** @throws WarifuError `inclusion_…` */
export async function verifyInclusion(
  { rootKey, realm, mode }: Identity,
  receipt: unknown,
  proof: unknown,
  root: unknown,
): Promise<ReceiptRoot> {
  const asked = v.safeParse(v.tuple([SignedReceipt, ReceiptProof, SignedReceiptRoot]), [
    ...[receipt, proof, root],
  ]);
  if (!asked.success) {
    const param = v.getDotPath(asked.issues[0]) ?? "";
    throw new WarifuError("inclusion_malformed", "that isn't a receipt, proof and root", { param });
  }
  const verified = await verifyUnderRoot(...asked.output, { rootKey, realm: await realm, mode });
  if (verified.ok) return verified.value;
  throw new WarifuError(`inclusion_${verified.error}`, REFUSALS[verified.error]);
}
