/**
 * A registration checked: that the key it names signed it, for this realm and mode. And what a register asks of its
 * Books through the synchronous server, which is trusted with nothing: other origins, another key [RG10], [RG11].
 */

import { modeOf, type RegisterId } from "../../protocol/ids.ts";
import { REQUEST_SKEW_MS } from "../../protocol/limits.ts";
import type { CertifiedRegister } from "../../protocol/messages.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import {
  ChangeOrigins,
  ChangeRegisterKey,
  registerIdOf,
} from "../../protocol/register/register-key.ts";
import { err, ok } from "../../protocol/result.ts";
import { hashOf, verify } from "../../protocol/signing/signature.ts";
import { IdempotencyKey, SignedRegistration } from "../../protocol/signing/signed-objects.ts";
import type { Trust } from "../../protocol/trade/offer.ts";
import { isLoopback } from "../http/outbound/public-place.ts";
import { parseMessage } from "../http/read-body.ts";
import { clockNow } from "../objects/clock.ts";
import { objectNamed } from "../objects/placed.ts";
import { answered } from "./answered.ts";
import type { Answer } from "./carrier.ts";
import { deploymentOf } from "./deployment.ts";
import type { CarrierEnv } from "./env.ts";

/** Its time is not checked: where the operator's key is the permission, the command may be sent again any time. */
export async function registrationRefusal(
  registration: SignedRegistration,
  { realm, mode }: Trust,
): Promise<Refusal | undefined> {
  const { iss } = registration.payload;
  const expected = { typ: "warifu/registration/1", iss, aud: realm, mode };
  const code = await verify(registration, expected, iss);
  return code && refusal(code, { param: "/registration" });
}

export async function setOrigins(
  env: CarrierEnv,
  register: RegisterId,
  change: ChangeOrigins,
): Promise<Answer<CertifiedRegister>> {
  const parsed = parseMessage(ChangeOrigins, change);
  if (!parsed.ok) return parsed;
  const { registration } = parsed.value;
  const { trust } = await deploymentOf(env);
  if (modeOf(register) !== trust.mode) return err(refusal("wrong_mode"));
  const refused = await registrationRefusal(registration, trust);
  if (refused) return err(refused);
  // Here it is the permission itself: an old one must not bring back an origin that was given up.
  if (Math.abs(registration.payload.time - clockNow()) > REQUEST_SKEW_MS)
    return err(refusal("stale_request", { param: "/registration" }));
  return answered(() => objectNamed(env.BOOKS, register).setOrigins(registration.payload));
}

export async function changeRegisterKey(
  env: CarrierEnv,
  change: ChangeRegisterKey,
): Promise<Answer<CertifiedRegister>> {
  const parsed = parseMessage(ChangeRegisterKey, change);
  if (!parsed.ok) return parsed;
  const { iss } = parsed.value.change.payload;
  if (modeOf(iss) !== env.MODE) return err(refusal("wrong_mode"));
  return answered(() => objectNamed(env.BOOKS, iss).changeKey(parsed.value));
}

/** Who signed a test register up, for the log of acts [LE17]: nobody of the operator's. */
const ITSELF = "sign-up";

/**
 * [TT2] Whoever holds the key may: what it certifies can hold no money. A loopback origin names only the machine that
 * looks at it, so there is nothing to prove of it, and nobody here who could.
 */
export async function certifyTestRegister(
  env: CarrierEnv,
  asked: SignedRegistration,
  idempotencyKey: string,
): Promise<Answer<CertifiedRegister>> {
  const { trust, mode } = await deploymentOf(env);
  if (mode !== "test") return err(refusal("wrong_mode"));
  const parsed = parseMessage(SignedRegistration, asked);
  if (!parsed.ok) return parsed;
  const key = parseMessage(IdempotencyKey, idempotencyKey);
  if (!key.ok) return key;
  const { payload } = parsed.value;
  const refused = await registrationRefusal(parsed.value, trust);
  if (refused) return err(refused);
  if (Math.abs(payload.time - clockNow()) > REQUEST_SKEW_MS)
    return err(refusal("stale_request", { param: "/registration" }));
  const own = payload.origins.filter((origin) => isLoopback(new URL(origin).hostname));
  const vouched = own.length === payload.origins.length;
  const register = await registerIdOf(mode, payload.iss);
  const done = await answered(async () =>
    objectNamed(env.BOOKS, register).certify({
      ...{ register, registration: payload, vouched, operator: ITSELF },
      ...{ idempotencyKey: key.value, body: await hashOf(parsed.value) },
    }),
  );
  return done.ok ? ok(done.value.certified) : done;
}
