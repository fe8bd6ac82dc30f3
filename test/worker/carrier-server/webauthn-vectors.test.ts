// The test vectors of W3C WebAuthn Level 3, inside workerd: each ES256 and Ed25519 credential that we would take, with
// no, self or certified attestation, verifies here; and with one byte of it changed, doesn't.

import { describe, expect, it } from "vitest";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import {
  type Ceremony,
  verifyAssertion,
  verifyRegistration,
} from "../../../worker/carrier-server/step-up/webauthn.ts";
import level3 from "../../vectors/webauthn/level-3.json";

type Fields = Readonly<Record<string, string>>;
interface Vector {
  readonly name: string;
  readonly registration: Fields;
  readonly authentication: Fields;
}

const VECTORS: readonly Vector[] = level3.map(({ name, registration, authentication }) => ({
  name,
  ...{ registration: fieldsOf(registration), authentication: fieldsOf(authentication) },
}));

function fieldsOf(hex: Fields): Fields {
  return Object.fromEntries(Object.entries(hex).map(([name, text]) => [name, base64Url(text)]));
}

function base64Url(hex: string): string {
  return toBase64Url(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
}

/** The vectors' authenticators draw whether they verify their user; what we ask is in passkey.ts. */
const ceremonyOf = ({ challenge }: Fields, { name }: Vector): Ceremony => ({
  ...{ challenge: challenge as Hash, rpId: "example.org", origins: ["https://example.org"] },
  ...{
    userVerified: false,
    ...(name.includes("topOrigin") ? { topOrigins: ["https://example.com"] } : {}),
  },
});

const text = (fields: Fields, name: string): string => fields[name] ?? "";

async function played(vector: Vector, change = (fields: Fields): Fields => fields) {
  const { registration, authentication } = vector;
  const id = text(registration, "credential_id");
  const made = {
    ...{ id, client_data: text(registration, "clientDataJSON") },
    attestation: text(registration, "attestationObject"),
  };
  const registered = await verifyRegistration(made, ceremonyOf(registration, vector));
  if (!registered) return undefined;
  const changed = change(authentication);
  const given = {
    ...{ id, client_data: text(changed, "clientDataJSON"), signature: text(changed, "signature") },
    authenticator_data: text(changed, "authenticatorData"),
  };
  return verifyAssertion(given, registered, ceremonyOf(changed, vector));
}

describe("a WebAuthn Level 3 vector", () => {
  it("[SU2] is there for ES256 and Ed25519, with none and self attestation", () => {
    const names = VECTORS.map(({ name }) => name).join(" ");
    expect(VECTORS).toHaveLength(7);
    for (const one of ["none-es256", "packed-self-es256", "packed-eddsa"])
      expect(names).toContain(one);
  });

  it.each(VECTORS)("[SU2] $name verifies", async (vector) => {
    expect(await played(vector)).toBeTypeOf("number");
  });

  it.each(VECTORS)(
    "[SU2] $name with another challenge, other data or another signer doesn't",
    async (vector) => {
      const other = base64Url("00".repeat(32));
      expect(await played(vector, (fields) => ({ ...fields, challenge: other }))).toBeUndefined();
      const flipped = (name: string) => (fields: Fields) => {
        const value = text(fields, name);
        const last = value.at(20) === "A" ? "B" : "A";
        return { ...fields, [name]: value.slice(0, 20) + last + value.slice(21) };
      };
      for (const name of ["authenticatorData", "signature"])
        expect(await played(vector, flipped(name))).toBeUndefined();
    },
  );
});
