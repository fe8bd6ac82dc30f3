/** What a peer's handlers ask of its database. Each is one decision, durable before it is answered, and idempotent. */

import type { RegisterId, TradeId } from "../../protocol/ids.ts";
import type { Hash, PublicKey } from "../../protocol/signing/signature.ts";

export interface NewTrade {
  readonly id: TradeId;
  readonly register: RegisterId;
  readonly key: string;
  readonly terms: string;
  /** of the terms: another body under the same key is a conflict */
  readonly termsHash: Hash;
  readonly offer: Hash;
  readonly amount: number;
  readonly deadline: number;
  readonly now: number;
}

export interface Settling {
  readonly trade: TradeId;
  readonly attempt: number;
  readonly device: PublicKey;
  readonly confirmation: Hash;
  readonly amount: number;
  /** day, as a number, that limits count in */
  readonly day: number;
  readonly now: number;
  readonly receipt: string;
}

export type StoreRefusal = { readonly refused: string };

export interface PeerStore {
  create(
    trade: NewTrade,
  ): Promise<{ readonly id: TradeId; readonly replayed: boolean } | StoreRefusal>;
  claim(
    trade: TradeId,
    device: PublicKey,
    offer: Hash,
    now: number,
  ): Promise<
    { readonly account: number; readonly attempt: number; readonly until: number } | StoreRefusal
  >;
  /** @returns the receipt that is stored: of this call, or of the first one with the same confirmation */
  settle(settling: Settling): Promise<{ readonly receipt: string } | StoreRefusal>;
}

export const CLAIM_LASTS_MS = 60_000;
