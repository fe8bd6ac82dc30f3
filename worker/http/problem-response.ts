/**
 * Refusals on the wire: RFC 9457 problem details, and the id by which a request is found in the log.
 * Never says more than the closed table of problem.ts and the refusal's own words.
 */

import { PROBLEMS, type ProblemCode, problemOf, type Refusal } from "../../protocol/problem.ts";
import { toBase32Hex } from "../../protocol/signing/encoding.ts";
import { log } from "../watching/log.ts";
import { count } from "../watching/metrics.ts";
import { limitPolicy } from "./rate-limits.ts";

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

const FORWARDED = "Request-Id";

/** For whoever answers in this door's place: its id goes along, what a browser keeps for us doesn't. */
export function forwarded(request: Request): Request {
  const copy = new Request(request);
  copy.headers.delete("Cookie");
  copy.headers.set(FORWARDED, requestIdOf(request));
  return copy;
}

/** Where only our own doors come in: the request is called what the door called it. */
export function takeForwardedId(request: Request): void {
  const id = request.headers.get(FORWARDED);
  if (id && /^req_[0-9a-v]{16}$/.test(id)) requestIds.set(request, id);
}

// What broke, of a refusal that says only that something did: for the log, and for nobody who asks.
const causes = new WeakMap<Refusal, string>();

/** @param cause the name of an error, nothing that it says @returns the refusal */
export function withCause(refused: Refusal, cause: string): Refusal {
  causes.set(refused, cause);
  return refused;
}

/** RFC 9110 §15.5.2: a 401 names what would have been accepted. */
const CHALLENGES: Partial<Record<ProblemCode, string>> = {
  unauthorized: "Bearer",
  operator_unauthorized: "Bearer",
  credential_invalid: "Warifu-Credential",
  credential_expired: "Warifu-Credential",
};

/**
 * @param request what is refused: names the id, and the origin of the page that explains it
 * @param extra members beside the problem's own, as a recorded refusal's attempt and receipt
 */
export function problemResponse(
  refused: Refusal,
  request: Request,
  extra: Record<string, unknown> = {},
): Response {
  const { status } = PROBLEMS[refused.code];
  count("refusals", refused.code);
  const headers = new Headers({ "Content-Type": "application/problem+json" });
  const challenge = CHALLENGES[refused.code];
  if (challenge) headers.set("WWW-Authenticate", challenge);
  if (status === 503) headers.set("Retry-After", "1");
  if (status === 429) headers.set("Retry-After", "60");
  if (refused.limit) setLimit(headers, refused.limit);
  const { origin } = new URL(request.url);
  const id = requestIdOf(request);
  const cause = causes.get(refused);
  // The caller's id beside what broke: who is told the one is found by it [AP4].
  if (cause) log("refused", { request_id: id, code: refused.code, error: cause });
  const body = { ...extra, ...problemOf(refused, id, origin) };
  return new Response(JSON.stringify(body), { status, headers });
}

/** draft-ietf-httpapi-ratelimit-headers: what the limit is, and that nothing of it is left for so long at most. */
function setLimit(headers: Headers, { name, quota, seconds }: NonNullable<Refusal["limit"]>): void {
  headers.set("Retry-After", String(seconds));
  headers.set("RateLimit-Policy", limitPolicy({ name, quota, seconds }));
  headers.set("RateLimit", `"${name}";r=0;t=${seconds}`);
}
