/**
 * Requests that a terminal signs with its device key: HTTP message signatures (RFC 9421) over method, address and
 * the body's digest (RFC 9530), made afresh for each send [RQ1]. Both sides of it, so that they can't drift apart.
 * Says nothing of accounts, and never throws on input.
 */

import { createSignature, isSignatureError, verifySignature } from "http-message-sig";
import * as v from "valibot";
import { Mode } from "../ids.ts";
import { REQUEST_SKEW_MS } from "../limits.ts";
import { type ProblemCode, type Refusal, refusal } from "../problem.ts";
import { err, ok, type Result } from "../result.ts";
import type { Trust } from "../trade/offer.ts";
import { type PlainSignature, readPlainSignature } from "./plain-signature.ts";
import { PublicKey, signatureHolds } from "./signature.ts";

/** Exactly these, in any order: what is missing is not signed, and what is more has no meaning here. */
const COMPONENTS = ["@method", "@target-uri", "content-digest"];
const PARAMETERS = ["created", "keyid", "alg", "tag"];
const ALGORITHM = "ed25519";

export interface RequestKey {
  readonly publicKey: PublicKey;
  /** Ed25519 over the bytes */
  signBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

export interface SignableRequest {
  readonly method: string;
  /** absolute, as the URL parser writes it */
  readonly url: string;
  /** as it is sent; a request without one has no bytes */
  readonly body: Uint8Array<ArrayBuffer>;
}

export type SignatureHeaders = Readonly<
  Record<"content-digest" | "signature-input" | "signature", string>
>;

/** What the signature is for: one protocol, mode and realm, so that it is nothing in another deployment [RQ2]. */
function tagOf({ mode, realm }: Pick<Trust, "mode" | "realm">): string {
  return `warifu/1 ${mode} ${realm}`;
}

/** @param now ms since the epoch */
export async function signRequest(
  request: SignableRequest,
  key: RequestKey,
  trust: Pick<Trust, "mode" | "realm">,
  now: number,
): Promise<SignatureHeaders> {
  const digest = await contentDigest(request.body);
  const created = Math.floor(now / 1_000);
  const fields = await createSignature(messageOf(request, { "content-digest": digest }), {
    components: COMPONENTS,
    parameters: { created, keyid: key.publicKey, alg: ALGORITHM, tag: tagOf(trust) },
    signer: {
      algorithm: ALGORITHM,
      // The library hands out bytes of its own: nothing shared is behind them.
      sign: (base) => key.signBytes(base as Uint8Array<ArrayBuffer>),
    },
  });
  const { signature, signatureInput } = fields;
  return { "content-digest": digest, "signature-input": signatureInput, signature };
}

/**
 * @param header a header of the request, or null @param now ms since the epoch
 * @returns the device key that signed exactly this request just now, or in this order: signature_missing,
 *   content_digest_mismatch, signature_malformed, stale_request, wrong_mode, wrong_audience, bad_signature
 */
export async function verifyRequest(
  request: SignableRequest,
  header: (name: string) => string | null,
  trust: Pick<Trust, "mode" | "realm">,
  now: number,
): Promise<Result<PublicKey, Refusal>> {
  const signed = {
    "signature-input": header("signature-input"),
    signature: header("signature"),
    "content-digest": header("content-digest"),
  };
  if (signed.signature === null && signed["signature-input"] === null)
    return err(refusal("signature_missing"));
  if (signed["content-digest"] !== (await contentDigest(request.body)))
    return err(refusal("content_digest_mismatch", { param: "Content-Digest" }));
  const plain = readPlainSignature(request, signed);
  if (plain) return verifyPlain(plain, trust, now);
  return verifyMessage(messageOf(request, signed), trust, now);
}

async function verifyPlain(
  { keyid, created, tag, signature, base }: PlainSignature,
  trust: Pick<Trust, "mode" | "realm">,
  now: number,
): Promise<Result<PublicKey, Refusal>> {
  const key = v.safeParse(PublicKey, keyid);
  if (!key.success) return err(refusal("signature_malformed"));
  const refused = parameterRefusal({ created, tag }, trust, now);
  if (refused) return err(refused);
  const holds = await signatureHolds(key.output, signature, base);
  return holds ? ok(key.output) : err(refusal("bad_signature"));
}

async function verifyMessage(
  message: ReturnType<typeof messageOf>,
  trust: Pick<Trust, "mode" | "realm">,
  now: number,
): Promise<Result<PublicKey, Refusal>> {
  let refused: Refusal | undefined;
  try {
    const { parameters } = await verifySignature(message, {
      policy: {
        algorithms: [ALGORITHM],
        requiredComponents: COMPONENTS,
        requiredParameters: PARAMETERS,
        now: Math.floor(now / 1_000),
        // The library has one code for all of these; ours tells them apart, before the signature is looked at.
        clockSkew: Number.MAX_SAFE_INTEGER,
      },
      resolveVerifier({ components, parameters }) {
        const key = v.safeParse(PublicKey, parameters.keyid);
        const more = components.length + Object.keys(parameters).length;
        if (!key.success || more > COMPONENTS.length + PARAMETERS.length)
          refused = refusal("signature_malformed");
        else refused = parameterRefusal(parameters, trust, now);
        if (refused || !key.success) throw new Error("refused");
        const verify = (base: Uint8Array, signature: Uint8Array) =>
          signatureHolds(
            key.output,
            signature as Uint8Array<ArrayBuffer>,
            base as Uint8Array<ArrayBuffer>,
          );
        return { algorithm: ALGORITHM, verify };
      },
    });
    return ok(v.parse(PublicKey, parameters.keyid));
  } catch (error) {
    if (!isSignatureError(error)) throw error;
    const failed = error.code === "VerificationFailed";
    return err(refused ?? refusal(failed ? "bad_signature" : "signature_malformed"));
  }
}

function parameterRefusal(
  { created = 0, tag = "" }: { readonly created?: number; readonly tag?: string },
  trust: Pick<Trust, "mode" | "realm">,
  now: number,
): Refusal | undefined {
  // Its own clock, so that a terminal whose clock is wrong can sign by ours.
  if (Math.abs(created * 1_000 - now) > REQUEST_SKEW_MS)
    return refusal("stale_request", { time: now });
  const code = tagRefusal(tag, trust);
  return code && refusal(code, { param: "Signature-Input" });
}

function tagRefusal(tag: string, trust: Pick<Trust, "mode" | "realm">): ProblemCode | undefined {
  if (tag === tagOf(trust)) return undefined;
  const [name, mode] = tag.split(" ").slice(0, 2);
  if (name !== "warifu/1" || !v.is(Mode, mode)) return "signature_malformed";
  return mode === trust.mode ? "wrong_audience" : "wrong_mode";
}

async function contentDigest(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `sha-256=:${btoa(String.fromCharCode(...digest))}:`;
}

function messageOf(
  { method, url }: SignableRequest,
  headers: Readonly<Record<string, string | null>>,
) {
  const fields = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value }],
  );
  return { kind: "request", method, targetUri: url, fields } as const;
}
