/**
 * A fresh credential for a terminal that the carrier still knows: it is asked each time, so that a revoked one
 * gets none, whoever kept the revocation from us [TE10].
 */

import type { UserId } from "../../../protocol/ids.ts";
import type { Credential } from "../../../protocol/messages.ts";
import type { Refusal } from "../../../protocol/problem.ts";
import { ok, type Result } from "../../../protocol/result.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { clockNow } from "../../objects/clock.ts";
import { callCarrier } from "../carrier-call.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { issueCredential } from "./credential.ts";
import { findUser, type KnownUser } from "./find-user.ts";

export interface Issued {
  readonly user: UserId;
  readonly credential: Credential;
}

export async function freshCredential(
  key: PublicKey,
  env: SynchronousEnv,
): Promise<Result<Issued, Refusal>> {
  const known = await findUser(key, env);
  if (!known.ok) return known;
  const { user, sealed } = known.value;
  const fresh = await callCarrier(() => env.CARRIER.sealAgain(sealed, key));
  if (!fresh.ok) return fresh;
  if (sealingKeyOf(fresh.value) !== sealingKeyOf(sealed))
    await env.USER.getByName(user).reseal(fresh.value);
  return ok({
    user,
    credential: await credentialFor(key, { ...known.value, sealed: fresh.value }, env),
  });
}

/** The key id in `ar1.<kid>.<…>`: when it changes, the stored reference is sealed under an older key. */
function sealingKeyOf(sealed: string): string | undefined {
  return sealed.split(".")[1];
}

/** With the ticket for its claims: so a claim needn't ask the carrier for one while a shopper waits. */
export async function credentialFor(
  terminal: PublicKey,
  { user, pseudonyms, sealed }: KnownUser,
  env: SynchronousEnv,
): Promise<Credential> {
  const { trust, credentialKey } = await deploymentOf(env);
  const issued = await callCarrier(() => env.CARRIER.issueTicket(sealed, terminal));
  const ticket = issued.ok ? { ticket: issued.value } : {};
  const content = { mode: trust.mode, user, terminal, pseudonyms, sealed, ...ticket };
  return issueCredential(credentialKey, content, clockNow());
}
