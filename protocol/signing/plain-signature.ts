/**
 * A signed request's fields in the one spelling that our terminals send, read without a parser of structured fields
 * (RFC 8941), which costs more than the signature. Any other spelling is the library's to read. Decides nothing.
 */

import { toUtf8 } from "./encoding.ts";
import type { SignableRequest } from "./signed-requests.ts";

/** The fields exactly as signRequest() writes them: numbers, labels and blanks in their one spelling. */
const PLAIN_INPUT =
  /^sig1=(\("@method" "@target-uri" "content-digest"\);created=([1-9]\d{0,11});keyid="([\w-]{43})";alg="ed25519";tag="([ !#-[\]-~]*)")$/;
const PLAIN_SIGNATURE = /^sig1=:([A-Za-z0-9+/]{85}[AQgw]==):$/;
const PLAIN_METHOD = /^[A-Z]+$/;
const VISIBLE = /^[!-~]+$/;

export interface PlainSignature {
  readonly keyid: string;
  readonly created: number;
  readonly tag: string;
  readonly signature: Uint8Array<ArrayBuffer>;
  /** RFC 9421 §2.5 */
  readonly base: Uint8Array<ArrayBuffer>;
}

/** @returns undefined for any other spelling */
export function readPlainSignature(
  { method, url }: SignableRequest,
  fields: Readonly<Record<"signature-input" | "signature" | "content-digest", string | null>>,
): PlainSignature | undefined {
  const input = PLAIN_INPUT.exec(fields["signature-input"] ?? "");
  const signature = PLAIN_SIGNATURE.exec(fields.signature ?? "")?.[1];
  if (!input || signature === undefined) return undefined;
  if (!PLAIN_METHOD.test(method) || !VISIBLE.test(url)) return undefined;
  const [, parameters, created, keyid = "", tag = ""] = input;
  const lines = [
    `"@method": ${method}`,
    `"@target-uri": ${url}`,
    `"content-digest": ${fields["content-digest"]}`,
    `"@signature-params": ${parameters}`,
  ];
  return {
    ...{ keyid, created: Number(created), tag },
    signature: Uint8Array.from(atob(signature), (char) => char.charCodeAt(0)),
    base: toUtf8(lines.join("\n")),
  };
}
