/**
 * What both sides of a till count of the same money: per hour of the receipts, how many movements, their
 * sums, and a hash of the set, all of which add up in any order and can be taken apart again. Two sides whose
 * digests of an hour are equal have the same movements [LE60]. Pure and without a promise: a turn may not await.
 *
 * The hash finds faults of servers that mean well; it is no proof against one that may choose its trade ids.
 */

import * as v from "valibot";
import { parseTradeId, RegisterId, type TradeId } from "../ids.ts";
import type { Currency } from "../money/money.ts";
import { toHex, toUtf8 } from "../signing/encoding.ts";
import { sha256Now } from "../signing/sha256.ts";
import type { Receipt } from "../signing/signed-objects.ts";

/** Money that moved between a payer and a register, as its receipt says it. */
export interface Movement {
  readonly trade: TradeId;
  readonly attempt: number;
  readonly kind: "settled" | "captured" | "refunded";
  /** of a capture or a refund: which one */
  readonly order?: string;
  /** minor units, > 0 */
  readonly amount: number;
  readonly currency: Currency;
  /** the receipt's time, ms since the epoch */
  readonly at: number;
}

/** @returns undefined for a receipt of something that moved no money to or from the register */
export function movementOf(receipt: Receipt): Movement | undefined {
  const { trade, attempt, outcome, order, amount, currency, time } = receipt;
  if (outcome !== "settled" && outcome !== "captured" && outcome !== "refunded") return undefined;
  const of = order === undefined ? {} : { order };
  return { trade, attempt, kind: outcome, ...of, amount, currency, at: time };
}

export interface Digest {
  /** how many movements */
  readonly count: number;
  /** minor units by currency; what was given back counts negative */
  readonly sums: Readonly<Partial<Record<Currency, number>>>;
  /** 64 hex digits: the sum of the movements' SHA-256, modulo 2^256 */
  readonly hash: string;
}

const MODULUS = 1n << 256n;

export const NOTHING: Digest = { count: 0, sums: {}, hash: "0".repeat(64) };

/** The element of the set: no two movements of one realm have the same. */
export function digestOf({ trade, attempt, kind, order, amount, currency }: Movement): Digest {
  const text = JSON.stringify([
    "warifu/movement/1",
    ...[trade, attempt, kind, order ?? null, amount, currency],
  ]);
  const signed = kind === "refunded" ? -amount : amount;
  return { count: 1, sums: { [currency]: signed }, hash: toHex(sha256Now(toUtf8(text))) };
}

export function plus(a: Digest, b: Digest): Digest {
  return combine(a, b, 1);
}

/** @returns what has to be added to `b` to make `a` */
export function minus(a: Digest, b: Digest): Digest {
  return combine(a, b, -1);
}

function combine(a: Digest, b: Digest, sign: 1 | -1): Digest {
  const sums: Partial<Record<Currency, number>> = { ...a.sums };
  for (const [currency, amount = 0] of Object.entries(b.sums) as [Currency, number][]) {
    const sum = counting(sums[currency] ?? 0, sign * amount);
    if (sum === 0) delete sums[currency];
    else sums[currency] = sum;
  }
  const hash = (BigInt(`0x${a.hash}`) + BigInt(sign) * BigInt(`0x${b.hash}`) + MODULUS) % MODULUS;
  return {
    count: a.count + sign * b.count,
    sums,
    hash: hash.toString(16).padStart(64, "0"),
  };
}

/** [LE90] Modulo 2^53, from −2^52: of a count no sum is ever too large, and both sides come to the same. */
function counting(a: number, b: number): number {
  return Number(BigInt.asIntN(53, BigInt(a) + BigInt(b)));
}

/** By all three: a hash that is equal by chance, or was made so, still has to have the same sums. */
export function isSame(a: Digest, b: Digest): boolean {
  const currencies = new Set([...Object.keys(a.sums), ...Object.keys(b.sums)] as Currency[]);
  const sums = [...currencies].every((one) => (a.sums[one] ?? 0) === (b.sums[one] ?? 0));
  return a.hash === b.hash && a.count === b.count && sums;
}

export function sumOf(digests: Iterable<Digest>): Digest {
  let sum = NOTHING;
  for (const one of digests) sum = plus(sum, one);
  return sum;
}

// #region by till and hour

/** `register/till/hour`: hours since the epoch, of the receipts. */
export type HourKey = string;
export type HourDigests = Readonly<Record<HourKey, Digest>>;

export interface TillHour {
  readonly register: RegisterId;
  readonly till: number;
  readonly hour: number;
}

export const HOUR_MS = 60 * 60_000;

export function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}

export function hourKey({ register, till, hour }: TillHour): HourKey {
  return `${register}/${till}/${hour}`;
}

/** @throws for a text that hourKey() didn't make */
export function parseHourKey(key: HourKey): TillHour {
  const [register, till, hour] = key.split("/");
  return { register: v.parse(RegisterId, register), till: Number(till), hour: Number(hour) };
}

export function hourKeyOf({ trade, at }: Movement): HourKey {
  const { register, till } = parseTradeId(trade);
  return hourKey({ register, till, hour: hourOf(at) });
}

/** The digests with one movement more. */
export function counted(digests: HourDigests, movement: Movement): HourDigests {
  const key = hourKeyOf(movement);
  return { ...digests, [key]: plus(digests[key] ?? NOTHING, digestOf(movement)) };
}

/** All of them together. */
export function mergedHours(list: Iterable<HourDigests>): HourDigests {
  const sum: Record<HourKey, Digest> = {};
  for (const digests of list) {
    for (const [key, digest] of Object.entries(digests))
      sum[key] = plus(sum[key] ?? NOTHING, digest);
  }
  return sum;
}
