/**
 * Ids: branded texts `<kind>_<mode>_<base32hex>`. Each names its kind and mode, so that a test object
 * can't be taken for a live one. A trade id routes to its till, keeps the time of a UUIDv7 key in front
 * of its hash (rows stay in time order) and ends in a tag, by which the synchronous server knows its own
 * ids without a look-up. Rules [ID1] to [ID6]. No randomness here: bytes are passed in.
 */

import * as v from "valibot";
import { assert } from "./assert.ts";
import { SLOTS } from "./limits.ts";
import { concatBytes, fromBase32Hex, toBase32Hex } from "./signing/encoding.ts";

export const Mode = v.picklist(["test", "live"]);
export type Mode = v.InferOutput<typeof Mode>;

const KINDS = {
  register: { prefix: "reg", bytes: 8 },
  trade: { prefix: "trd", bytes: 38 },
  account: { prefix: "acc", bytes: 10 },
  user: { prefix: "usr", bytes: 10 },
  payerTag: { prefix: "pay", bytes: 16 },
  capture: { prefix: "cap", bytes: 16 },
  refund: { prefix: "rfd", bytes: 16 },
  payout: { prefix: "pyt", bytes: 16 },
  apiKey: { prefix: "key", bytes: 10 },
  event: { prefix: "evt", bytes: 16 },
  webhook: { prefix: "whk", bytes: 10 },
} as const;
type Kind = keyof typeof KINDS;

function idSchema<const K extends Kind, const B extends string>(kind: K, brand: B) {
  return v.pipe(
    v.string(),
    v.maxLength(idChars(kind)),
    v.regex(new RegExp(`^${KINDS[kind].prefix}_(test|live)_[0-9a-v]+$`), `not a ${brand}`),
    // One spelling: no bits behind the last byte [ID1].
    v.check((text) => bytesOfId(kind, text) !== undefined, `not a ${brand}`),
    v.brand(brand),
  );
}

function idChars(kind: Kind): number {
  const { prefix, bytes } = KINDS[kind];
  return `${prefix}_test_`.length + Math.ceil((bytes * 8) / 5);
}

function bytesOfId(kind: Kind, text: string): Uint8Array<ArrayBuffer> | undefined {
  const { prefix, bytes: length } = KINDS[kind];
  const match = /^([a-z]{3})_(test|live)_([0-9a-v]+)$/.exec(text);
  if (!match || match[1] !== prefix) return undefined;
  const bytes = fromBase32Hex(match[3] ?? "");
  return bytes?.length === length ? bytes : undefined;
}

function formatId(kind: Kind, mode: Mode, bytes: Uint8Array): string {
  return `${KINDS[kind].prefix}_${mode}_${toBase32Hex(bytes)}`;
}

/** Of exactly the kind's number of bytes: there is nothing more to parse in what was made of them. */
function wholeId(kind: Kind, mode: Mode, bytes: Uint8Array): string {
  assert(bytes.length === KINDS[kind].bytes, "an id has the bytes of its kind");
  return formatId(kind, mode, bytes);
}

export const RegisterId = idSchema("register", "RegisterId");
export type RegisterId = v.InferOutput<typeof RegisterId>;
export const TradeId = idSchema("trade", "TradeId");
export type TradeId = v.InferOutput<typeof TradeId>;
export const AccountId = idSchema("account", "AccountId");
export type AccountId = v.InferOutput<typeof AccountId>;
export const UserId = idSchema("user", "UserId");
export type UserId = v.InferOutput<typeof UserId>;
/** What a shop may know of a shopper: a pseudonym, different at every register. */
export const PayerTag = idSchema("payerTag", "PayerTag");
export type PayerTag = v.InferOutput<typeof PayerTag>;
export const CaptureId = idSchema("capture", "CaptureId");
export type CaptureId = v.InferOutput<typeof CaptureId>;
export const RefundId = idSchema("refund", "RefundId");
export type RefundId = v.InferOutput<typeof RefundId>;

export const PayoutId = idSchema("payout", "PayoutId");
export type PayoutId = v.InferOutput<typeof PayoutId>;
/** Names an API key and says nothing of it. */
export const ApiKeyId = idSchema("apiKey", "ApiKeyId");
export type ApiKeyId = v.InferOutput<typeof ApiKeyId>;
/** Of a register's event, by its register and sequence [EV4]. */
export const EventId = idSchema("event", "EventId");
export type EventId = v.InferOutput<typeof EventId>;
/** Of a webhook endpoint. */
export const WebhookId = idSchema("webhook", "WebhookId");
export type WebhookId = v.InferOutput<typeof WebhookId>;

/** @returns the mode an id of any kind carries [ID1]. */
export function modeOf(id: RegisterId | TradeId | AccountId | UserId | PayerTag | PayoutId): Mode {
  return id.slice(4, 8) as Mode;
}

/** @param bytes 8 random bytes */
export function registerIdFrom(mode: Mode, bytes: Uint8Array): RegisterId {
  return wholeId("register", mode, bytes) as RegisterId;
}

/** @param bytes 10 bytes */
export function apiKeyIdFrom(mode: Mode, bytes: Uint8Array): ApiKeyId {
  return wholeId("apiKey", mode, bytes) as ApiKeyId;
}

/** @param bytes 10 bytes */
export function userIdFrom(mode: Mode, bytes: Uint8Array): UserId {
  return wholeId("user", mode, bytes) as UserId;
}

/** @param bytes 16 bytes */
export function payerTagFrom(mode: Mode, bytes: Uint8Array): PayerTag {
  return wholeId("payerTag", mode, bytes) as PayerTag;
}

/** @param bytes 16 bytes */
export function captureIdFrom(mode: Mode, bytes: Uint8Array): CaptureId {
  return wholeId("capture", mode, bytes) as CaptureId;
}

/** @param bytes 16 bytes */
export function refundIdFrom(mode: Mode, bytes: Uint8Array): RefundId {
  return wholeId("refund", mode, bytes) as RefundId;
}

/**
 * [LE50] A payout's id is its register, currency and number. Its text has 35 characters: what a bank's
 * end-to-end id may have at most.
 * @param number from 1
 */
export function payoutIdFrom(register: RegisterId, currency: string, number: number): PayoutId {
  const own = bytesOfId("register", register) ?? new Uint8Array(8);
  const code = Uint8Array.from(currency, (letter) => letter.charCodeAt(0));
  const bytes = concatBytes(own, code, timeBytes(number).subarray(1));
  return wholeId("payout", modeOf(register), bytes) as PayoutId;
}

/** Whose payout it is, in which currency. */
export function parsePayoutId(id: PayoutId) {
  const bytes = bytesOfId("payout", id) ?? new Uint8Array(KINDS.payout.bytes);
  return {
    register: registerIdFrom(modeOf(id), bytes.subarray(0, 8)),
    currency: String.fromCharCode(...bytes.subarray(8, 11)),
    number: bytes.subarray(11).reduce((number, byte) => number * 256 + byte, 0),
  };
}

/** @param bytes 10 bytes */
export function webhookIdFrom(mode: Mode, bytes: Uint8Array): WebhookId {
  return v.parse(WebhookId, formatId("webhook", mode, bytes));
}

/** Whose event it is, and which. */
export function parseEventId(id: EventId): { register: RegisterId; sequence: number } {
  const bytes = bytesOfId("event", id) ?? new Uint8Array(KINDS.event.bytes);
  return {
    register: registerIdFrom(id.slice(4, 8) as Mode, bytes.subarray(0, 8)),
    sequence: bytes.subarray(10).reduce((number, byte) => number * 256 + byte, 0),
  };
}

/** @param sequence from 1 */
export function eventIdFrom(register: RegisterId, sequence: number): EventId {
  const own = bytesOfId("register", register) ?? new Uint8Array(8);
  const bytes = concatBytes(own, new Uint8Array(2), timeBytes(sequence));
  return v.parse(EventId, formatId("event", modeOf(register), bytes));
}

/** An account id names its branch [ID5]. @param bytes 8 bytes */
export function accountIdFrom(mode: Mode, branch: number, bytes: Uint8Array): AccountId {
  return wholeId("account", mode, concatBytes(uint16(branch), bytes)) as AccountId;
}

export function branchOf(account: AccountId): number {
  const bytes = bytesOfId("account", account);
  return readUint16(bytes ?? new Uint8Array(2), 0);
}

export interface TradeIdParts {
  readonly mode: Mode;
  readonly register: RegisterId;
  /** number of the till, 0-based */
  readonly till: number;
  /** 6 bytes: the time of a UUIDv7 idempotency key, or zeros [ID3] */
  readonly time: Uint8Array;
  /** 16 bytes: keyed hash of the idempotency key */
  readonly hash: Uint8Array;
  /** 6 bytes: keyed hash of all before it [ID4] */
  readonly tag: Uint8Array;
}

export function formatTradeId(parts: TradeIdParts): TradeId {
  const untagged = untaggedTradeId(parts);
  return wholeId("trade", parts.mode, concatBytes(untagged, parts.tag)) as TradeId;
}

/** The bytes that the tag authenticates. */
export function untaggedTradeId(parts: Omit<TradeIdParts, "tag">): Uint8Array<ArrayBuffer> {
  const register = bytesOfId("register", parts.register) ?? new Uint8Array(8);
  return concatBytes(register, uint16(parts.till), parts.time, parts.hash);
}

export function parseTradeId(id: TradeId): TradeIdParts {
  const bytes = bytesOfId("trade", id) ?? new Uint8Array(KINDS.trade.bytes);
  const mode = modeOf(id);
  return {
    mode,
    register: registerIdFrom(mode, bytes.subarray(0, 8)),
    till: readUint16(bytes, 8),
    time: bytes.subarray(10, 16),
    hash: bytes.subarray(16, 32),
    tag: bytes.subarray(32, 38),
  };
}

/** The smallest trade id text of a till with this time or a later one: the start of a range over its rows. */
export function tradeIdRangeStart(register: RegisterId, till: number, timeMs: number): string {
  const time = timeBytes(Math.max(0, timeMs));
  const mode = modeOf(register);
  const bytes = untaggedTradeId({ mode, register, till, time, hash: new Uint8Array(0) });
  // The zero bits that fill the last character make it the smallest text with these bytes in front.
  return formatId("trade", mode, bytes);
}

/** All trade ids of a till. `sinceMs`, `untilMs`: of keys with these times only. */
export function tillIdRange(
  register: RegisterId,
  till: number,
  sinceMs?: number,
  untilMs?: number,
): { from: string; end: string } {
  return {
    from: tradeIdRangeStart(register, till, sinceMs ?? 0),
    end:
      untilMs === undefined
        ? tradeIdRangeStart(register, till + 1, 0)
        : tradeIdRangeStart(register, till, untilMs),
  };
}

const UUID7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The 6 time bytes of a UUIDv7 (RFC 9562 §5.7), zeros for any other key [ID3]. */
export function timeOfKey(idempotencyKey: string): Uint8Array<ArrayBuffer> {
  const match = UUID7.exec(idempotencyKey);
  const bytes = new Uint8Array(6);
  if (!match) return bytes;
  const hex = `${match[1]}${match[2]}`;
  for (let i = 0; i < 6; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

/** A UUIDv7 of a time in ms and 10 random bytes. */
export function uuid7(timeMs: number, random: Uint8Array): string {
  const bytes = concatBytes(timeBytes(timeMs), random.subarray(0, 10));
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** The slot of a key, from the first two bytes of its hash [ID2]. */
export function slotOf(hash: Uint8Array): number {
  return readUint16(hash, 0) % SLOTS;
}

/** The till of a slot under a map with this many tills: contiguous ranges, so a bigger map moves few slots. */
export function tillOfSlot(slot: number, tills: number): number {
  return Math.floor((slot * tills) / SLOTS);
}

function timeBytes(timeMs: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(6);
  let rest = timeMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

function uint16(value: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array([value >>> 8, value & 255]);
}

function readUint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
