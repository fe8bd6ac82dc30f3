/**
 * The cryptography of a proof, before the turn: a passkey's assertion verified, a PIN decrypted, stretched and
 * compared. Decides nothing; what it says counts only against what the account still has in the turn [LE4].
 */

import type { Deployment } from "../../deployment.ts";
import { openPin } from "../../step-up/encryption-keys.ts";
import { assertedCounter } from "../../step-up/passkey.ts";
import { isPin } from "../../step-up/pin.ts";
import type { CheckedProof, GivenProof } from "./judge-proof.ts";
import type { Means } from "./means.ts";

type Keys = Pick<Deployment, "sealing" | "encryption" | "passkeys">;

/** @returns undefined where the account has nothing to check it against */
export async function checkProof(
  means: Means,
  { proof, purpose }: GivenProof,
  keys: Keys,
): Promise<CheckedProof | undefined> {
  if (proof.method === "pin") return checkPin(means, proof.sealed, purpose, keys);
  const passkey = means.passkeys.find(({ id }) => id === proof.assertion.id);
  if (!passkey) return undefined;
  const { key } = passkey;
  const counter = await assertedCounter(proof.assertion, passkey, purpose, keys.passkeys);
  return { method: "passkey", key, ...(counter === undefined ? {} : { counter }) };
}

async function checkPin(
  { pin }: Means,
  sealed: string,
  purpose: GivenProof["purpose"],
  { sealing, encryption }: Keys,
): Promise<CheckedProof | undefined> {
  if (!pin) return undefined;
  const { verifier } = pin;
  const given = encryption && (await openPin(encryption, sealed, purpose));
  if (given === undefined) return { method: "pin", verifier, pin: "foreign" };
  const right = await isPin(sealing, verifier, given);
  if (right === undefined) return { method: "pin", verifier, pin: "unreadable" };
  return { method: "pin", verifier, pin: right ? "right" : "wrong" };
}
