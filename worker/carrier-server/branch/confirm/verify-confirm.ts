/**
 * Everything of a confirm that can be checked without the account: signatures, MAC, hashes. The order is
 * SPEC's "Order of checks of a confirm", 2 to 8; the first that fails is the answer. Touches no object and
 * no clock: a recorded outcome must be answered long after certificates have run out [SG6].
 */

import type { AccountId, RegisterId, TradeId } from "../../../../protocol/ids.ts";
import { HOLD_MAX_MS } from "../../../../protocol/limits.ts";
import type { ConfirmTrade } from "../../../../protocol/messages.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import {
  type Hash,
  hashOf,
  type PublicKey,
  verify,
} from "../../../../protocol/signing/signature.ts";
import { type NamedFailure, namedFailureOf } from "../../../../protocol/test-failures.ts";
import { grantHolds } from "../../../../protocol/trade/grant.ts";
import { offerHash, verifyOffer } from "../../../../protocol/trade/offer.ts";
import type { Deployment } from "../../deployment.ts";
import { type FeeTerms, openFees } from "../../sealing/fees.ts";
import { openTicket } from "../../sealing/ticket.ts";
import type { GivenProof } from "../step-up/judge-proof.ts";
import { verifyStepUp } from "../step-up/verify-step-up.ts";
import { confirmBegins } from "./under-way.ts";

/** What the branch decides on: only values that were verified, and no more of the payer than the account needs. */
export interface VerifiedConfirm {
  readonly account: AccountId;
  readonly device: PublicKey;
  readonly trade: TradeId;
  readonly attempt: number;
  readonly offer: Hash;
  /** hash of the signed confirmation */
  readonly confirmation: Hash;
  readonly register: RegisterId;
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
  readonly settlementAccount: string;
  /** of the certificate that was offered under [LE43] */
  readonly fees: FeeTerms;
  /** ms since the epoch */
  readonly deadline: number;
  /** ms since the epoch: when the hold ends by itself; absent where the trade settles at once */
  readonly holdUntil?: number;
  /** of what the payer gives the shop with it [DI6] */
  readonly disclosure?: Hash;
  /** of the register's certificate */
  readonly period: { readonly not_before: number; readonly not_after: number };
  /** in test mode alone: what the carrier was asked to do by this amount; `since` is the confirmation's time, ms [TT4] */
  readonly named?: NamedFailure & { readonly since: number };
  /** the payer's proof for this very confirmation [LE77]; whether it counts is decided with the account */
  readonly stepUp?: GivenProof;
}

type Keys = Pick<Deployment, "trust" | "sealing" | "grantKey" | "formerGrantKeys">;

/** The same, known meanwhile as one that is under way. */
export async function verifyComing(
  body: ConfirmTrade,
  keys: Keys,
): Promise<Result<VerifiedConfirm, Refusal>> {
  const verified = confirmBegins();
  return verifyConfirm(body, keys).finally(verified);
}

export async function verifyConfirm(
  body: ConfirmTrade,
  { trust, sealing, grantKey, formerGrantKeys = [] }: Keys,
): Promise<Result<VerifiedConfirm, Refusal>> {
  const { offer, grant, confirmation } = body;
  if (!everyPart(body, ({ mode }) => mode === trust.mode)) return err(refusal("wrong_mode"));
  if (!everyPart(body, ({ aud }) => aud === trust.realm)) return err(refusal("wrong_audience"));
  const ticket = await openTicket(sealing, body.ticket);
  if (!ticket) return err(refusal("ticket_invalid", { param: "/ticket" }));
  if (!(await grantHolds(grant, grantKey, ...formerGrantKeys)))
    return err(refusal("grant_invalid", { param: "/grant" }));
  if (grant.payload.account !== ticket.commitment) return err(refusal("wrong_account"));
  const hash = await offerHash(offer);
  if (!(await nameEachOther(body, hash))) return err(refusal("offer_mismatch"));
  const offerRefused = await verifyOffer(offer, trust);
  if (offerRefused) return err(refusal(offerRefused, { param: "/offer" }));
  const refused = await confirmationRefusal(body, trust);
  if (refused) return err(refusal(refused, { param: "/confirmation" }));
  const { deadline, hold_until: holdUntil } = offer.terms.payload;
  if (holdUntil !== undefined && holdUntil > deadline + HOLD_MAX_MS)
    return err(refusal("deadline_out_of_range", { param: "/offer/terms/payload/hold_until" }));
  const certificate = offer.certificate.payload;
  const { amount, currency, register, iss, trade, attempt, disclosure } = confirmation.payload;
  const named = namedFailureOf(trust.mode, amount);
  const confirmed = await hashOf(confirmation);
  const stepUp = await verifyStepUp(body.step_up, confirmed, iss, trust);
  if (!stepUp.ok) return stepUp;
  return ok({
    account: ticket.account,
    device: iss,
    trade,
    attempt,
    offer: hash,
    confirmation: confirmed,
    register,
    amount,
    currency,
    settlementAccount: certificate.settlement_account,
    fees: await openFees(sealing, certificate.fees, currency),
    deadline,
    ...(holdUntil === undefined ? {} : { holdUntil }),
    ...(disclosure === undefined ? {} : { disclosure }),
    period: { not_before: certificate.not_before, not_after: certificate.not_after },
    ...(stepUp.value ? { stepUp: stepUp.value } : {}),
    ...(named ? { named: { ...named, since: confirmation.payload.time } } : {}),
  });
}

function everyPart(
  { grant, confirmation, offer }: ConfirmTrade,
  fits: (part: { mode: string; aud: string }) => boolean,
): boolean {
  return fits(grant.payload) && fits(confirmation.payload) && fits(offer.terms.payload);
}

/** Offer, grant and confirmation are of one trade, one attempt and one offer, and the payer signed this very grant. */
async function nameEachOther(
  { offer, grant, confirmation }: ConfirmTrade,
  hash: Hash,
): Promise<boolean> {
  const granted = grant.payload;
  const confirmed = confirmation.payload;
  return (
    granted.trade === offer.trade &&
    confirmed.trade === offer.trade &&
    confirmed.attempt === granted.attempt &&
    granted.offer === hash &&
    confirmed.offer === hash &&
    confirmed.grant === (await hashOf(granted))
  );
}

async function confirmationRefusal(
  { offer, confirmation }: ConfirmTrade,
  trust: Deployment["trust"],
): Promise<Refusal["code"] | undefined> {
  const { payload } = confirmation;
  const expected = {
    typ: "warifu/confirmation/1",
    iss: payload.iss,
    aud: trust.realm,
    mode: trust.mode,
  };
  const refused = await verify(confirmation, expected, payload.iss);
  if (refused) return refused;
  const terms = offer.terms.payload;
  const same =
    payload.amount === terms.amount &&
    payload.currency === terms.currency &&
    payload.register === terms.iss;
  if (!same) return "amount_mismatch";
  const isAsked = terms.asks !== undefined || payload.disclosure === undefined;
  return isAsked ? undefined : "disclosure_mismatch";
}
