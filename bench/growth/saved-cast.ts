/** Who takes part in stored sets: shops and payers with their keys, and the deployment's, kept in a file beside the set. */

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { DeploymentKeys, KeyPair } from "../../cli/keys.ts";
import type { CertifiedRegister } from "../../protocol/messages.ts";
import type { Trust } from "../../protocol/trade/offer.ts";
import type { KeyParts } from "../../register-server/key.ts";
import { BenchPayer } from "../trade/payer.ts";
import { BenchShop } from "../trade/shop.ts";
import type { Cast } from "../trade/trades.ts";

export interface SavedCast {
  readonly keys: DeploymentKeys;
  readonly shops: readonly { readonly key: KeyParts; readonly certified: CertifiedRegister }[];
  readonly payers: readonly KeyPair[];
}

export function saveCast(path: string, cast: SavedCast): void {
  // Whole or not at all: whoever goes on after an end in the middle reads it.
  writeFileSync(`${path}.new`, JSON.stringify(cast), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function readCast(path: string): SavedCast {
  return JSON.parse(readFileSync(path, "utf8")) as SavedCast;
}

export function castOf({ shops, payers }: SavedCast, trust: Trust): Cast {
  return {
    shops: shops.map(({ key, certified }) => new BenchShop(key, certified, trust)),
    payers: payers.map((pair) => new BenchPayer(pair, trust)),
  };
}
