/**
 * A request that a terminal signed [RQ1]: whose it is, and its body. The signature is looked at before the body is
 * read as JSON, so what a stranger wrote is never parsed. Keeps no nonce: each of these is idempotent by content [RQ7].
 */

import type * as v from "valibot";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { verifyRequest } from "../../../protocol/signing/signed-requests.ts";
import { limitRefusal, type RateLimitBindings } from "../../http/rate-limits.ts";
import { parseBody, readBytes } from "../../http/read-body.ts";
import { clockNow } from "../../objects/clock.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousSettings } from "../settings.ts";
import { type CredentialContent, credentialOf } from "./credential.ts";

export interface FromTerminal<T> {
  /** the device key that signed it */
  readonly key: PublicKey;
  readonly body: T;
}

/** What a terminal with a credential asks: the credential is of the key that signed. */
export interface WithCredential<T> extends FromTerminal<T> {
  readonly credential: CredentialContent;
}

/** By the device key alone. */
export async function readSigned<const S extends v.GenericSchema>(
  request: Request,
  schema: S,
  env: SynchronousSettings,
): Promise<Result<FromTerminal<v.InferOutput<S>>, Refusal>> {
  const signed = await readSignedBytes(request, env);
  if (!signed.ok) return signed;
  const body = parseBody(signed.value.body, schema);
  return body.ok ? ok({ key: signed.value.key, body: body.value }) : body;
}

/** The same of a body that somebody else reads. */
export async function readSignedBytes(
  request: Request,
  env: SynchronousSettings,
): Promise<Result<FromTerminal<Uint8Array<ArrayBuffer>>, Refusal>> {
  const bytes = await readBytes(request);
  if (!bytes.ok) return bytes;
  const { trust } = await deploymentOf(env);
  const { pathname, search } = new URL(request.url);
  const signed = {
    method: request.method,
    // What the terminal has pinned, not what a proxy made of it [RQ2].
    url: `${env.ORIGIN}${pathname}${search}`,
    body: bytes.value,
  };
  const header = (name: string) => request.headers.get(name);
  const key = await verifyRequest(signed, header, trust, clockNow());
  return key.ok ? ok({ key: key.value, body: bytes.value }) : key;
}

/** By credential and device key, in this order. */
export async function readAsTerminal<const S extends v.GenericSchema>(
  request: Request,
  schema: S,
  env: SynchronousSettings & RateLimitBindings,
): Promise<Result<WithCredential<v.InferOutput<S>>, Refusal>> {
  const { trust, credentialKey } = await deploymentOf(env);
  const credential = await credentialOf(request, credentialKey, trust.mode, clockNow());
  if (!credential.ok) return credential;
  const signed = await readSigned(request, schema, env);
  if (!signed.ok) return signed;
  const { key } = signed.value;
  if (key !== credential.value.terminal) return err(refusal("wrong_issuer"));
  const tooOften = await limitRefusal(env, "TERMINALS", key);
  if (tooOften) return err(tooOften);
  return ok({ ...signed.value, credential: credential.value });
}
