/**
 * Who the register is: its origins, each proven by a file that it serves itself, and its signing key. Both are changed
 * by objects that its key signs here, and that the carrier checks: an API key alone changes neither.
 */

import * as v from "valibot";
import { Health, TillMap } from "../../protocol/messages.ts";
import type { WellKnown } from "../../protocol/register/origin-proof.ts";
import { RegisterCertified, RegisterKeyChange } from "../../protocol/register/register-key.ts";
import {
  importSigningSeed,
  publicKeyOfSeed,
  realmOf,
  sign,
} from "../../protocol/signing/signature.ts";
import { Registration } from "../../protocol/signing/signed-objects.ts";
import { callsOf } from "../http/calls.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import { type Identity, identityOf } from "../identity.ts";
import { type KeyParts, parseKey } from "../key.ts";
import type { CallOptions, WriteOptions } from "../trades/create-trade.ts";

export interface KeyChangeOptions extends WriteOptions {
  /** how long the key there is now may still sign what is new, ms; at most a week. A day if left out; 0 after a theft */
  readonly formerForMs?: number;
  /** must be greater than that of the change before; the time in ms if left out */
  readonly number?: number;
}

export interface RegisterCalls {
  /**
   * All origins of the register from now on; new ones are proven first. Its name must be the one it has.
   * @throws WarifuError `origin_unproven`
   */
  setOrigins(
    name: string,
    origins: readonly string[],
    options?: WriteOptions,
  ): Promise<RegisterCertified>;
  /**
   * @param next the WARIFU_KEY with the next key in it, named by every origin already
   * @throws WarifuError `origin_unproven`, `register_key_outdated`
   */
  changeRegisterKey(next: string, options?: KeyChangeOptions): Promise<RegisterCertified>;
  /**
   * How many tills the register has from now on: one is enough up to a hundred sales a second. Trades stay where they are.
   * @throws WarifuError `invalid_request`
   */
  setTills(tills: number, options?: WriteOptions): Promise<TillMap>;
  /** Whether the server answers, and in which mode: for a check before a deployment. @throws WarifuError */
  getHealth(options?: CallOptions): Promise<Health>;
}

interface Clocks {
  /** ms since the epoch */
  readonly now: () => number;
  readonly newKey: () => string;
}

const FORMER_FOR_MS = 24 * 60 * 60_000;

export function registerCalls(channel: Channel, identity: Identity, clocks: Clocks): RegisterCalls {
  const calls = callsOf(channel, clocks.newKey);
  const { register } = identity;
  const own = <T extends { readonly register: string }>(answer: T): T => {
    if (answer.register === register) return answer;
    throw new WarifuError("answer_mismatch", "the answer is about another register");
  };
  const post = async (path: string, body: unknown, options: WriteOptions) =>
    own(await calls.post(path, body, RegisterCertified, options));
  return {
    setOrigins: async (name, origins, options = {}) => {
      const body = { registration: await registration(identity, name, origins, clocks.now()) };
      return post("/v1/origins", body, options);
    },
    changeRegisterKey: async (next, options = {}) =>
      post("/v1/register-key", await keyChange(identity, next, options, clocks.now()), options),
    setTills: async (tills, options) =>
      own(await calls.post(`/v1/registers/${register}/tills`, { tills }, TillMap, options)),
    getHealth: async (options) => calls.get("/health", Health, options),
  };
}

/** @throws WarifuError for a key without its signing part */
export async function wellKnownOf(keys: readonly KeyParts[]): Promise<WellKnown> {
  const registers = keys.map(async ({ mode, root_key, seed }) => ({
    mode,
    realm: await realmOf(root_key),
    key: await publicKeyOfSeed(seedOf(seed)),
  }));
  return { warifu: 1, registers: await Promise.all(registers) };
}

function seedOf(seed: string | undefined): string {
  if (seed !== undefined) return seed;
  throw new WarifuError("key_not_allowed", "this WARIFU_KEY has no signing key in it");
}

async function registration(
  { signingKey, publicKey, realm, mode, encryptionKey }: Identity,
  name: string,
  origins: readonly string[],
  time: number,
) {
  const payload = v.safeParse(Registration, {
    ...{ typ: "warifu/registration/1", iss: await publicKey, aud: await realm, mode },
    ...{ name, origins: [...origins], time },
    ...(encryptionKey === undefined ? {} : { encryption_key: encryptionKey }),
  });
  if (!payload.success) throw invalid(payload.issues[0]);
  return sign(payload.output, await signingKey);
}

async function keyChange(
  { register, realm, mode, signingKey }: Identity,
  text: string,
  { formerForMs = FORMER_FOR_MS, number }: KeyChangeOptions,
  now: number,
) {
  const next = parseKey(text);
  if (!next.ok) throw new WarifuError("key_malformed", next.error);
  if (next.value.register !== register)
    throw new WarifuError("wrong_register", "the next key is another register's");
  const seed = seedOf(next.value.seed);
  const { encryptionKey } = identityOf(next.value);
  const payload = v.safeParse(RegisterKeyChange, {
    ...{ typ: "warifu/register-key/1", iss: register, aud: await realm, mode },
    ...{
      number: number ?? now,
      next: await publicKeyOfSeed(seed),
      ...(encryptionKey === undefined ? {} : { encryption_key: encryptionKey }),
      former_until: now + formerForMs,
    },
  });
  if (!payload.success) throw invalid(payload.issues[0]);
  const { signature: proof } = await sign(payload.output, await importSigningSeed(seed));
  return { change: await sign(payload.output, await signingKey), proof };
}

function invalid(issue: v.BaseIssue<unknown>): WarifuError {
  const param = v.getDotPath(issue) ?? "";
  return new WarifuError("invalid_request", `${param}: ${issue.message}`, { param });
}
