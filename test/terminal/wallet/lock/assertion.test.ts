// An ES256 passkey's assertion: its key out of COSE, its signature out of DER. Ed25519's are in keeper.test.ts.

import { describe, expect, it } from "vitest";
import { concatBytes, toBase64Url, toUtf8 } from "../../../../protocol/signing/encoding.ts";
import { assertionHolds } from "../../../../terminal/wallet/lock/assertion.ts";
import { readKey } from "../../../../terminal/wallet/lock/cose-key.ts";

const ORIGIN = "chrome-extension://abc";
const EXPECTED = { challenge: "Y2hhbGxlbmdl", origins: [ORIGIN], rpId: "localhost" };
const HALF = 32;

async function anEs256Key() {
  const how = { name: "ECDSA", namedCurve: "P-256" };
  const pair = (await crypto.subtle.generateKey(how, true, ["sign", "verify"])) as CryptoKeyPair;
  const raw = new Uint8Array((await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer);
  const head = new Uint8Array([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20]);
  const [x, y] = [raw.slice(1, 1 + HALF), raw.slice(1 + HALF)];
  const cose = concatBytes(head, x, new Uint8Array([0x22, 0x58, 0x20]), y);
  return { pair, key: toBase64Url(cose), cose };
}

/** An integer of ASN.1: no leading zeros, but one where the first bit is set. */
function integer(bytes: Uint8Array): Uint8Array {
  const from = bytes.findIndex((byte) => byte !== 0);
  const short = bytes.slice(from);
  const whole = (short[0] ?? 0) > 127 ? concatBytes(new Uint8Array([0]), short) : short;
  return concatBytes(new Uint8Array([2, whole.length]), whole);
}

async function anAssertion(pair: CryptoKeyPair) {
  const client = toUtf8(
    JSON.stringify({ type: "webauthn.get", challenge: EXPECTED.challenge, origin: ORIGIN }),
  );
  const rp = new Uint8Array(await crypto.subtle.digest("SHA-256", toUtf8("localhost")));
  const data = concatBytes(rp, new Uint8Array([5, 0, 0, 0, 1]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", client));
  const how = { name: "ECDSA", hash: "SHA-256" };
  const raw = new Uint8Array(
    await crypto.subtle.sign(how, pair.privateKey, concatBytes(data, hash)),
  );
  const both = concatBytes(integer(raw.slice(0, HALF)), integer(raw.slice(HALF)));
  const der = concatBytes(new Uint8Array([0x30, both.length]), both);
  return {
    ...{ id: "cGs", client_data: toBase64Url(client), authenticator_data: toBase64Url(data) },
    signature: toBase64Url(der),
  };
}

describe("an ES256 passkey", () => {
  it("signs with integers of any length, and each holds", async () => {
    const { pair, key } = await anEs256Key();
    const passkeys = [{ id: "cGs", key }];
    // One signature in 128 has an r or s that is shorter than the rest.
    for (let made = 0; made < 200; made++)
      expect(await assertionHolds(await anAssertion(pair), passkeys, EXPECTED)).toBe(true);
  });

  it("with another's key, another signature or none holds nothing", async () => {
    const { pair } = await anEs256Key();
    const other = await anEs256Key();
    const assertion = await anAssertion(pair);
    const passkeys = [{ id: "cGs", key: other.key }];
    expect(await assertionHolds(assertion, passkeys, EXPECTED)).toBe(false);
    for (const signature of ["MAA", "MAYCAQECAQE", "AAAA", toBase64Url(new Uint8Array(70))])
      expect(await assertionHolds({ ...assertion, signature }, passkeys, EXPECTED)).toBe(false);
  });

  it("has a key in the one form that CTAP2 writes; any other opens nothing", async () => {
    const { cose, key } = await anEs256Key();
    expect(readKey(key)?.kind).toBe("p256");
    expect(readKey(toBase64Url(cose.slice(0, -1)))).toBeUndefined();
    expect(readKey(toBase64Url(concatBytes(cose, new Uint8Array([0]))))).toBeUndefined();
    expect(readKey(toBase64Url(new Uint8Array([0xa4, ...cose.slice(1)])))).toBeUndefined();
    expect(readKey("no key!")).toBeUndefined();
  });
});
