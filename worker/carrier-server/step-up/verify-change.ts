/**
 * Everything of a holder's change that can be checked without the account: who signed it and when, the new
 * passkey's registration, the new PIN, stretched here so that the ledger's thread has no part of that work.
 */

import { boundHash, type ChangeAccount } from "../../../protocol/account/account-change.ts";
import type { AccountId } from "../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type Hash, hashOf } from "../../../protocol/signing/signature.ts";
import type { PreparedChange, VerifiedChange } from "../branch/account/change-account.ts";
import { verifyStepUp } from "../branch/step-up/verify-step-up.ts";
import type { Deployment } from "../deployment.ts";
import { verifyTerminal } from "../terminal-checks.ts";
import { openPin } from "./encryption-keys.ts";
import { registeredPasskey } from "./passkey.ts";
import { keepPin } from "./pin.ts";

/** @param now ms since the epoch */
export async function verifyChange(
  { change: signed, step_up }: ChangeAccount,
  account: AccountId,
  deployment: Deployment,
  now: number,
): Promise<Result<VerifiedChange, Refusal>> {
  const { trust } = deployment;
  const device = await verifyTerminal(signed, "warifu/account-change/1", trust, now);
  if (!device.ok) return err({ ...device.error, param: "/change" });
  const hash = await hashOf(signed);
  const stepUp = await verifyStepUp(step_up, hash, device.value, trust);
  if (!stepUp.ok) return stepUp;
  const { payload } = signed;
  const change = await prepared(payload.change, await boundHash(payload), deployment);
  if (!change.ok) return change;
  return ok({
    ...{ account, device: device.value, hash, time: payload.time, change: change.value },
    ...(stepUp.value ? { stepUp: stepUp.value } : {}),
  });
}

async function prepared(
  change: ChangeAccount["change"]["payload"]["change"],
  bound: Hash,
  { encryption, sealing, passkeys }: Deployment,
): Promise<Result<PreparedChange, Refusal>> {
  if (change.kind === "add_passkey") {
    const { name, registration } = change;
    const passkey = await registeredPasskey(registration, bound, passkeys);
    const param = "/change/payload/change/registration";
    if (!passkey) return err(refusal("passkey_refused", { param }));
    return ok({ kind: "add_passkey", name, passkey, transports: registration.transports });
  }
  if (change.kind === "set_pin") {
    const pin = encryption && (await openPin(encryption, change.sealed, bound));
    const param = "/change/payload/change/sealed";
    if (pin === undefined) return err(refusal("step_up_mismatch", { param }));
    return ok({ kind: "set_pin", verifier: await keepPin(sealing, pin) });
  }
  return ok(change);
}
