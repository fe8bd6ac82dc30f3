/** A carrier, a register and a terminal whose keys are everybody's: what they sign is the same bytes each time, so it can stand in a document. */

import { certifySigningKey, type KeyPair } from "../../../cli/keys.ts";
import { formatTradeId, type RegisterId, type TradeId, timeOfKey } from "../../../protocol/ids.ts";
import { registerIdOf } from "../../../protocol/register/register-key.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { publicKeyOfSeed, realmOf } from "../../../protocol/signing/signature.ts";
import type { Realm } from "../../support/builders/realm.ts";

/** 2026-11-23T05:00:00Z */
export const AT = 1_795_410_000_000;
export const KEY = "019a8ee0-1680-7000-8000-000000000001";

export interface ExampleRealm extends Realm {
  readonly trade: TradeId;
  readonly terminal: KeyPair;
  readonly nextKey: KeyPair;
  readonly recovery: KeyPair;
}

async function keyPair(byte: number): Promise<KeyPair> {
  const seed = toBase64Url(new Uint8Array(32).fill(byte));
  return { seed, publicKey: await publicKeyOfSeed(seed) };
}

export async function anExampleRealm(): Promise<ExampleRealm> {
  const [root, signing, registerKey, terminal, nextKey, recovery] = (await Promise.all(
    [1, 2, 3, 4, 5, 6].map(keyPair),
  )) as [KeyPair, KeyPair, KeyPair, KeyPair, KeyPair, KeyPair];
  const mode = "test";
  const realm = await realmOf(root.publicKey);
  const register = await registerIdOf(mode, registerKey.publicKey);
  return {
    ...{ mode, realm, root, signing, register, registerKey, terminal, nextKey, recovery },
    trust: { rootKey: root.publicKey, realm, mode },
    chain: await certifySigningKey(root, signing, mode, AT),
    trade: tradeOf(register),
  };
}

function tradeOf(register: RegisterId): TradeId {
  const [hash, tag] = [new Uint8Array(16).fill(7), new Uint8Array(6).fill(8)];
  return formatTradeId({ mode: "test", register, till: 0, time: timeOfKey(KEY), hash, tag });
}
