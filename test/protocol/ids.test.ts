// Ids: one spelling each, kind and mode in the name, trade ids that route and sort.

import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  AccountId,
  accountIdFrom,
  branchOf,
  formatTradeId,
  modeOf,
  parseTradeId,
  RegisterId,
  registerIdFrom,
  slotOf,
  TradeId,
  tillOfSlot,
  timeOfKey,
  tradeIdRangeStart,
  uuid7,
} from "../../protocol/ids.ts";
import { SLOTS } from "../../protocol/limits.ts";
import {
  fromBase32Hex,
  fromBase64Url,
  toBase32Hex,
  toBase64Url,
} from "../../protocol/signing/encoding.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const register = registerIdFrom("test", new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
const time = (ms: number) => timeOfKey(uuid7(ms, new Uint8Array(10)));
const trade = (ms: number, till = 3, fill = 9) =>
  formatTradeId({
    mode: "test",
    register,
    till,
    time: time(ms),
    hash: new Uint8Array(16).fill(fill),
    tag: new Uint8Array(6).fill(7),
  });

describe("ids", () => {
  it("[ID1] texts of bytes come back, and only canonical texts are read", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (any) => {
        expect(fromBase32Hex(toBase32Hex(any))).toEqual(any);
        expect(fromBase64Url(toBase64Url(any))).toEqual(any);
      }),
    );
    expect(fromBase32Hex("01")).toBeUndefined();
    expect(fromBase64Url("AB")).toBeUndefined();
    expect(fromBase64Url("AA==")).toBeUndefined();
  });

  it("[ID1] an id has one spelling: no other case, length, kind or trailing bits", () => {
    const id = trade(1_700_000_000_000);
    const last =
      id.at(-1) === "0" ? "1" : String.fromCharCode((id.at(-1) ?? "0").charCodeAt(0) + 1);
    for (const text of [
      id.toUpperCase(),
      `${id}0`,
      id.slice(0, -1),
      id.slice(0, -1) + last,
      id.replace("trd", "reg"),
      ` ${id}`,
      "",
    ]) {
      expect(v.is(TradeId, text)).toBe(false);
    }
    expect(v.is(TradeId, id)).toBe(true);
    expect(v.is(RegisterId, id)).toBe(false);
  });

  it("[ID1] an id carries its mode", () => {
    expect(modeOf(register)).toBe("test");
    expect(modeOf(registerIdFrom("live", new Uint8Array(8)))).toBe("live");
  });

  it("[ID3] a trade id gives its parts back", () => {
    fc.assert(
      fc.property(
        bytes(8),
        fc.nat({ max: 65_535 }),
        bytes(6),
        bytes(16),
        bytes(6),
        (r, till, t, hash, tag) => {
          const parts = {
            mode: "live" as const,
            register: registerIdFrom("live", r),
            till,
            time: t,
            hash,
            tag,
          };
          expect(parseTradeId(formatTradeId(parts))).toEqual(parts);
        },
      ),
    );
  });

  it("[ID3] trade ids of a till sort by the time of their keys", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 2 ** 46 }),
        fc.integer({ min: 1, max: 2 ** 40 }),
        fc.nat({ max: 255 }),
        fc.nat({ max: 255 }),
        (at, later, a, b) => {
          expect(trade(at, 3, a) < trade(at + later, 3, b)).toBe(true);
          expect(tradeIdRangeStart(register, 3, at + later) > trade(at, 3, a)).toBe(true);
          expect(tradeIdRangeStart(register, 3, at) <= trade(at, 3, a)).toBe(true);
        },
      ),
    );
  });

  it("[ID3] keys that are no UUIDv7 have no time", () => {
    for (const key of [
      "order-1",
      "018f0000-0000-4000-8000-000000000000",
      "",
      "018f0000-0000-7000-c000-000000000000",
    ]) {
      expect(timeOfKey(key)).toEqual(new Uint8Array(6));
    }
    expect(timeOfKey("018F0000-0001-7000-8000-000000000000")).toEqual(
      new Uint8Array([1, 0x8f, 0, 0, 0, 1]),
    );
  });

  it("[ID2] every slot has one till, each till has its share, and a doubled map splits tills", () => {
    for (const tills of [1, 2, 4, 7, 8, 4096]) {
      const share = new Map<number, number>();
      for (let slot = 0; slot < SLOTS; slot++) {
        const till = tillOfSlot(slot, tills);
        share.set(till, (share.get(till) ?? 0) + 1);
        if (tills === 8) expect(Math.floor(till / 2)).toBe(tillOfSlot(slot, 4));
      }
      expect([...share.keys()].sort((a, b) => a - b)).toEqual(
        Array.from({ length: tills }, (_, i) => i),
      );
      expect(Math.max(...share.values()) - Math.min(...share.values())).toBeLessThanOrEqual(1);
    }
    expect(slotOf(new Uint8Array([255, 255]))).toBe(4095);
  });

  it("[ID5] an account id names its branch", () => {
    const account = accountIdFrom("test", 513, new Uint8Array(8));
    expect(branchOf(account)).toBe(513);
    expect(v.is(AccountId, account)).toBe(true);
  });
});
