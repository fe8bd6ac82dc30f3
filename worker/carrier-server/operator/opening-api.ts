/**
 * The operator's door for accounts that have no terminal yet: open one, or give it another opening code. The code
 * is sealed here from what the branch recorded, so that a repeat of either gives the same code, and none is stored.
 */

import type * as v from "valibot";
import type { OpenedAccount } from "../../../protocol/account/opening.ts";
import { type AccountId, accountIdFrom, type Mode } from "../../../protocol/ids.ts";
import type { Jurisdiction } from "../../../protocol/jurisdictions.ts";
import { OPENING_CODE_MS } from "../../../protocol/limits.ts";
import { AskAccount, IssueCode } from "../../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Asked, Operated } from "../branch/account/operator-act.ts";
import { branchFor, branchForNew } from "../branch/branches.ts";
import { deploymentOf } from "../deployment.ts";
import type { CarrierEnv } from "../env.ts";
import { makeOpeningCode, openingCodeHash } from "../sealing/opening-code.ts";
import { accountRequestOf, operatorOf } from "./operator-request.ts";

export function addOpeningApi(door: Door<CarrierEnv>): void {
  door.post("/v1/accounts", async (c) => {
    const { mode } = await deploymentOf(c.env);
    const operator = await operatorOf(c.req.raw, c.env);
    const by = operator.ok ? ok({ operator: operator.value }) : operator;
    return issued(c.req.raw, c.env, by, AskAccount, ({ jurisdiction, ...asked }) => ({
      act: { act: "open_account", asked },
      account: freshAccount(c.env, mode, jurisdiction),
    }));
  });
  door.post("/v1/account/opening-code", async (c) => {
    const by = await accountRequestOf(c.req.raw, c.env);
    return issued(c.req.raw, c.env, by, IssueCode, (asked) => ({
      act: { act: "issue_code", asked },
      account: by.ok ? by.value.account : undefined,
    }));
  });
}

/** New accounts are opened in the newest branch, or in that of the jurisdiction that is asked for. */
function freshAccount(
  env: CarrierEnv,
  mode: Mode,
  jurisdiction: Jurisdiction | undefined,
): AccountId | undefined {
  const branch = branchForNew(env, jurisdiction);
  if (branch === undefined) return undefined;
  return accountIdFrom(mode, branch, crypto.getRandomValues(new Uint8Array(8)));
}

interface By {
  readonly operator: string;
}

interface Wanted {
  readonly act: Asked;
  /** undefined: the carrier serves no such jurisdiction */
  readonly account: AccountId | undefined;
}

async function issued<const S extends v.GenericSchema>(
  request: Request,
  env: CarrierEnv,
  by: Result<By, Refusal>,
  schema: S,
  asking: (asked: v.InferOutput<S>) => Wanted,
): Promise<Response> {
  const done = by.ok ? await operate(request, env, by.value, schema, asking) : by;
  if (!done.ok) return answer(request, done);
  const { account, replayed } = done.value;
  const { opening } = account;
  if (!opening) return answer(request, err(refusal("internal_error")));
  const { sealing } = await deploymentOf(env);
  const content = { account: account.id, issued_at: opening.issued_at };
  const opened: OpenedAccount = {
    account,
    opening_code: await makeOpeningCode(sealing, content),
    expires_at: opening.issued_at + OPENING_CODE_MS,
  };
  return answer(request, ok(opened), { status: 201, headers: replayed ? REPLAYED : {} });
}

async function operate<const S extends v.GenericSchema>(
  request: Request,
  env: CarrierEnv,
  { operator }: By,
  schema: S,
  asking: (asked: v.InferOutput<S>) => Wanted,
): Promise<Result<Operated, Refusal>> {
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return idempotencyKey;
  const body = await readBody(request, schema);
  if (!body.ok) return body;
  const { act: asked, account } = asking(body.value);
  if (account === undefined) return err(refusal("invalid_request", { param: "/jurisdiction" }));
  const issuedAt = clockNow();
  return branchFor(env, account).operate({
    ...asked,
    ...{ account, operator, idempotencyKey: idempotencyKey.value },
    // A fresh account's id is no part of what was asked: a repeat draws another one, and gets the first.
    body: await hashOf(asked.act === "open_account" ? asked : { account, ...asked }),
    code: { hash: await openingCodeHash({ account, issued_at: issuedAt }), issuedAt },
  });
}
