/**
 * The operator's door to suspense: what is in it, and the act that resolves one entry. Decides nothing: the
 * branch does, as an act on the account that the refund was for [LE33].
 */

import { ResolveSuspense, type SuspenseList } from "../../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { branchNumbered } from "../branch/branches.ts";
import type { CarrierEnv } from "../env.ts";
import { act } from "./accounts-api.ts";
import { operatorOf, pageLimitOf } from "./operator-request.ts";

export function addSuspenseApi(door: Door<CarrierEnv>): void {
  door.get("/v1/branches/:branch/suspense", async (c) =>
    answer(c.req.raw, await suspense(c.req.raw, c.req.param("branch"), c.env)),
  );
  door.post("/v1/account/suspense", (c) =>
    act(c.req.raw, c.env, ResolveSuspense, (asked) => ({ act: "resolve_suspense", asked })),
  );
}

async function suspense(
  request: Request,
  number: string,
  env: CarrierEnv,
): Promise<Result<SuspenseList, Refusal>> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return operator;
  const limit = pageLimitOf(new URL(request.url).searchParams);
  if (!limit.ok) return limit;
  const branch = branchNumbered(env, number);
  if (!branch) return err(refusal("route_not_found"));
  const found = await branch.suspense(limit.value + 1);
  return ok({ entries: found.slice(0, limit.value), more: found.length > limit.value });
}
