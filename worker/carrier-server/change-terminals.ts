/**
 * A change of an account's terminals as the synchronous server brings it: parsed and its signatures verified here,
 * then one hop to the branch, which knows whose key may ask for it [TE2]. The caller is trusted with nothing.
 */

import { ChangeTerminals } from "../../protocol/account/linking.ts";
import { modeOf } from "../../protocol/ids.ts";
import { refusal } from "../../protocol/problem.ts";
import { err, ok } from "../../protocol/result.ts";
import { hashOf, verify } from "../../protocol/signing/signature.ts";
import { parseMessage } from "../http/read-body.ts";
import { answered } from "./answered.ts";
import { accountIdOf } from "./branch/account/open-account.ts";
import { branchFor } from "./branch/branches.ts";
import { verifyStepUp } from "./branch/step-up/verify-step-up.ts";
import type { Carrier, SealedAccountReference } from "./carrier.ts";
import { deploymentOf } from "./deployment.ts";
import type { CarrierEnv } from "./env.ts";
import { openAccountReference } from "./sealing/account-reference.ts";
import { withPinKey } from "./step-up/change-account.ts";

export async function changeTerminals(
  env: CarrierEnv,
  sealed: SealedAccountReference,
  body: ChangeTerminals,
): ReturnType<Carrier["changeTerminals"]> {
  const deployment = await deploymentOf(env);
  const { trust, sealing } = deployment;
  const parsed = parseMessage(ChangeTerminals, body);
  if (!parsed.ok) return parsed;
  const account = await openAccountReference(sealing, sealed);
  if (!account) return err(refusal("credential_invalid"));
  const { change: signed, step_up } = parsed.value;
  const change = signed.payload;
  const expected = { typ: change.typ, iss: change.iss, aud: trust.realm, mode: trust.mode };
  const refused = await verify(signed, expected, change.iss);
  if (refused) return err(refusal(refused));
  const stepUp = await verifyStepUp(step_up, await hashOf(signed), change.iss, trust);
  if (!stepUp.ok) return stepUp;
  const approved = change.typ === "warifu/terminal-approval/1" ? change.terminal : undefined;
  const command = {
    ...{ account, change },
    ...(approved ? { own: await accountIdOf(modeOf(account), approved) } : {}),
    ...(stepUp.value ? { stepUp: stepUp.value } : {}),
  };
  const changed = await answered(() => branchFor(env, account).changeTerminals(command));
  return changed.ok ? ok(withPinKey(changed.value, deployment)) : changed;
}
