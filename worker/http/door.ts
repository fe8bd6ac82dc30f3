/**
 * The door of a server: what every answer has in common. Each has a Request-Id, its version and the security headers;
 * each refusal, unknown address, wrong method and crash is a problem+json; a crash says nothing of its cause.
 */

import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { API_VERSION_HEADER } from "../../protocol/api-version.ts";
import { InvariantError } from "../../protocol/assert.ts";
import { type ProblemCode, type Refusal, refusal } from "../../protocol/problem.ts";
import { clockNow } from "../objects/clock.ts";
import { countFault, faultOf } from "../watching/faults.ts";
import { log } from "../watching/log.ts";
import { measure, type Watched } from "./measured.ts";
import { problemResponse, requestIdOf } from "./problem-response.ts";
import { limitPolicyOf } from "./rate-limits.ts";
import { versionOf } from "./versions/request-version.ts";

export type Door<Env extends object> = Hono<{ Bindings: Env }>;

const FORBIDDEN_FEATURES = [
  "publickey-credentials-get",
  "publickey-credentials-create",
  "identity-credentials-get",
  "otp-credentials",
  "clipboard-read",
  "display-capture",
  "usb",
  "serial",
  "hid",
  "camera",
  "microphone",
  "geolocation",
  "payment",
];

/** On every answer. */
const HEADERS = Object.entries({
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": FORBIDDEN_FEATURES.map((feature) => `${feature}=()`).join(", "),
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  // A page that opened ours, or was opened by it, has no hold on it; and document.domain can't be set.
  "Cross-Origin-Opener-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
});

/** On every answer that doesn't say otherwise itself. */
const DEFAULT_HEADERS = Object.entries({
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
});

/** A Hono app with its manners; routes are added by the caller. @param watched what is measured of it */
export function createDoor<Env extends object>(watched?: Watched): Door<Env> {
  const door: Door<Env> = new Hono();
  door.use(async (c, next) => {
    const began = clockNow();
    await next();
    if (watched) measure(watched, c, began);
    const dressed = dress(c.res, c.req.raw);
    // Setting it makes Hono copy the answer and its headers once more.
    if (dressed !== c.res) c.res = dressed;
  });
  door.use(
    methodNotAllowed({
      app: door,
      onMethodNotAllowed: (c, methods) => {
        const refused = problemResponse(refusal("method_not_allowed"), c.req.raw);
        refused.headers.set("Allow", methods.join(", "));
        return refused;
      },
    }),
  );
  door.notFound((c) => problemResponse(refusal("route_not_found"), c.req.raw));
  door.onError((error, c) => {
    const requestId = requestIdOf(c.req.raw);
    const refused = refusalOfError(error);
    countFault(error);
    logError(refused.code, requestId, error);
    return problemResponse(refused, c.req.raw);
  });
  return door;
}

/** In place, since making an answer again costs more than all the rest of its manners. @returns what to answer with */
function dress(response: Response, request: Request): Response {
  // A 101 carries its socket; it can't be made again and needs no headers.
  if (response.status === 101) return response;
  try {
    setHeaders(response.headers, request);
    return response;
  } catch {
    // What came from another Worker, or from the assets, has headers that can't be changed.
    const dressed = new Response(response.body, response);
    setHeaders(dressed.headers, request);
    return dressed;
  }
}

function setHeaders(headers: Headers, request: Request): void {
  headers.set("Request-Id", requestIdOf(request));
  headers.set(API_VERSION_HEADER, versionOf(request));
  const policy = limitPolicyOf(request);
  if (policy !== undefined) headers.set("RateLimit-Policy", policy);
  for (const [name, value] of HEADERS) headers.set(name, value);
  for (const [name, value] of DEFAULT_HEADERS) if (!headers.has(name)) headers.set(name, value);
}

function refusalOfError(error: Error): Refusal {
  return refusal(faultOf(error) === "mistake" ? "internal_error" : "storage_unavailable");
}

/** Never a message of a library: it may hold what came in. An invariant's text is our own. */
function logError(code: ProblemCode, requestId: string, error: Error): void {
  const invariant =
    error instanceof InvariantError || error.name === "InvariantError" ? error.message : undefined;
  const stack = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  log("crashed", { request_id: requestId, code, error: error.name, invariant, stack });
}
