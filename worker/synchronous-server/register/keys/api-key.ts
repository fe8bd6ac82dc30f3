/**
 * The bearer's API key as the doors read it: by its form alone. Whether it is valid, and what it may do, only the
 * objects know, by its hash.
 */

import { type Mode, modeOf, type RegisterId } from "../../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { apiKeyHash, registerOfApiKey } from "../../../../protocol/register/api-keys.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";

/** Who asks, by the API key's own word: its register, and the hash by which the objects know the key. */
export interface ApiKey {
  readonly register: RegisterId;
  readonly hash: Hash;
}

// By request object: what a request's key was is nobody else's business, and goes with it.
const read = new WeakMap<Request, ApiKey>();
const asked = new WeakMap<Request, ApiKey>();

/** For a door that answers by it. */
export async function apiKeyOf(request: Request, mode: Mode): Promise<Result<ApiKey, Refusal>> {
  const apiKey = await readApiKey(request, mode);
  if (apiKey.ok) asked.set(request, apiKey.value);
  return apiKey;
}

/** For who only counts it: hashed once, whoever reads it again. */
export async function readApiKey(request: Request, mode: Mode): Promise<Result<ApiKey, Refusal>> {
  const known = read.get(request);
  if (known) return ok(known);
  const text = /^Bearer +(\S+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? "";
  const register = registerOfApiKey(text);
  if (!register) return err(refusal("unauthorized"));
  if (modeOf(register) !== mode) return err(refusal("wrong_mode", { param: "Authorization" }));
  const apiKey = { register, hash: await apiKeyHash(text) };
  read.set(request, apiKey);
  return ok(apiKey);
}

/** The API key that this request was answered under, if apiKeyOf read one. */
export function apiKeyRead(request: Request): ApiKey | undefined {
  return asked.get(request);
}
