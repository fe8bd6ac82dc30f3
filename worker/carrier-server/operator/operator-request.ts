/**
 * What every request at the operator's door begins with: the operator's key, and whose account it is about.
 * The account is named in a header: an address ends up in logs, and an account id may not [ID5].
 */

import * as v from "valibot";
import { AccountId, branchOf, modeOf } from "../../../protocol/ids.ts";
import { PAGE_ENTRIES_DEFAULT, PAGE_ENTRIES_MAX } from "../../../protocol/limits.ts";
import { ACCOUNT_HEADER } from "../../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { idempotencyKeyOf } from "../../http/idempotency.ts";
import { readBody } from "../../http/read-body.ts";
import { branchNumbers } from "../branch/branches.ts";
import type { CarrierEnv } from "../env.ts";
import { operatorKeyOf } from "../operator-key.ts";

/** Enough to tell keys apart, too little to look for one. */
const NAME_CHARS = 12;

/** @returns the operator's name in the audit log: which key it was */
export async function operatorOf(
  request: Request,
  { OPERATOR_KEY, OPERATOR_KEY_2 = "" }: Pick<CarrierEnv, "OPERATOR_KEY" | "OPERATOR_KEY_2">,
): Promise<Result<string, Refusal>> {
  const key = await operatorKeyOf(request, [OPERATOR_KEY, OPERATOR_KEY_2]);
  if (key === undefined) return err(refusal("operator_unauthorized"));
  return ok((await hashOf(key)).slice(0, NAME_CHARS));
}

export interface AccountRequest {
  readonly operator: string;
  readonly account: AccountId;
}

export async function accountRequestOf(
  request: Request,
  env: Pick<CarrierEnv, "OPERATOR_KEY" | "OPERATOR_KEY_2" | "MODE" | "JURISDICTIONS">,
): Promise<Result<AccountRequest, Refusal>> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return operator;
  const named = v.safeParse(AccountId, request.headers.get(ACCOUNT_HEADER));
  if (!named.success) return err(refusal("invalid_request", { param: ACCOUNT_HEADER }));
  const account = named.output;
  if (modeOf(account) !== env.MODE) return err(refusal("wrong_mode", { param: ACCOUNT_HEADER }));
  // Such a branch would be made by asking it.
  if (!branchNumbers(env).includes(branchOf(account))) return err(refusal("account_not_found"));
  return ok({ operator: operator.value, account });
}

/** @returns how many entries the request's page is to have at most */
export function pageLimitOf(query: URLSearchParams): Result<number, Refusal> {
  const text = query.get("limit") ?? String(PAGE_ENTRIES_DEFAULT);
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= PAGE_ENTRIES_MAX) return ok(limit);
  return err(refusal("invalid_request", { param: "limit", detail: `1 to ${PAGE_ENTRIES_MAX}` }));
}

/** The operator's key, then the Idempotency-Key, then the body. */
export async function commandOf<const S extends v.GenericSchema>(
  request: Request,
  env: Pick<CarrierEnv, "OPERATOR_KEY">,
  schema: S,
): Promise<Result<{ operator: string; idempotencyKey: string; body: v.InferOutput<S> }, Refusal>> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return operator;
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return idempotencyKey;
  const body = await readBody(request, schema);
  if (!body.ok) return body;
  return ok({ operator: operator.value, idempotencyKey: idempotencyKey.value, body: body.value });
}
