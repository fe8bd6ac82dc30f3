/**
 * A holder's change of his account as the synchronous server brings it: parsed and verified here, then one hop to
 * the branch, which decides. The caller is trusted with nothing.
 */

import { ChangeAccount } from "../../../protocol/account/account-change.ts";
import type { AccountView } from "../../../protocol/messages.ts";
import { refusal } from "../../../protocol/problem.ts";
import { err, ok } from "../../../protocol/result.ts";
import { parseMessage } from "../../http/read-body.ts";
import { clockNow } from "../../objects/clock.ts";
import { answered } from "../answered.ts";
import { branchFor } from "../branch/branches.ts";
import type { Carrier, SealedAccountReference } from "../carrier.ts";
import { type Deployment, deploymentOf } from "../deployment.ts";
import type { CarrierEnv } from "../env.ts";
import { openAccountReference } from "../sealing/account-reference.ts";
import { verifyChange } from "./verify-change.ts";

export async function changeAccount(
  env: CarrierEnv,
  sealed: SealedAccountReference,
  body: ChangeAccount,
): ReturnType<Carrier["changeAccount"]> {
  const parsed = parseMessage(ChangeAccount, body);
  if (!parsed.ok) return parsed;
  const deployment = await deploymentOf(env);
  const account = await openAccountReference(deployment.sealing, sealed);
  if (!account) return err(refusal("credential_invalid"));
  const verified = await verifyChange(parsed.value, account, deployment, clockNow());
  if (!verified.ok) return verified;
  const request = verified.value;
  const changed = await answered(() => branchFor(env, account).changeAccount(request));
  return changed.ok ? ok(withPinKey(changed.value, deployment)) : changed;
}

/** What a PIN is encrypted to, where PINs are taken. */
export function withPinKey(view: AccountView, { encryption }: Deployment): AccountView {
  return encryption ? { ...view, pin_key: encryption.current } : view;
}
