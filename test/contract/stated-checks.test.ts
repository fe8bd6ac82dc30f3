// What the document says of a check is what the check takes: the generator leaves checks out, so both are written down.
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Asks, EncryptionKey } from "../../protocol/disclosure/asks.ts";
import { DisputeActId } from "../../protocol/dispute/dispute-messages.ts";
import { ApiKeyScopes } from "../../protocol/register/api-keys.ts";
import { toBase64Url } from "../../protocol/signing/encoding.ts";
import { Hash, PublicKey, SignatureText } from "../../protocol/signing/signature.ts";
import { componentsFor } from "../../worker/http/contract/schemas.ts";
import { STATED_CHECKS } from "../../worker/http/contract/stated-checks.ts";

const TEXTS = { Hash, PublicKey, SignatureText, EncryptionKey, DisputeActId } as const;
const LISTS = { Asks, ApiKeyScopes } as const;

/** Good ones, and each with its last character changed, cut short or lengthened. */
function spelled(length: number, first?: number): string[] {
  const bytes = Uint8Array.from({ length }, (_, at) => (at === 0 ? (first ?? 7) : (at * 37) % 256));
  const text = toBase64Url(bytes);
  const ends = [..."ABCDEQgwZz09-_ +="].map((end) => `${text.slice(0, -1)}${end}`);
  return [text, ...ends, text.slice(1), `${text}A`, "", `${text.slice(2)}==`];
}

describe.each(Object.keys(TEXTS) as (keyof typeof TEXTS)[])("the pattern of %s", (name) => {
  it("takes what its schema takes, and nothing else", () => {
    const pattern = new RegExp(String(STATED_CHECKS[name]?.pattern));
    const texts = [16, 32, 64, 65].flatMap((length) => [...spelled(length), ...spelled(length, 4)]);
    const taken = texts.filter((text) => v.is(TEXTS[name], text));
    expect(taken.length).toBeGreaterThan(0);
    expect(texts.filter((text) => pattern.test(text))).toEqual(taken);
  });
});

describe("lists whose elements stand once", () => {
  it("say so, and every name that is stated is a schema of the document", () => {
    const refs = Object.keys(STATED_CHECKS).map((name) => ({
      $ref: `#/components/schemas/${name}`,
    }));
    const schemas = componentsFor(refs);
    expect(Object.keys(STATED_CHECKS).filter((name) => !(name in schemas))).toEqual([]);
    for (const name of Object.keys(LISTS) as (keyof typeof LISTS)[]) {
      expect(schemas[name]).toMatchObject({ uniqueItems: true });
      const word = name === "Asks" ? "email" : "read";
      expect(v.is(LISTS[name], [word])).toBe(true);
      expect(v.is(LISTS[name], [word, word])).toBe(false);
    }
  });
});
