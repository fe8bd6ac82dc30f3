/**
 * API keys of registers: `wk_<mode>_<register>_<secret>`. A key is made where it will be used, by who holds the
 * register's signing key: the servers are told its hash in an object that this key signed, and never see the text
 * before it is used. So it can't be shown twice, lost on the way, or made by who only stole another one [RG1], [RG2].
 */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { ApiKeyId, apiKeyIdFrom, Mode, modeOf, RegisterId } from "../ids.ts";
import { API_KEY_NAME_CHARS_MAX, UNPAGED_ENTRIES_MAX } from "../limits.ts";
import { fromBase64Url, toBase32Hex, toUtf8 } from "../signing/encoding.ts";
import { Hash, sha256, signedSchema } from "../signing/signature.ts";
import { Realm, shownText, Time } from "../signing/signed-objects.ts";

/** What a key may do [RG3]; `full` is everything, keys and tills included. */
export const ApiKeyScope = v.picklist([
  "read",
  "create",
  "capture",
  "refund",
  "payouts",
  "webhooks",
  "full",
]);
export type ApiKeyScope = v.InferOutput<typeof ApiKeyScope>;

export const ApiKeyScopes = v.pipe(
  v.array(ApiKeyScope),
  v.minLength(1),
  v.maxLength(ApiKeyScope.options.length),
  v.check((scopes) => new Set(scopes).size === scopes.length, "a scope stands once"),
);
export type ApiKeyScopes = v.InferOutput<typeof ApiKeyScopes>;

/** What may be shown of a key to tell it from another: its register, and 20 of its 256 bits. */
const Prefix = v.pipe(
  v.string(),
  v.maxLength(26),
  v.regex(/^wk_(test|live)_[0-9a-v]{13}_[0-9a-v]{4}$/),
);

/** Register's key → synchronous server: whoever holds the text with this hash may do this for me. */
export const ApiKeyOrder = v.pipe(
  v.strictObject({
    typ: v.literal("warifu/api-key/1"),
    iss: RegisterId,
    aud: Realm,
    mode: Mode,
    /** SHA-256 of the key's text */
    key: Hash,
    prefix: Prefix,
    /** the shop's own name for it */
    name: shownText(API_KEY_NAME_CHARS_MAX),
    scopes: ApiKeyScopes,
    time: Time,
  }),
  v.check(({ iss, prefix }) => prefix.startsWith(`wk_${iss.slice(4)}_`), "another register's key"),
);
export type ApiKeyOrder = v.InferOutput<typeof ApiKeyOrder>;
export const SignedApiKey = signedSchema(ApiKeyOrder);
export type SignedApiKey = v.InferOutput<typeof SignedApiKey>;

/** POST /v1/keys, with a full API key. */
export const CreateApiKey = v.strictObject({ key: SignedApiKey });
export type CreateApiKey = v.InferOutput<typeof CreateApiKey>;

/** Answer to POST /v1/keys and DELETE /v1/keys/:key. */
export const ApiKeyView = v.object({
  id: ApiKeyId,
  object: v.literal("api_key"),
  mode: Mode,
  register: RegisterId,
  name: textUpTo(API_KEY_NAME_CHARS_MAX),
  prefix: textUpTo(26),
  scopes: listUpTo(20, textUpTo(40)),
  /** what it is answered in, unless a request says otherwise: the newest when it was made [AP1] */
  version: v.exactOptional(textUpTo(10)),
  created: Time,
  /** the UTC day of its last use, as its first moment */
  last_used: v.exactOptional(Time),
  revoked: v.exactOptional(Time),
});
export type ApiKeyView = v.InferOutput<typeof ApiKeyView>;

/** GET /v1/keys: the valid ones, and the revoked ones after them. */
export const ApiKeyList = v.object({ keys: listUpTo(UNPAGED_ENTRIES_MAX, ApiKeyView) });
export type ApiKeyList = v.InferOutput<typeof ApiKeyList>;

/** @param random 32 bytes */
export function apiKeyText(register: RegisterId, random: Uint8Array): string {
  return `wk_${register.slice(4)}_${toBase32Hex(random)}`;
}

export function apiKeyPrefix(text: string): string {
  return text.slice(0, "wk_test_0000000000000_0000".length);
}

export function apiKeyHash(text: string): Promise<Hash> {
  return sha256(toUtf8(text));
}

/** The id follows from the hash, so a key has one id wherever it is named. */
export function apiKeyIdOf(mode: Mode, hash: Hash): ApiKeyId {
  return apiKeyIdFrom(mode, (fromBase64Url(hash) ?? new Uint8Array()).subarray(0, 10));
}

/** The register that a key names, by its form alone. */
export function registerOfApiKey(text: string): RegisterId | undefined {
  const match = /^wk_(test|live)_([0-9a-v]{13})_[0-9a-v]{52}$/.exec(text);
  const register = v.safeParse(RegisterId, `reg_${match?.[1]}_${match?.[2]}`);
  return register.success ? register.output : undefined;
}

/** What is asked for by who makes a key. */
export interface NewApiKey {
  readonly register: RegisterId;
  readonly realm: string;
  /** the key's text: it stays with the caller */
  readonly text: string;
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  /** ms since the epoch */
  readonly time: number;
}

/** @returns what the register's key is to sign. @throws ValiError for a name or scopes that can't be */
export async function apiKeyOrder({
  register,
  realm,
  text,
  name,
  scopes,
  time,
}: NewApiKey): Promise<ApiKeyOrder> {
  return v.parse(ApiKeyOrder, {
    typ: "warifu/api-key/1",
    iss: register,
    aud: realm,
    mode: modeOf(register),
    key: await apiKeyHash(text),
    prefix: apiKeyPrefix(text),
    name,
    scopes: [...scopes],
    time,
  });
}
