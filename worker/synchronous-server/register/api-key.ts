/**
 * API keys of registers: `wk_<mode>_<register>_<secret>`. The key names its register, so that a request
 * finds its till; only its SHA-256 is stored, and whether it is valid only the objects know.
 */

import * as v from "valibot";
import { toUtf8 } from "../../../protocol/encoding.ts";
import { type Mode, modeOf, RegisterId } from "../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type Hash, sha256 } from "../../../protocol/signature.ts";

/** Who asks, by the API key's own word: its register, and the hash by which the objects know the key. */
export interface ApiKey {
  readonly register: RegisterId;
  readonly hash: Hash;
}

/** @param secret 52 base32hex characters */
export function formatApiKey(register: RegisterId, secret: string): string {
  return `wk_${modeOf(register)}_${register.split("_")[2]}_${secret}`;
}

/** What may be shown of a key to tell it from another. */
export function apiKeyPrefix(text: string): string {
  return text.slice(0, "wk_test_0000000000000_0000".length);
}

export function apiKeyHash(text: string): Promise<Hash> {
  return sha256(toUtf8(text));
}

/** The bearer's API key, by its form alone. */
export async function apiKeyOf(request: Request, mode: Mode): Promise<Result<ApiKey, Refusal>> {
  const text = /^Bearer +(\S+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? "";
  const match = /^wk_(test|live)_([0-9a-v]{13})_[0-9a-v]{52}$/.exec(text);
  const register = v.safeParse(RegisterId, `reg_${match?.[1]}_${match?.[2]}`);
  if (!register.success) return err(refusal("unauthorized"));
  if (modeOf(register.output) !== mode)
    return err(refusal("wrong_mode", { param: "Authorization" }));
  return ok({ register: register.output, hash: await apiKeyHash(text) });
}
