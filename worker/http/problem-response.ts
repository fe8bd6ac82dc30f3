/**
 * Refusals on the wire: RFC 9457 problem details, and the id by which a request is found in the log.
 * Never says more than the closed table of problem.ts and the refusal's own words.
 */

import { PROBLEMS, type ProblemCode, problemOf, type Refusal } from "../../protocol/problem.ts";
import { toBase32Hex } from "../../protocol/signing/encoding.ts";

// By request object and not by header: a caller's own id could be made to look like another's.
const requestIds = new WeakMap<Request, string>();

/** The id of this request: made at the first call, the same at each later one. */
export function requestIdOf(request: Request): string {
  const known = requestIds.get(request);
  if (known) return known;
  const id = `req_${toBase32Hex(crypto.getRandomValues(new Uint8Array(10)))}`;
  requestIds.set(request, id);
  return id;
}

/** RFC 9110 §15.5.2: a 401 names what would have been accepted. */
const CHALLENGES: Partial<Record<ProblemCode, string>> = {
  unauthorized: "Bearer",
  operator_unauthorized: "Bearer",
  credential_invalid: "Warifu-Credential",
  credential_expired: "Warifu-Credential",
};

/** @param extra members beside the problem's own, as a recorded refusal's attempt and receipt */
export function problemResponse(
  refused: Refusal,
  requestId: string,
  extra: Record<string, unknown> = {},
): Response {
  const { status } = PROBLEMS[refused.code];
  const headers = new Headers({ "Content-Type": "application/problem+json" });
  const challenge = CHALLENGES[refused.code];
  if (challenge) headers.set("WWW-Authenticate", challenge);
  if (status === 503) headers.set("Retry-After", "1");
  if (status === 429) headers.set("Retry-After", "60");
  if (refused.limit) setLimit(headers, refused.limit);
  const body = { ...extra, ...problemOf(refused, requestId) };
  return new Response(JSON.stringify(body), { status, headers });
}

/** draft-ietf-httpapi-ratelimit-headers: what the limit is, and that nothing of it is left for so long at most. */
function setLimit(headers: Headers, { name, quota, seconds }: NonNullable<Refusal["limit"]>): void {
  headers.set("Retry-After", String(seconds));
  headers.set("RateLimit-Policy", `"${name}";q=${quota};w=${seconds}`);
  headers.set("RateLimit", `"${name}";r=0;t=${seconds}`);
}
