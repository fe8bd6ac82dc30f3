/**
 * What payer, shop and till say to each other about a dispute. What the payer says is signed by his device key for that
 * one trade and offer; who signed it, and the signature, the shop never sees [DP3].
 */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { Mode, RefundId, RegisterId, TradeId } from "../ids.ts";
import { DISPUTE_MESSAGES_MAX, LIST_ENTRIES_MAX } from "../limits.ts";
import { EmptyObject } from "../messages.ts";
import { Amount, Currency } from "../money/money.ts";
import { fromBase64Url } from "../signing/encoding.ts";
import { Hash, PublicKey, signedSchema } from "../signing/signature.ts";
import { Realm, SignedReceipt, Time } from "../signing/signed-objects.ts";
import { SignedRefund } from "../trade/orders.ts";
import { DisputeText, SealedText } from "./dispute-text.ts";

export const DisputeReason = v.picklist([
  "not_received",
  "not_as_described",
  "cancelled_order",
  "wrong_amount",
  "not_mine",
  "other",
]);
export type DisputeReason = v.InferOutput<typeof DisputeReason>;

export const DisputeStatus = v.picklist([
  "open",
  "contested",
  "escalated",
  "upheld",
  "refunded",
  "withdrawn",
  "won",
]);
export type DisputeStatus = v.InferOutput<typeof DisputeStatus>;

const ACT_ID_BYTES = 16;
/** Made by the terminal and stored before it is sent: the same act again is the same [DP4]. */
export const DisputeActId = v.pipe(
  v.string(),
  v.maxLength(22),
  v.check((text) => fromBase64Url(text)?.length === ACT_ID_BYTES, "not 16 bytes"),
);

const ACT = {
  typ: v.literal("warifu/dispute/1"),
  iss: PublicKey,
  aud: Realm,
  mode: Mode,
  trade: TradeId,
  /** offerHash() of what was paid: it says again which terms this is about */
  offer: Hash,
  id: DisputeActId,
};

/** Terminal → till: what the payer says. */
export const DisputeAct = v.variant("act", [
  v.strictObject({
    ...ACT,
    act: v.literal("open"),
    reason: DisputeReason,
    /** what he wants back, minor units: what is left of what was taken, at most; all of that where it isn't said */
    amount: v.exactOptional(Amount),
    /** absent where the register's certificate names no key to encrypt to */
    text: v.exactOptional(SealedText),
  }),
  v.strictObject({ ...ACT, act: v.literal("message"), text: SealedText }),
  v.strictObject({ ...ACT, act: v.literal("withdraw") }),
]);
export type DisputeAct = v.InferOutput<typeof DisputeAct>;
export const SignedDisputeAct = signedSchema(DisputeAct);
export type SignedDisputeAct = v.InferOutput<typeof SignedDisputeAct>;

/** POST /v1/trades/:trade/dispute, by a terminal. */
export const SayInDispute = v.strictObject({ act: SignedDisputeAct });
export type SayInDispute = v.InferOutput<typeof SayInDispute>;

/** POST /v1/trades/:trade/dispute/read: an empty object, signed by the payer's terminal as any request. */
export const ReadDispute = EmptyObject;

/** POST /v1/disputes/:trade/messages and /contest, by the register. */
export const AnswerDispute = v.strictObject({ text: SealedText });
export const ContestDispute = v.pipe(
  v.unknown(),
  // An array without elements has no unknown member either.
  v.check((body) => !Array.isArray(body), "not an object"),
  v.strictObject({ text: v.exactOptional(SealedText) }),
);

/** POST /v1/disputes/:trade/accept: a refund of what is left of what the dispute asks for [DP5]. */
export const AcceptDispute = v.strictObject({ order: SignedRefund });

/** What a window of the wallet asks its background to say: with a reason to open one, without to write on. */
export const DisputeWish = v.strictObject({
  reason: v.exactOptional(DisputeReason),
  text: DisputeText,
});

/** What was said and done in it, in its order. */
export const DisputeEntry = v.object({
  /** from 1 */
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  from: v.picklist(["payer", "shop"]),
  act: v.picklist(["opened", "message", "contested", "withdrawn"]),
  text: v.exactOptional(SealedText),
  at: Time,
});
export type DisputeEntry = v.InferOutput<typeof DisputeEntry>;

const SUMMARY = {
  object: v.literal("dispute"),
  mode: Mode,
  register: RegisterId,
  /** a trade has one dispute at most: it is named by its trade */
  trade: TradeId,
  reason: DisputeReason,
  /** what the payer wants back, minor units */
  amount: Amount,
  /** what is left of that after refunds that are done, minor units */
  left: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  currency: Currency,
  status: DisputeStatus,
  /** of `open`: until then the shop may answer; of `contested`: until then the two may agree */
  until: v.exactOptional(Time),
  /** of `refunded`: the refund that closed it, and its receipt */
  refund: v.exactOptional(RefundId),
  receipt: v.exactOptional(SignedReceipt),
  opened: Time,
  updated: Time,
};

export const DisputeSummary = v.object(SUMMARY);
export type DisputeSummary = v.InferOutput<typeof DisputeSummary>;

/** Messages of both sides, and a first, a contesting and a last word. */
export const DISPUTE_ENTRIES_MAX = 2 * DISPUTE_MESSAGES_MAX + 3;

/** The same for payer and shop: neither sees what the other doesn't. */
export const DisputeView = v.object({
  ...SUMMARY,
  entries: listUpTo(DISPUTE_ENTRIES_MAX, DisputeEntry),
});
export type DisputeView = v.InferOutput<typeof DisputeView>;

/** GET /v1/disputes: till by till, the oldest first. */
export const DisputeList = v.object({
  disputes: listUpTo(LIST_ENTRIES_MAX, DisputeSummary),
  next: v.exactOptional(textUpTo(60)),
});
export type DisputeList = v.InferOutput<typeof DisputeList>;
