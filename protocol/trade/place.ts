/**
 * Where a trade stands among all trades of its register, over its tills: 45 characters whose order is that of time, and
 * which never change [AR1]. A trade is as old as its idempotency key, which a UUIDv7 says; with any other key, as its
 * row. The same text stands at the end of an id that says its time, so that a till's rows are in this order.
 */

import { parseTradeId, type RegisterId, type TradeId, tradeIdRangeStart } from "../ids.ts";
import { concatBytes, fromBase32Hex, toBase32Hex } from "../signing/encoding.ts";

export type Place = string;

/** Kind, mode, register and till in the text of a trade id. */
const FRONT_CHARS = "trd_test_".length + 16;
const PLACE_CHARS = 45;
/** Nine characters are 45 of the time's 48 bits: times before this one are none, and no key is from then. */
export const UNTIMED_MS = 8;
const NO_TIME = "000000000";

/** When it was made, ms since the epoch. @param created of its row */
export function madeAt(id: TradeId, created: number): number {
  return isTimed(id) ? timeIn(parseTradeId(id).time) : created;
}

/** Whether its id says when it was made. */
export function isTimed(id: TradeId): boolean {
  return !id.startsWith(NO_TIME, FRONT_CHARS);
}

export function placeOf(id: TradeId, created: number): Place {
  if (isTimed(id)) return id.slice(FRONT_CHARS);
  const { hash, tag } = parseTradeId(id);
  return toBase32Hex(concatBytes(timeBytes(created), hash, tag));
}

/** The first place there can be at this time. @param ms since the epoch */
export function placeAt(ms: number): Place {
  return toBase32Hex(concatBytes(timeBytes(ms), new Uint8Array(22)));
}

/** After every place there can be. */
export const LAST_PLACE: Place = `${"v".repeat(PLACE_CHARS - 1)}u`;

export function isPlace(text: string): boolean {
  return text.length === PLACE_CHARS && fromBase32Hex(text)?.length === 28;
}

/** What an id of this till that says its time would be, at this place: a bound of ids. */
export function timedIdAt(register: RegisterId, till: number, place: Place): string {
  return tradeIdRangeStart(register, till, 0).slice(0, FRONT_CHARS) + place;
}

/** For a trade whose id says no time: when it was made, and its id, at this place of this till. */
export function untimedAt(register: RegisterId, till: number, place: Place) {
  const bytes = fromBase32Hex(place) ?? new Uint8Array(28);
  const rest = toBase32Hex(concatBytes(new Uint8Array(6), bytes.subarray(6)));
  return { created: timeIn(bytes.subarray(0, 6)), id: timedIdAt(register, till, rest) };
}

function timeIn(bytes: Uint8Array): number {
  return bytes.reduce((time, byte) => time * 256 + byte, 0);
}

function timeBytes(ms: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(6);
  for (let [at, rest] = [5, Math.max(0, ms)]; at >= 0; at--, rest = Math.floor(rest / 256))
    bytes[at] = rest % 256;
  return bytes;
}
