/**
 * The user terminals' door to their holder's account at the carrier: changes of passkeys, PIN and one-click rules.
 * Relayed as they came: nothing in them can be read, changed or made here.
 */

import { ChangeAccount } from "../../../protocol/account/account-change.ts";
import { refusal } from "../../../protocol/problem.ts";
import { refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { callCarrier } from "../carrier-call.ts";
import type { SynchronousEnv } from "../env.ts";
import { readAsTerminal } from "../user/terminal-requests.ts";
import { accountAnswer } from "./account-answer.ts";

export function addAccountApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/account/changes", (c) => changeAccount(c.req.raw, c.env));
}

async function changeAccount(request: Request, env: SynchronousEnv): Promise<Response> {
  const asked = await readAsTerminal(request, ChangeAccount, env);
  if (!asked.ok) return refuse(request, asked.error);
  const { key, body, credential } = asked.value;
  if (body.change.payload.iss !== key)
    return refuse(request, refusal("wrong_issuer", { param: "/change/payload/iss" }));
  return accountAnswer(
    request,
    await callCarrier(() => env.CARRIER.changeAccount(credential.sealed, body)),
  );
}
