/** What a request at the operator's door about a register begins with: the operator's key, and which register. */

import * as v from "valibot";
import { modeOf, RegisterId } from "../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { CarrierEnv } from "../env.ts";
import { operatorOf } from "./operator-request.ts";

export interface RegisterRequest {
  readonly operator: string;
  readonly register: RegisterId;
}

/** @param text as it stands in the address: a register's id is public */
export async function registerRequestOf(
  request: Request,
  text: string,
  env: Pick<CarrierEnv, "OPERATOR_KEY" | "OPERATOR_KEY_2" | "MODE">,
): Promise<Result<RegisterRequest, Refusal>> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return operator;
  const named = v.safeParse(RegisterId, text);
  if (!named.success) return err(refusal("register_unknown"));
  if (modeOf(named.output) !== env.MODE) return err(refusal("wrong_mode"));
  return ok({ operator: operator.value, register: named.output });
}
