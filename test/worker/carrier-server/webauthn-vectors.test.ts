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
import { env } from "../test-env.ts";

type Fields = Readonly<Record<string, string>>;
interface Vector {
  readonly name: string;
  readonly registration: Fields;
  readonly authentication: Fields;
}

const OURS = /-(none|packed|packed-self)-(es256|eddsa|ed25519)/;
const VECTORS = vectorsOf(env.TEST_WEBAUTHN_VECTORS);

/** Each section's two blocks of `name = h'hex'`. */
function vectorsOf(text: string): Vector[] {
  return text.split(/^## /m).flatMap((section) => {
    const name = /#(sctn-test-vectors[\w-]+)/.exec(section)?.[1] ?? "";
    const [registration, authentication] = [
      ...section.matchAll(/<xmp[^>]*>([\s\S]*?)<\/xmp>/g),
    ].map(([, block = ""]) => fieldsOf(block));
    if (!OURS.test(name) || !registration || !authentication) return [];
    return [{ name, registration, authentication }];
  });
}

function fieldsOf(block: string): Fields {
  const fields = [...block.matchAll(/^(\w+) = h'([0-9a-f]*)'/gm)];
  return Object.fromEntries(fields.map(([, name = "", hex = ""]) => [name, base64Url(hex)]));
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

describe.skipIf(VECTORS.length === 0)("a WebAuthn Level 3 vector", () => {
  it("[SU2] is there for ES256 and Ed25519, with none and self attestation", () => {
    const names = VECTORS.map(({ name }) => name).join(" ");
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
