/**
 * The user terminals' door to themselves: enrolment, a fresh credential, the account's balance, and the
 * money socket to the carrier. The account id is in none of it.
 */

import {
  AskAsTerminal,
  type Credential,
  type Enrolled,
  EnrolTerminal,
  RenewCredential,
} from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { forwarded } from "../../http/problem-response.ts";
import { callCarrier } from "../carrier-call.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { findUser } from "../user/find-user.ts";
import { credentialFor, freshCredential } from "../user/fresh-credential.ts";
import { readAsTerminal, readSigned } from "../user/terminal-requests.ts";
import { userIdOf } from "../user/user-id.ts";

export function addTerminalApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/terminals", async (c) => answer(c.req.raw, await enrol(c.req.raw, c.env)));
  door.post("/v1/terminals/credential", async (c) =>
    answer(c.req.raw, await renewCredential(c.req.raw, c.env)),
  );
  door.post("/v1/account", async (c) => answer(c.req.raw, await readAccount(c.req.raw, c.env)));
  door.get("/v1/money", (c) => openMoneySocket(c.req.raw, c.env));
}

/** What the device signed of its account is the carrier's to verify; here the two keys are one. */
async function enrol(request: Request, env: SynchronousEnv): Promise<Result<Enrolled, Refusal>> {
  const { trust } = await deploymentOf(env);
  const asked = await readSigned(request, EnrolTerminal, env);
  if (!asked.ok) return asked;
  const { key, body } = asked.value;
  const { enrolment } = body;
  const { iss, name } = enrolment.payload;
  if (iss !== key) return err(refusal("wrong_issuer", { param: "/enrolment/payload/iss" }));
  const opened = await callCarrier(() => env.CARRIER.openAccount(enrolment));
  if (!opened.ok) return opened;
  const { account, sealed } = opened.value;
  const own = await userIdOf(trust.mode, key);
  const made = await env.USER.getByName(own).enrol(key, name, sealed);
  const known = "home" in made ? await findUser(key, env) : ok({ ...made, user: own });
  if (!known.ok) return known;
  const { user, pseudonyms } = known.value;
  const credential = await credentialFor(key, { user, pseudonyms, sealed }, env);
  return ok({ user, account, credential });
}

async function renewCredential(
  request: Request,
  env: SynchronousEnv,
): Promise<Result<Credential, Refusal>> {
  const asked = await readSigned(request, RenewCredential, env);
  if (!asked.ok) return asked;
  const fresh = await freshCredential(asked.value.key, env);
  return fresh.ok ? ok(fresh.value.credential) : fresh;
}

async function readAccount(request: Request, env: SynchronousEnv) {
  const asked = await readAsTerminal(request, AskAsTerminal, env);
  if (!asked.ok) return asked;
  const { key, body, credential } = asked.value;
  if (body.request.payload.iss !== key)
    return err(refusal("wrong_issuer", { param: "/request/payload/iss" }));
  return callCarrier(() => env.CARRIER.readAccount(credential.sealed, body.request));
}

/** Straight through to the branch; what belongs to us alone doesn't go with it. */
async function openMoneySocket(request: Request, env: SynchronousEnv): Promise<Response> {
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket")
    return refuse(request, refusal("upgrade_required"));
  const passed = forwarded(request);
  passed.headers.delete("Authorization");
  return env.CARRIER.fetch(passed);
}
