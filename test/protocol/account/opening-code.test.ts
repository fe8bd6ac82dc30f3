// The opening code as text, and the proof of its secret for one device key.

import { describe, expect, it } from "vitest";
import {
  openingCodeText,
  openingProofHolds,
  proveOpening,
  readOpeningCode,
} from "../../../protocol/account/opening-code.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";

const key = (fill: number) => toBase64Url(new Uint8Array(32).fill(fill));
const [DEVICE, OTHER] = [key(1) as PublicKey, key(2) as PublicKey];
const CODE = { sealed: "oc1.key-1.abc_DEF-1", secret: key(3) };

describe("an opening code", () => {
  it("is read as it was written, blanks and line ends of a letter apart", () => {
    const text = openingCodeText(CODE);
    expect(readOpeningCode(text)).toEqual(CODE);
    expect(readOpeningCode(` ${text.slice(0, 9)}\n ${text.slice(9)}\t`)).toEqual(CODE);
  });

  it.each([
    "",
    CODE.sealed,
    `${openingCodeText(CODE)}x`,
    openingCodeText(CODE).slice(0, -1),
    openingCodeText({ ...CODE, sealed: "ar1.key-1.abc" }),
    openingCodeText({ ...CODE, sealed: `oc1.k.${"a".repeat(401)}` }),
    `x${openingCodeText(CODE)}`,
  ])("isn't %j", (text) => {
    expect(readOpeningCode(text)).toBeUndefined();
  });

  it("[LE74] is proved for one device key, without its secret", async () => {
    const proof = await proveOpening(CODE, DEVICE);
    expect(proof.sealed).toBe(CODE.sealed);
    expect(JSON.stringify(proof)).not.toContain(CODE.secret);
    expect(await openingProofHolds(CODE.secret, proof, DEVICE)).toBe(true);
    expect(await openingProofHolds(CODE.secret, proof, OTHER)).toBe(false);
    expect(await openingProofHolds(key(4), proof, DEVICE)).toBe(false);
  });
});
