/** A route's result on the wire: the value as JSON, or its refusal as a problem. */

import type { Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import { problemResponse } from "./problem-response.ts";

export function answer(
  request: Request,
  result: Result<unknown, Refusal>,
  init: ResponseInit = {},
): Response {
  if (!result.ok) return refuse(request, result.error);
  return Response.json(result.value, init);
}

export function refuse(request: Request, refused: Refusal): Response {
  return problemResponse(refused, request);
}
