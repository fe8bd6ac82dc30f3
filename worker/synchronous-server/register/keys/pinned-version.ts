/**
 * The version of the API that a request's key was made at [AP1]. A key's version never changes, so an isolate asks its
 * register for it once; who names a version, as our SDK does, never has it asked.
 */

import type { ApiVersion } from "../../../../protocol/api-version.ts";
import { objectNamed } from "../../../objects/placed.ts";
import { deploymentOf } from "../../deployment.ts";
import type { SynchronousEnv } from "../../env.ts";
import { readApiKey } from "./api-key.ts";

/** By the key's hash. */
const known = new Map<string, ApiVersion>();
const KNOWN_MAX = 10_000;

/** @returns undefined of who has no valid key: what he is told is the same in every version */
export async function pinnedVersion(
  request: Request,
  env: SynchronousEnv,
): Promise<ApiVersion | undefined> {
  if (!/^Bearer /i.test(request.headers.get("Authorization") ?? "")) return undefined;
  const { trust } = await deploymentOf(env);
  const apiKey = await readApiKey(request, trust.mode);
  if (!apiKey.ok) return undefined;
  const { register, hash } = apiKey.value;
  const version = known.get(hash) ?? (await objectNamed(env.REGISTER, register).apiVersionOf(hash));
  if (version === undefined) return undefined;
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(hash, version);
  return version;
}
