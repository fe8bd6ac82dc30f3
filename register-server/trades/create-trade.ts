/**
 * createTrade: signs the terms and posts them. The idempotency key is in the terms, so one key is one
 * trade for ever. A repeat must be the same bytes; therefore the default deadline counts from the key's
 * own time, not from the clock of the repeat.
 */

import * as v from "valibot";
import type { DisclosureField } from "../../protocol/disclosure/asks.ts";
import { parseTradeId, timeOfKey, uuid7 } from "../../protocol/ids.ts";
import { TRADE_LIFETIME_DEFAULT_MS } from "../../protocol/limits.ts";
import { type CreateTrade, TradeView } from "../../protocol/messages.ts";
import { sign } from "../../protocol/signing/signature.ts";
import { Terms } from "../../protocol/signing/signed-objects.ts";
import { exchange } from "../http/exchange.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";

/** A hold that the shop says no time for: long enough to pack and send. */
const HOLD_DEFAULT_MS = 7 * 24 * 60 * 60_000;

export interface TradeRequest {
  /** minor units: ¥4,980 is 4980, $19.90 is 1990 */
  readonly amount: number;
  /** ISO 4217 */
  readonly currency: string;
  /** what is bought; each amount is its line's total, and together they are the amount */
  readonly items?: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly amount: number;
  }[];
  /** your own order number; the shopper sees it */
  readonly reference?: string;
  /** ms since the epoch; 30 minutes from the key's time if left out */
  readonly deadline?: number;
  /** `later` holds the amount, for captures until `holdUntil`; `now` if left out */
  readonly capture?: "now" | "later";
  /** with `later`: ms since the epoch, after the deadline; a week after it if left out */
  readonly holdUntil?: number;
  /** your own notes, up to 20 names: no shopper sees them. Not for personal data */
  readonly metadata?: Readonly<Record<string, string>>;
  /** what the shopper may give beside the money, if he likes: `openDisclosure` reads it. He may give none of it */
  readonly asks?: readonly DisclosureField[];
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface WriteOptions extends CallOptions {
  /** made anew if left out; to repeat a call safely after a crash, store one before the first call */
  readonly idempotencyKey?: string;
}

export async function createTrade(
  channel: Channel,
  identity: Identity,
  request: TradeRequest,
  { idempotencyKey: key, signal }: { idempotencyKey: string; signal?: AbortSignal | undefined },
  now: number,
): Promise<TradeView> {
  if (request.asks && request.asks.length > 0 && identity.encryptionKey === undefined) {
    const message = "this WARIFU_KEY has no key to open what shoppers give";
    throw new WarifuError("encryption_key_missing", message, { idempotencyKey: key });
  }
  const terms = await termsOf(identity, request, key, now);
  const { metadata } = request;
  const noted = metadata === undefined ? {} : { metadata };
  const body: CreateTrade = { terms: await sign(terms, await identity.signingKey), ...noted };
  const view = await exchange(
    channel,
    { method: "POST", path: "/v1/trades", body, idempotencyKey: key, signal },
    TradeView,
  );
  const { register } = identity;
  const same =
    view.register === register &&
    parseTradeId(view.id).register === register &&
    view.amount === terms.amount &&
    view.currency === terms.currency;
  if (!same)
    throw new WarifuError("answer_mismatch", "the answer is about another trade", {
      idempotencyKey: key,
    });
  return view;
}

/** @param random 10 bytes */
export function newIdempotencyKey(now: number, random: Uint8Array): string {
  return uuid7(now, random);
}

async function termsOf(
  identity: Identity,
  request: TradeRequest,
  key: string,
  now: number,
): Promise<Terms> {
  const { amount, currency, items = [], reference, capture = "now", asks = [] } = request;
  const deadline = request.deadline ?? keyTime(key, now) + TRADE_LIFETIME_DEFAULT_MS;
  const { holdUntil = capture === "later" ? deadline + HOLD_DEFAULT_MS : undefined } = request;
  const terms = v.safeParse(Terms, {
    typ: "warifu/terms/1",
    iss: identity.register,
    aud: await identity.realm,
    mode: identity.mode,
    key,
    amount,
    currency,
    items,
    capture,
    ...(holdUntil === undefined ? {} : { hold_until: holdUntil }),
    deadline,
    ...(reference === undefined ? {} : { reference }),
    ...(asks.length === 0 ? {} : { asks: [...new Set(asks)].sort() }),
  });
  if (terms.success) return terms.output;
  const [issue] = terms.issues;
  const param = v.getDotPath(issue) ?? "items";
  throw new WarifuError("invalid_request", `${param}: ${issue.message}`, {
    param,
    idempotencyKey: key,
  });
}

/** ms since the epoch: the time in a UUIDv7, now for any other key */
function keyTime(key: string, now: number): number {
  return timeOfKey(key).reduce((time, byte) => time * 256 + byte, 0) || now;
}
