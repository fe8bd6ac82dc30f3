/** What the carrier said to a change of an account, on the wire: of a step-up that it asks for, all that it said. */

import type { AccountView } from "../../../protocol/messages.ts";
import type { Refusal } from "../../../protocol/problem.ts";
import type { Result } from "../../../protocol/result.ts";
import { answer } from "../../http/answer.ts";
import { problemResponse } from "../../http/problem-response.ts";

/** @param changed its refusal may be a StepUpRefusal, whose members are for the terminal */
export function accountAnswer(request: Request, changed: Result<AccountView, Refusal>): Response {
  if (changed.ok) return answer(request, changed);
  const { code: _, param: __, detail: ___, ...members } = changed.error;
  return problemResponse(changed.error, request, members);
}
