/**
 * The user terminals' door to their holder's account at the carrier: changes of passkeys, PIN and one-click rules.
 * Relayed as they came: nothing in them can be read, changed or made here.
 */

import { ChangeAccount } from "../../../protocol/account-change.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { problemResponse, requestIdOf } from "../../http/problem-response.ts";
import { readBody } from "../../http/read-body.ts";
import { clockNow } from "../../objects/clock.ts";
import { callCarrier } from "../carrier-call.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { credentialOf } from "../user/credential.ts";

export function addAccountApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/account/changes", (c) => changeAccount(c.req.raw, c.env));
}

async function changeAccount(request: Request, env: SynchronousEnv): Promise<Response> {
  const { trust, credentialKey } = await deploymentOf(env);
  const credential = await credentialOf(request, credentialKey, trust.mode, clockNow());
  if (!credential.ok) return refuse(request, credential.error);
  const body = await readBody(request, ChangeAccount);
  if (!body.ok) return refuse(request, body.error);
  const { terminal, sealed } = credential.value;
  if (body.value.change.payload.iss !== terminal)
    return refuse(request, refusal("wrong_issuer", { param: "/change" }));
  const changed = await callCarrier(() => env.CARRIER.changeAccount(sealed, body.value));
  if (changed.ok) return answer(request, changed);
  const { code: _, param: __, detail: ___, ...members }: Refusal = changed.error;
  return problemResponse(changed.error, requestIdOf(request), members);
}
