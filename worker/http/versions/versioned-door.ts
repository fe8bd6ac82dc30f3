/**
 * Has a door answer in the version that is asked for [AP1]: the header's, else the API key's, else today's. Doors and
 * objects know today's alone; a body is made today's before it is parsed, an answer older after it is made. Who asks for
 * today's pays nothing for it.
 */

import * as v from "valibot";
import { API_VERSION, API_VERSION_HEADER, ApiVersion } from "../../../protocol/api-version.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { refuse } from "../answer.ts";
import type { Door } from "../door.ts";
import { hasOlderRequests, olderAnswer, requestUpgrade } from "./convert.ts";
import { setUpgrade, setVersion } from "./request-version.ts";

/** @returns the version that the request's key was made at; undefined of who has none */
type PinOf<Env> = (request: Request, env: Env) => Promise<ApiVersion | undefined>;

export function answerByVersion<Env extends object>(
  door: Door<Env>,
  pinOf: PinOf<Env> = async () => undefined,
): void {
  door.use("/v1/*", async (c, next) => {
    const request = c.req.raw;
    const named = namedVersion(request);
    if (!named.ok) return refuse(request, named.error);
    if (named.value === API_VERSION) return next();
    // Asked beside the request's own work: most requests are the same in every version.
    const asking = named.value ? Promise.resolve(named.value) : pinOf(request, c.env);
    // Where the request itself throws nobody waits for it any more.
    asking.catch(() => undefined);
    if (hasOlderRequests(request.method, c.req.path)) {
      const upgrade = requestUpgrade(request.method, c.req.path, (await asking) ?? API_VERSION);
      if (upgrade) setUpgrade(request, upgrade);
    }
    await next();
    const version = (await asking) ?? API_VERSION;
    if (version === API_VERSION) return;
    setVersion(request, version);
    const older = await inVersion(c.res, version);
    if (older === c.res) return;
    // Hono would put the headers of the one before over its own.
    c.res = undefined;
    c.res = older;
  });
}

/** @returns undefined where the request names none */
function namedVersion(request: Request): Result<ApiVersion | undefined, Refusal> {
  const text = request.headers.get(API_VERSION_HEADER)?.trim();
  if (text === undefined || text === "") return ok(undefined);
  if (v.is(ApiVersion, text)) return ok(text);
  const detail = `one of ${ApiVersion.options.join(", ")}`;
  return err(refusal("unknown_version", { param: API_VERSION_HEADER, detail }));
}

async function inVersion(response: Response, version: ApiVersion): Promise<Response> {
  if (!response.headers.get("Content-Type")?.startsWith("application/json")) return response;
  const body = JSON.stringify(olderAnswer(await response.json(), version));
  const { status, headers } = response;
  const dressed = new Response(body, { status, headers });
  dressed.headers.delete("Content-Length");
  return dressed;
}
