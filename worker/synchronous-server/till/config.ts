/**
 * What a till knows of its register, pushed to it by Register before it counts: API keys, certificate and
 * the till map by version. Pure: which till a slot belongs to, and belonged to [ID2].
 */

import { assert } from "../../../protocol/assert.ts";
import {
  parseTradeId,
  type RegisterId,
  slotOf,
  type TradeId,
  tillOfSlot,
} from "../../../protocol/ids.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type {
  SignedKeyCertificate,
  SignedRegisterCertificate,
} from "../../../protocol/signing/signed-objects.ts";
import type { KnownKey } from "../register/keys/scopes.ts";

export interface TillConfig {
  /** counts the register's changes: an older config never replaces a newer one */
  readonly version: number;
  readonly register: RegisterId;
  /** this till's number */
  readonly till: number;
  /** numbers of tills, the current one last; grows at the end only */
  readonly maps: readonly number[];
  /** the valid API keys, by their hashes */
  readonly keys: readonly KnownKey[];
  /** hash of the register's current certificate */
  readonly certificate: Hash;
  /** nothing new is begun [RG15] */
  readonly suspended?: boolean;
  readonly former?: FormerCertificate;
}

/** The last certificate of the key before this one: until then that key signs too [RG13]. */
export interface FormerCertificate {
  readonly certificate: Hash;
  /** ms since the epoch */
  readonly until: number;
}

/** The register's certificate and the root's certificate of the key that signed it. */
export interface CertificatePair {
  readonly certificate: SignedRegisterCertificate;
  readonly chain: SignedKeyCertificate;
}

export function currentTillOf(slot: number, maps: readonly number[]): number {
  const tills = maps.at(-1);
  assert(tills !== undefined, "a till map has a version");
  return tillOfSlot(slot, tills);
}

/** Whether the till would still make the trade that it may have lost. */
export function ownsSlotOf(trade: TradeId, config: TillConfig | undefined): boolean {
  if (!config) return false;
  return currentTillOf(slotOf(parseTradeId(trade).hash), config.maps) === config.till;
}

/** The other tills that a slot ever belonged to, the latest first: they may hold the key's trade. */
export function earlierTillsOf(slot: number, maps: readonly number[]): number[] {
  const current = currentTillOf(slot, maps);
  const earlier = maps
    .slice(0, -1)
    .reverse()
    .map((tills) => tillOfSlot(slot, tills));
  return [...new Set(earlier)].filter((till) => till !== current);
}

/** Versions are only ever added, so the longer of two lists is the newer one. */
export function isNewerMap(maps: readonly number[], than: readonly number[]): boolean {
  return maps.length > than.length;
}
