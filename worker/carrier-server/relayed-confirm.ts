/**
 * A confirm over HTTP, as the synchronous server relays it: the terminal's own bytes on the connection that stands between
 * the two, read and parsed here and nowhere else. What the relay adds is in two headers, and only it can call this.
 */

import { ConfirmTrade } from "../../protocol/messages.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import { answer } from "../http/answer.ts";
import { problemResponse } from "../http/problem-response.ts";
import { readBody } from "../http/read-body.ts";
import type { Carrier } from "./carrier.ts";

/** The device key whose signature the synchronous server found on the request [RQ4]. */
const TERMINAL = "Warifu-Terminal";

/** @param confirm decides, as over RPC */
export async function relayedConfirm(
  request: Request,
  confirm: Carrier["confirm"],
): Promise<Response> {
  const body = await readRelayed(request);
  const confirmed = body.ok ? await confirm(body.value) : body;
  if (confirmed.ok) return answer(request, confirmed);
  const { code: _, param: __, detail: ___, ...members } = confirmed.error;
  return problemResponse(confirmed.error, request, members);
}

async function readRelayed(request: Request): Promise<Result<ConfirmTrade, Refusal>> {
  const body = await readBody(request, ConfirmTrade);
  if (!body.ok) return body;
  const { iss } = body.value.confirmation.payload;
  if (iss === request.headers.get(TERMINAL)) return ok(body.value);
  return err(refusal("wrong_issuer", { param: "/confirmation/payload/iss" }));
}
