/**
 * Which requests at the synchronous server are counted, and by whom [RQ15]: before anything is read of them. What a
 * terminal signs is counted by its key, once the signature holds (terminal-requests.ts): anyone may name a key.
 */

import { refusal } from "../../../protocol/problem.ts";
import { refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import {
  addressOf,
  bearerName,
  limitRefusal,
  missingLimits,
  type RateLimitName,
} from "../../http/rate-limits.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { readApiKey } from "../register/keys/api-key.ts";

const LIMITS: readonly RateLimitName[] = ["ENROLMENTS", "TERMINALS", "SHOPS", "READERS", "BUYERS"];

/** Money is on its way: a confirm, an order, the end of a trade. And what answers for the server itself. */
const UNCOUNTED =
  /^\/(v1\/(confirmations|money|test\/clock)|v1\/trades\/[^/]+\/(claim|decline|cancel|captures|void|refunds)|v1\/disputes\/[^/]+\/accept|health|[^/]+\.(js|css))$/;
const OPENS_AN_ACCOUNT = /^\/v1\/(terminals|registers|test\/registers)$/;
/** Beginning a trade without a key of the register's: counted whatever else the request says [PL7]. */
const BUYS = /^\/v1\/price-lists\/prl_((?:test|live)_[0-9a-v]{13})_[^/]+\/trades$/;

export function addRateLimits(door: Door<SynchronousEnv>): void {
  door.use(async (c, next) => {
    const pathname = c.req.path;
    if (pathname === "/health" && missingLimits(c.env, LIMITS).length > 0)
      return refuse(c.req.raw, refusal("not_ready", { detail: "a rate limit isn't bound" }));
    if (UNCOUNTED.test(pathname)) return next();
    const [name, asker] = await askerOf(c.req.raw, pathname, c.env);
    const refused = await limitRefusal(c.env, name, asker, c.req.raw);
    return refused ? refuse(c.req.raw, refused) : next();
  });
}

async function askerOf(
  request: Request,
  pathname: string,
  env: SynchronousEnv,
): Promise<[RateLimitName, string]> {
  const address = addressOf(request);
  if (request.method === "POST" && OPENS_AN_ACCOUNT.test(pathname)) return ["ENROLMENTS", address];
  const register = BUYS.exec(pathname)?.[1];
  if (register !== undefined) return ["BUYERS", `${address} ${register}`];
  const authorization = request.headers.get("Authorization") ?? "";
  if (/^Bearer /i.test(authorization)) {
    const { trust } = await deploymentOf(env);
    const apiKey = await readApiKey(request, trust.mode);
    return ["SHOPS", apiKey.ok ? apiKey.value.hash : await bearerName(authorization)];
  }
  return ["READERS", `${address} ${request.headers.get("Origin") ?? ""}`];
}
