/**
 * Where each environment is: environments.json, read and checked. It holds nothing secret and is committed; both
 * wrangler.toml's are written from it (environment-sections.ts).
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { Mode } from "../../../protocol/ids.ts";
import { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Role } from "../../system/servers.ts";

export const ENVIRONMENTS_FILE = "environments.json";

export const EnvironmentName = v.picklist(["development", "staging", "production"]);
export type EnvironmentName = v.InferOutput<typeof EnvironmentName>;

/** Loopback alone may do without TLS: nothing is deployed there but by a test. */
const Origin = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text) && new URL(text).origin === text, "not an origin"),
  v.check((text) => text.startsWith("https://") || isHere(text), "not https"),
);
const Vars = v.record(v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/)), v.string());

export const Environment = v.strictObject({
  mode: Mode,
  /** where browsers, wallets and shops reach the synchronous server */
  origin: Origin,
  /** where operators reach the carrier server */
  carrier: Origin,
  /** the carrier's root public key, once it is made: what wallets of this environment pin */
  rootKey: v.exactOptional(PublicKey),
  /** of Cloudflare; left out: the only one that the token may use */
  account: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
  /** further variables of a Worker, none of them secret: PAYOUT_DEBTOR, WALLET_URL_CHROMIUM … */
  vars: v.exactOptional(
    v.strictObject({ synchronous: v.exactOptional(Vars), carrier: v.exactOptional(Vars) }),
  ),
});
export type Environment = v.InferOutput<typeof Environment>;

export const Environments = v.strictObject({
  development: Environment,
  staging: Environment,
  production: Environment,
});
export type Environments = v.InferOutput<typeof Environments>;

/** Each server's configuration, from the top of the checkout. */
export const CONFIG: Readonly<Record<Role, string>> = {
  synchronous: "wrangler.toml",
  carrier: "worker/carrier-server/wrangler.toml",
};

/** As wrangler names a Worker of an environment. */
export function workerName(role: Role, environment: EnvironmentName): string {
  return `warifu-${role}-server-${environment}`;
}

/** @throws Error that says what in the file is wrong */
export function readEnvironments(top: string): Environments {
  const text: unknown = JSON.parse(readFileSync(join(top, ENVIRONMENTS_FILE), "utf8"));
  const parsed = v.safeParse(Environments, text);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${ENVIRONMENTS_FILE}: ${v.getDotPath(issue)}: ${issue.message}`);
}

export function isHere(origin: string): boolean {
  return /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin);
}

/** Nobody's address (RFC 2606): the repository's own examples. */
export function isExample(origin: string): boolean {
  return new URL(origin).hostname.endsWith(".example");
}

export function isWorkersDev(origin: string): boolean {
  return new URL(origin).hostname.endsWith(".workers.dev");
}
