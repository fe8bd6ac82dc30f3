/**
 * How often somebody may ask, by the platform's rate-limit bindings (in front of no payment [RQ15]): the limits with
 * their reasons, who is counted as one asker, and the refusal. A binding that is missing is told by the log and by
 * /health; nobody is kept out for it. Where the clock can be moved, in tests and development, nothing is counted.
 */

import { type Refusal, refusal } from "../../protocol/problem.ts";
import { toBase64Url, toUtf8 } from "../../protocol/signing/encoding.ts";
import { log } from "../watching/log.ts";

/** The same numbers stand in the Workers' wrangler.toml; a test holds them together. */
export const RATE_LIMITS = {
  /** By address: an account costs a row for ever, and somebody at home or in an office opens few. */
  ENROLMENTS: { quota: 20, seconds: 60 },
  /** By device key: a person's presses, with every retry of his terminal. */
  TERMINALS: { quota: 120, seconds: 60 },
  /** By API key: more than the largest shop sells, less than a loop that has gone wild asks. */
  SHOPS: { quota: 10_000, seconds: 10 },
  /** By address and page: an office full of shoppers whose pages poll. */
  READERS: { quota: 3_000, seconds: 60 },
  /** By address and register: a person's presses on a shop without a backend, and an office of them. */
  BUYERS: { quota: 60, seconds: 60 },
  /** By address: the operator's own program; whoever guesses keys gets no further either. */
  OPERATORS: { quota: 600, seconds: 60 },
} as const;

export type RateLimitName = keyof typeof RATE_LIMITS;

/** The platform's binding. */
interface RateCounter {
  limit(asker: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

export type RateLimitBindings = { readonly [Name in RateLimitName]?: RateCounter } & {
  readonly TEST_CLOCK?: string;
};

const reported = new Set<RateLimitName>();

// By request object: what its answer says of the limit it was counted by.
const policies = new WeakMap<Request, string>();

/** [AP9] What is left of a limit the platform doesn't say, so a number would be made up; the limit itself is known. */
export function limitPolicyOf(request: Request): string | undefined {
  return policies.get(request);
}

/**
 * @param asker whom to count; never a secret itself
 * @param request whose answer is to name the limit
 * @returns `rate_limited` once he has asked too often
 */
export async function limitRefusal(
  env: RateLimitBindings,
  name: RateLimitName,
  asker: string,
  request?: Request,
): Promise<Refusal | undefined> {
  const limit = { name: name.toLowerCase(), ...RATE_LIMITS[name] };
  const isTest = env.TEST_CLOCK === "on";
  const binding = env[name];
  // In development too, where nothing is counted: it is what a live server holds.
  if (request && (isTest || binding)) policies.set(request, limitPolicy(limit));
  if (isTest) return undefined;
  if (!binding) {
    if (!reported.has(name)) log("rate_limit_missing", { limit: name });
    reported.add(name);
    return undefined;
  }
  const { success } = await binding.limit({ key: asker });
  return success ? undefined : refusal("rate_limited", { limit });
}

/** draft-ietf-httpapi-ratelimit-headers §3 */
export function limitPolicy({ name, quota, seconds }: NonNullable<Refusal["limit"]>): string {
  return `"${name}";q=${quota};w=${seconds}`;
}

/** @param names those that this Worker should have @returns those that it hasn't, and so doesn't hold */
export function missingLimits(
  env: RateLimitBindings,
  names: readonly RateLimitName[],
): RateLimitName[] {
  return env.TEST_CLOCK === "on" ? [] : names.filter((name) => !env[name]);
}

/** Where a request came from, as the platform says it: of IPv6 the network, since a home has 2^64 addresses. */
export function addressOf(request: Request): string {
  const address = request.headers.get("CF-Connecting-IP") ?? "unknown";
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const known = groups.length + (tail ? tail.split(":").length : 0);
  const missing = tail === undefined ? 0 : 8 - known;
  const all = [...groups, ...Array<string>(missing).fill("0"), ...(tail ? tail.split(":") : [])];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":");
}

/** A bearer's name for the counter: the secret itself goes nowhere. */
export async function bearerName(authorization: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", toUtf8(authorization));
  return toBase64Url(new Uint8Array(digest)).slice(0, 22);
}
