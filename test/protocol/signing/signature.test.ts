// Signatures over typed objects: what holds, and every way in which one must not.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import {
  canonicalBytes,
  type Envelope,
  hashOf,
  importHmacKey,
  importSigningSeed,
  keyedHash,
  keyIdOf,
  type PublicKey,
  realmOf,
  type SignatureText,
  type Signed,
  sign,
  verify,
  verifyKeyedHash,
} from "../../../protocol/signing/signature.ts";

const payload = {
  typ: "warifu/terms/1",
  iss: "reg_a",
  aud: "realm:x",
  mode: "test",
  amount: 4980,
} as const;
const expected: Envelope = { typ: "warifu/terms/1", iss: "reg_a", aud: "realm:x", mode: "test" };
let pair: KeyPair;
let signed: Signed<typeof payload>;

beforeAll(async () => {
  pair = await makeKeyPair();
  signed = await sign(payload, await importSigningSeed(pair.seed));
});

describe("signatures", () => {
  it("[SG1] the bytes are RFC 8785: key order and number spelling don't matter", () => {
    const text = (value: unknown) => new TextDecoder().decode(canonicalBytes(value));
    expect(text({ b: 1.0, a: [true, null, "é\u20ac"], "\u00e9": 1e21 })).toBe(
      '{"a":[true,null,"é€"],"b":1,"é":1e+21}',
    );
  });

  it("[SG1] a signed object holds, whatever the order of its members", async () => {
    expect(await verify(signed, expected, pair.publicKey)).toBeUndefined();
    const shuffled = {
      signature: signed.signature,
      payload: Object.fromEntries(Object.entries(payload).reverse()),
    };
    expect(
      await verify(shuffled as unknown as typeof signed, expected, pair.publicKey),
    ).toBeUndefined();
  });

  it("[SG2] refuses in the order type, issuer, audience, mode, signature", async () => {
    const wrong = { typ: "x", iss: "x", aud: "x", mode: "live" } as const;
    const members = ["typ", "iss", "aud", "mode"] as const;
    const refusals = ["wrong_type", "wrong_issuer", "wrong_audience", "wrong_mode"];
    for (const [index, member] of members.entries()) {
      const rest = Object.fromEntries(members.slice(index).map((name) => [name, wrong[name]]));
      const all = { ...expected, ...rest };
      expect(await verify(signed, all, pair.publicKey)).toBe(refusals[index]);
      expect(await verify(signed, { ...expected, [member]: wrong[member] }, pair.publicKey)).toBe(
        refusals[index],
      );
    }
  });

  it("[SG2] one changed member breaks the signature", async () => {
    const altered = { ...signed, payload: { ...payload, amount: 4981 } };
    expect(await verify(altered as unknown as typeof signed, expected, pair.publicKey)).toBe(
      "bad_signature",
    );
  });

  it("[SG2] one changed bit of the signature breaks it, and nothing throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 511 }), async (bit) => {
        const raw = Uint8Array.from(
          atob(signed.signature.replaceAll("-", "+").replaceAll("_", "/")),
          (c) => c.charCodeAt(0),
        );
        raw[bit >> 3] = (raw[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const broken = { ...signed, signature: toBase64Url(raw) as SignatureText };
        expect(await verify(broken, expected, pair.publicKey)).toBe("bad_signature");
      }),
      { numRuns: 40 },
    );
  });

  it("[SG2] another key, and a key that is no curve point, don't verify", async () => {
    const other = await makeKeyPair();
    expect(await verify(signed, expected, other.publicKey)).toBe("bad_signature");
    expect(
      await verify(signed, expected, toBase64Url(new Uint8Array(32).fill(255)) as PublicKey),
    ).toBe("bad_signature");
  });

  it("[SG3] two roots are two realms", async () => {
    const other = await makeKeyPair();
    expect(await realmOf(pair.publicKey)).toBe(`realm:${await keyIdOf(pair.publicKey)}`);
    expect(await realmOf(other.publicKey)).not.toBe(await realmOf(pair.publicKey));
  });

  it("[SG4] a MAC holds under its key and its bytes only", async () => {
    const key = await importHmacKey(toBase64Url(new Uint8Array(32).fill(1)));
    const other = await importHmacKey(toBase64Url(new Uint8Array(32).fill(2)));
    const mac = toBase64Url(await keyedHash(key, canonicalBytes(payload)));
    expect(await verifyKeyedHash(key, mac, canonicalBytes(payload))).toBe(true);
    expect(await verifyKeyedHash(other, mac, canonicalBytes(payload))).toBe(false);
    expect(await verifyKeyedHash(key, mac, canonicalBytes({ ...payload, amount: 1 }))).toBe(false);
    expect(await verifyKeyedHash(key, "not a mac", canonicalBytes(payload))).toBe(false);
  });

  it("[SG4] equal values have equal hashes, other values don't", async () => {
    expect(await hashOf({ a: 1, b: 2 })).toBe(await hashOf({ b: 2, a: 1 }));
    expect(await hashOf({ a: 1 })).not.toBe(await hashOf({ a: "1" }));
  });
});
