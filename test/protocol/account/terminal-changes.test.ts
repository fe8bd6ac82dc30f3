// What people read and type of a terminal: link codes, matching numbers, recovery words.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import {
  linkCodeOf,
  numberMatch,
  readLinkCode,
  readRecoveryWords,
  recoveryWords,
  userIdOfCode,
} from "../../../protocol/account/terminal-changes.ts";
import { fromCrockford, toBase64Url, toCrockford } from "../../../protocol/signing/encoding.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { userIdOf } from "../../../worker/synchronous-server/user/user-id.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const keyOf = (seed: Uint8Array) => toBase64Url(seed) as PublicKey;

describe("Crockford's base32", () => {
  it("comes back from any bytes, in any case, with blanks, hyphens and mistaken letters", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (some) => {
        const text = toCrockford(some);
        expect(text).not.toMatch(/[ILOU]/);
        expect(fromCrockford(text)).toEqual(some);
        const typed = text.toLowerCase().replaceAll("0", "o").replaceAll("1", "l");
        expect(fromCrockford(` ${typed.split("").join("-")} `)).toEqual(some);
      }),
    );
    expect(fromCrockford("U0")).toBeUndefined();
    expect(fromCrockford("!0")).toBeUndefined();
  });
});

describe("a link code", () => {
  it("[TE4] is the start of its key's hash: four groups of four, and no other key's", async () => {
    await fc.assert(
      fc.asyncProperty(bytes(32), bytes(32), async (one, other) => {
        const code = await linkCodeOf(keyOf(one));
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(readLinkCode(code.toLowerCase().replaceAll("-", " "))).toBe(code);
        if (keyOf(one) !== keyOf(other)) expect(await linkCodeOf(keyOf(other))).not.toBe(code);
      }),
      { numRuns: 50 },
    );
  });

  it("[TE4] names the place where its key's request is kept", async () => {
    const { publicKey } = await makeKeyPair();
    const code = await linkCodeOf(publicKey);
    expect(userIdOfCode("test", code)).toBe(await userIdOf("test", publicKey));
    expect(userIdOfCode("test", "ABCD")).toBeUndefined();
  });

  it.each(["", "ABCD-EFGH", "ABCD-EFGH-JKMN-PQRU", "ABCD-EFGH-JKMN-PQRS-T"])(
    "can't be read from %j",
    (text) => {
      expect(readLinkCode(text)).toBeUndefined();
    },
  );
});

describe("the matching number", () => {
  it("[TE5] is four digits of both keys, and another for every other key", async () => {
    const [a, b, c] = await Promise.all([makeKeyPair(), makeKeyPair(), makeKeyPair()]);
    const number = await numberMatch(a.publicKey, b.publicKey);
    expect(number).toMatch(/^\d{4}$/);
    expect(await numberMatch(a.publicKey, b.publicKey)).toBe(number);
    const others = await Promise.all(
      Array.from({ length: 20 }, async () =>
        numberMatch(a.publicKey, (await makeKeyPair()).publicKey),
      ),
    );
    expect(new Set([...others, await numberMatch(c.publicKey, b.publicKey)]).size).toBeGreaterThan(
      15,
    );
  });
});

describe("recovery words", () => {
  it("[TE13] are 14 groups of 4 and give the seed back; a slip in any of them is noticed", async () => {
    await fc.assert(
      fc.asyncProperty(bytes(32), fc.nat(55), async (seed, at) => {
        const words = await recoveryWords(toBase64Url(seed));
        expect(words.split("-")).toHaveLength(14);
        expect(await readRecoveryWords(words.toLowerCase())).toBe(toBase64Url(seed));
        const plain = words.replaceAll("-", "");
        const slip = plain[at] === "7" ? "8" : "7";
        const wrong = plain.slice(0, at) + slip + plain.slice(at + 1);
        expect(await readRecoveryWords(wrong)).toBeUndefined();
        expect(await readRecoveryWords(plain.slice(1))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });
});
