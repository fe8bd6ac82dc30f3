/** The shop of the bench: one register, certified by our carrier, whose trades every contender is asked to make. */

import { randomBytes } from "node:crypto";
import type { TradeId } from "../../protocol/ids.ts";
import type { CertifiedRegister } from "../../protocol/messages.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { SignedTerms, Terms } from "../../protocol/signing/signed-objects.ts";
import type { Offer, Trust } from "../../protocol/trade/offer.ts";
import type { KeyParts } from "../../register-server/key.ts";
import { requestBytes } from "../load/http-lane.ts";
import { signed, signingKey } from "./signing.ts";

const CURRENCY = "JPY" as Currency;
const DEADLINE_MS = 30 * 60_000;
/** Two lines, as in an ordinary order. */
const ITEMS = [
  { name: "Washi letter paper, 50 sheets", quantity: 2, amount: 800 },
  { name: "Postage", quantity: 1, amount: 200 },
];
export const AMOUNT = 1_000;

export interface PreparedCreate {
  readonly terms: SignedTerms;
  /** for a contender's door */
  readonly request: Buffer;
}

export class BenchShop {
  readonly key: KeyParts;
  readonly certified: CertifiedRegister;
  readonly #trust: Trust;
  readonly #signingKey: ReturnType<typeof signingKey>;

  constructor(key: KeyParts, certified: CertifiedRegister, trust: Trust) {
    this.key = key;
    this.certified = certified;
    this.#trust = trust;
    this.#signingKey = signingKey(key.seed ?? "");
  }

  /** @param origin the contender's */
  prepareCreate(origin: string, now: number): PreparedCreate {
    const terms = this.#terms(uuidV7(now), now);
    const headers = {
      authorization: `Bearer ${this.key.api_key}`,
      "idempotency-key": terms.payload.key,
    };
    const body = JSON.stringify({ terms });
    return { terms, request: requestBytes("POST", `${origin}/v1/trades`, headers, body) };
  }

  offer(trade: TradeId, terms: SignedTerms): Offer {
    const { certificate, chain } = this.certified;
    return { trade, terms, certificate, chain };
  }

  #terms(key: string, now: number): SignedTerms {
    const { realm, mode } = this.#trust;
    const terms: Terms = {
      ...{ typ: "warifu/terms/1", iss: this.key.register, aud: realm, mode, key },
      ...{ amount: AMOUNT, currency: CURRENCY, items: ITEMS, capture: "now" },
      deadline: now + DEADLINE_MS,
    };
    return signed(terms, this.#signingKey);
  }
}

/** RFC 9562 §5.7: keys in order of time, as the SDK makes them. @param now ms since the epoch */
export function uuidV7(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
