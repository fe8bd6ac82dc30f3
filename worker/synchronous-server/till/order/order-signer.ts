/**
 * Under which certificate a register's order holds: the trade's own, or after a change of the register's key that of
 * the key there is now, and for a while that of the one before [RG13], [RG14]. The branch is shown the certificate that
 * proves the order's own signer.
 */

import type { RegisterId } from "../../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import {
  type Envelope,
  type Hash,
  type Signed,
  verify,
} from "../../../../protocol/signing/signature.ts";
import type { Trust } from "../../../../protocol/trade/offer.ts";
import type { CertificatePair } from "../config.ts";
import type { TillDesk } from "../desk.ts";
import type { SignedOrder } from "./order-record.ts";

/** [SG2] What a register's order states. */
export function orderEnvelope(
  { payload }: SignedOrder,
  register: RegisterId,
  { realm, mode }: Trust,
): Envelope {
  return { typ: payload.typ, iss: register, aud: realm, mode };
}

/**
 * Who may sign a new order now.
 * @param offered hash of the trade's certificate
 * @param now ms since the epoch
 */
export async function orderRefusal(
  desk: TillDesk,
  order: SignedOrder,
  offered: Hash,
  trust: Trust,
  now: number,
): Promise<Result<null, Refusal>> {
  const { config } = desk;
  if (!config) return err(refusal("register_unknown"));
  const former = desk.formerCertificate(now);
  const keys = [config.certificate, ...(former ? [former] : [])].map(
    (hash) => desk.certificate(hash).certificate.payload.key,
  );
  const own = desk.certificate(offered).certificate.payload.key;
  // In the usual case there is one key, and its refusal is the answer.
  const ordered = keys.includes(own) ? [own, ...keys.filter((key) => key !== own)] : keys;
  const expected = orderEnvelope(order, config.register, trust);
  const signed: Signed<Envelope> = order;
  let code: Refusal["code"] = "bad_signature";
  for (const key of new Set(ordered)) {
    const refused = await verify(signed, expected, key);
    if (!refused) return ok(null);
    code = refused;
  }
  return err(refusal(code, { param: "/order" }));
}

/** Of an order that was taken: the certificate whose key signed it, whatever became of that key since. */
export async function signerOf(
  desk: TillDesk,
  order: SignedOrder,
  offered: Hash,
): Promise<CertificatePair> {
  const own = desk.certificate(offered);
  const { certificate, former } = desk.config ?? {};
  const others = [certificate, former?.certificate]
    .filter((hash) => hash !== undefined && desk.knowsCertificate(hash))
    .map((hash) => desk.certificate(hash as Hash))
    .filter((pair) => pair.certificate.payload.key !== own.certificate.payload.key);
  const signed: Signed<Envelope> = order;
  for (const pair of others) {
    const { key } = pair.certificate.payload;
    if (!(await verify(signed, order.payload, key))) return pair;
  }
  return own;
}
