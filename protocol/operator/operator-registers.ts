/**
 * What the operator reads and sets of a register at the carrier's door: fees, standing, a lost key's successor, and how
 * its proofs stand. Requests are strict, answers are open, as in messages.ts.
 */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { RegisterId } from "../ids.ts";
import { REGISTER_NAME_CHARS_MAX, UNPAGED_ENTRIES_MAX } from "../limits.ts";
import { FeeSchedules } from "../money/fees.ts";
import { ProofFailure } from "../register/origin-proof.ts";
import { PublicKey } from "../signing/signature.ts";
import { SignedRegistration, shownText, Time } from "../signing/signed-objects.ts";

/** POST and GET /v1/registers/:register/fees. `told`: the synchronous server has the new certificate; else send it again. */
export const RegisterFees = v.object({
  register: RegisterId,
  schedules: FeeSchedules,
  told: v.exactOptional(v.boolean()),
});
export type RegisterFees = v.InferOutput<typeof RegisterFees>;

/** POST /v1/registers/:register/suspend and …/resume [RG15]. `reason` is for the log. */
export const SetStanding = v.strictObject({ reason: shownText(200) });
export type SetStanding = v.InferOutput<typeof SetStanding>;

/** `told`: its tills know; else the same command brings it again, and so does the carrier by itself. */
export const RegisterStanding = v.object({
  register: RegisterId,
  begins_trades: v.boolean(),
  told: v.boolean(),
});
export type RegisterStanding = v.InferOutput<typeof RegisterStanding>;

/** POST /v1/registers/:register/key, by two operators: the registration is signed by the new key [RG12]. */
export const ReplaceKey = v.strictObject({ registration: SignedRegistration });
export type ReplaceKey = v.InferOutput<typeof ReplaceKey>;

/** GET /v1/registers/:register. */
export const OperatorRegister = v.object({
  register: RegisterId,
  name: textUpTo(REGISTER_NAME_CHARS_MAX),
  key: PublicKey,
  /** of its certificate */
  not_before: Time,
  not_after: Time,
  /** by the operator */
  suspended: v.boolean(),
  begins_trades: v.boolean(),
  told: v.boolean(),
  origins: listUpTo(
    UNPAGED_ENTRIES_MAX,
    v.object({
      origin: textUpTo(255),
      /** since when without a gap; absent once it has left the certificate */
      proven_at: v.exactOptional(Time),
      checked_at: Time,
      failing_since: v.exactOptional(Time),
      failure: v.exactOptional(ProofFailure),
      vouched: v.boolean(),
    }),
  ),
  former_until: v.exactOptional(Time),
});
export type OperatorRegister = v.InferOutput<typeof OperatorRegister>;
