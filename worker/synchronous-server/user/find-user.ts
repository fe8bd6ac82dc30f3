/**
 * The user of a terminal: kept under the name of his first terminal's key; under the name of a further one's
 * stands only whose it is [TE7]. At most two objects are asked.
 */

import type { UserId } from "../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import type { UserSecrets } from "./user.ts";
import { userIdOf } from "./user-id.ts";

export interface KnownUser extends UserSecrets {
  readonly user: UserId;
}

export async function findUser(
  key: PublicKey,
  env: SynchronousEnv,
): Promise<Result<KnownUser, Refusal>> {
  const { trust } = await deploymentOf(env);
  const own = await userIdOf(trust.mode, key);
  const here = await env.USER.getByName(own).secrets(key);
  if (!here.ok) return here;
  if (!("home" in here.value)) return ok(knownAs(own, here.value));
  const { home } = here.value;
  const there = await env.USER.getByName(home).secrets(key);
  if (!there.ok) return there;
  return "home" in there.value ? err(refusal("unknown_terminal")) : ok(knownAs(home, there.value));
}

function knownAs(user: UserId, { pseudonyms, sealed }: UserSecrets): KnownUser {
  return { user, pseudonyms, sealed };
}
