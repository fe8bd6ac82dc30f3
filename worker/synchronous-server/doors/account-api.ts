/**
 * The user terminals' door to their holder's account at the carrier: changes of passkeys, PIN and one-click rules.
 * Relayed as they came: nothing in them can be read, changed or made here.
 */

import { ChangeAccount } from "../../../protocol/account/account-change.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { problemResponse, requestIdOf } from "../../http/problem-response.ts";
import { callCarrier } from "../carrier-call.ts";
import type { SynchronousEnv } from "../env.ts";
import { readAsTerminal } from "../user/terminal-requests.ts";

export function addAccountApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/account/changes", (c) => changeAccount(c.req.raw, c.env));
}

async function changeAccount(request: Request, env: SynchronousEnv): Promise<Response> {
  const asked = await readAsTerminal(request, ChangeAccount, env);
  if (!asked.ok) return refuse(request, asked.error);
  const { key, body, credential } = asked.value;
  if (body.change.payload.iss !== key)
    return refuse(request, refusal("wrong_issuer", { param: "/change/payload/iss" }));
  const changed = await callCarrier(() => env.CARRIER.changeAccount(credential.sealed, body));
  if (changed.ok) return answer(request, changed);
  const { code: _, param: __, detail: ___, ...members }: Refusal = changed.error;
  return problemResponse(changed.error, requestIdOf(request), members);
}
