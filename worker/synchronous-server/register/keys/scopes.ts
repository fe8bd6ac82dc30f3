/**
 * What an API key may do, decided where the key is known: at the till and at Register. Pure. One refusal for a key
 * that isn't valid, another one for a valid key that may do something else [RG3].
 */

import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import type { ApiKeyScope } from "../../../../protocol/register/api-keys.ts";
import { areEqualTexts } from "../../../../protocol/signing/constant-time.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";

/** A valid key as tills and Register know it. */
export interface KnownKey {
  readonly hash: Hash;
  /** its scopes, a blank between two; `all` in one from before there were scopes */
  readonly scope: string;
}

export function scopesOf(scope: string): string[] {
  return scope === "all" ? ["full"] : scope.split(" ");
}

export function keyRefusal(
  keys: readonly KnownKey[],
  apiKey: Hash,
  needed: ApiKeyScope,
): Refusal | undefined {
  // All of them, so that the time doesn't tell which one it was.
  const [key] = keys.filter(({ hash }) => areEqualTexts(hash, apiKey));
  if (!key) return refusal("unauthorized");
  const scopes = scopesOf(key.scope);
  if (scopes.includes("full") || scopes.includes(needed)) return undefined;
  return refusal("key_not_allowed", { detail: `it needs the scope ${needed}` });
}
