/**
 * The signed objects: schema and type of the same name. Who signs what, and who verifies it, is the
 * table of SPEC.md, "Who signs what". Checks that need more than one object are in offer.ts and receipt.ts.
 */

import * as v from "valibot";
import { OpeningProof } from "../account/opening-code.ts";
import { Asks, EncryptionKey } from "../disclosure/asks.ts";
import { CaptureId, Mode, RefundId, RegisterId, TradeId } from "../ids.ts";
import {
  ATTEMPTS_MAX,
  IDEMPOTENCY_KEY_CHARS_MAX,
  ITEM_NAME_CHARS_MAX,
  ITEMS_MAX,
  ORIGINS_MAX,
  REFERENCE_CHARS_MAX,
  REGISTER_NAME_CHARS_MAX,
  SEALED_FEES_CHARS_MAX,
  TERMINAL_NAME_CHARS_MAX,
  TRADE_AMOUNT_MAX,
} from "../limits.ts";
import { Amount, Currency, MinorUnits } from "../money/money.ts";
import { RefusedOutcomeCode } from "../refused-outcomes.ts";
import { Hash, PublicKey, signedSchema } from "./signature.ts";

/** ms since the epoch */
export const Time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export type Time = number;

export const Attempt = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(ATTEMPTS_MAX));
export type Attempt = number;

/** `realm:` and the id of the root key [SG3]. */
export const Realm = v.pipe(v.string(), v.maxLength(22), v.regex(/^realm:[0-9a-v]{16}$/));
export const KeyId = v.pipe(v.string(), v.maxLength(16), v.regex(/^[0-9a-v]{16}$/));

/** Text a shop chose and a shopper reads: no control characters, no bidi overrides, no blank ends. */
export function shownText(max: number) {
  return v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(max),
    v.regex(
      /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]*$/u,
      "has a control or direction character, or half of a surrogate pair",
    ),
    v.check((text) => text === text.trim(), "begins or ends with a blank"),
  );
}

/** `https://host[:port]`, or http on a loopback name, exactly as the browser writes it. */
export const Origin = v.pipe(
  v.string(),
  v.maxLength(255),
  v.check(isOrigin, "not an origin: https://host, or http://localhost for development"),
);

export function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  // The URL parser lets `*`, `;` and more into a host; a header's policy must never hold them.
  if (!/^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[::1\])$/.test(url.hostname)) return false;
  const loopback = /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)$/.test(url.hostname);
  return (
    url.origin === text && (url.protocol === "https:" || (url.protocol === "http:" && loopback))
  );
}

export const IdempotencyKey = v.pipe(
  v.string(),
  v.maxLength(IDEMPOTENCY_KEY_CHARS_MAX),
  v.regex(/^[\x21-\x7e]+$/, "visible ASCII, at least one character"),
);

/** Root → carrier: this key signs for the carrier in this period. */
export const KeyCertificate = v.strictObject({
  typ: v.literal("warifu/key-certificate/1"),
  iss: Realm,
  aud: v.literal("everyone"),
  mode: Mode,
  kid: KeyId,
  key: PublicKey,
  use: v.literal("sign"),
  not_before: Time,
  not_after: Time,
});
export type KeyCertificate = v.InferOutput<typeof KeyCertificate>;
export const SignedKeyCertificate = signedSchema(KeyCertificate);
export type SignedKeyCertificate = v.InferOutput<typeof SignedKeyCertificate>;

/** Carrier → everyone: this register has this name, these origins and this key. */
export const RegisterCertificate = v.strictObject({
  typ: v.literal("warifu/register-certificate/1"),
  iss: Realm,
  aud: v.literal("everyone"),
  mode: Mode,
  kid: KeyId,
  register: RegisterId,
  name: shownText(REGISTER_NAME_CHARS_MAX),
  origins: v.pipe(
    v.array(v.strictObject({ origin: Origin, proven_at: Time })),
    v.minLength(1),
    v.maxLength(ORIGINS_MAX),
  ),
  key: PublicKey,
  settlement_account: v.pipe(
    v.string(),
    v.maxLength(22),
    v.regex(/^set_(test|live)_[0-9a-v]{13}$/),
  ),
  /** what shoppers give it is encrypted to this; absent: it can't ask [DI2] */
  encryption_key: v.exactOptional(EncryptionKey),
  /** the register's fee schedules, sealed: the carrier alone can read them [LE43] */
  fees: v.exactOptional(v.pipe(v.string(), v.maxLength(SEALED_FEES_CHARS_MAX))),
  not_before: Time,
  not_after: Time,
});
export type RegisterCertificate = v.InferOutput<typeof RegisterCertificate>;
export const SignedRegisterCertificate = signedSchema(RegisterCertificate);
export type SignedRegisterCertificate = v.InferOutput<typeof SignedRegisterCertificate>;

/** A line of what is bought. `amount` is the line's total in minor units. */
export const Item = v.strictObject({
  name: shownText(ITEM_NAME_CHARS_MAX),
  quantity: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000)),
  amount: MinorUnits,
});
export type Item = v.InferOutput<typeof Item>;

/** Register → terminal, branch: what the shop asks. `key` is the idempotency key: one signature, one trade [MS2]. */
export const Terms = v.pipe(
  v.strictObject({
    typ: v.literal("warifu/terms/1"),
    iss: RegisterId,
    aud: Realm,
    mode: Mode,
    key: IdempotencyKey,
    amount: v.pipe(Amount, v.maxValue(TRADE_AMOUNT_MAX)),
    currency: Currency,
    items: v.pipe(v.array(Item), v.maxLength(ITEMS_MAX)),
    /** `later`: the amount is held, and captures take what they need of it until `hold_until` */
    capture: v.picklist(["now", "later"]),
    /** with `later`, and only then: when the hold ends by itself, ms since the epoch */
    hold_until: v.exactOptional(Time),
    /** the trade's deadline, ms since the epoch */
    deadline: Time,
    /** the shop's own order number; the shopper sees it */
    reference: v.exactOptional(shownText(REFERENCE_CHARS_MAX)),
    /** what the shopper may give beside the money, if he likes [DI1] */
    asks: v.exactOptional(Asks),
  }),
  v.check(
    ({ items, amount }) =>
      items.length === 0 || items.reduce((sum, item) => sum + item.amount, 0) === amount,
    "the items' amounts don't add up to the amount",
  ),
  v.check(
    ({ capture, hold_until, deadline }) =>
      capture === "now"
        ? hold_until === undefined
        : hold_until !== undefined && hold_until > deadline,
    "a capture later has a hold_until after the deadline, a capture now has none",
  ),
);
export type Terms = v.InferOutput<typeof Terms>;
export const SignedTerms = signedSchema(Terms);
export type SignedTerms = v.InferOutput<typeof SignedTerms>;

/** Synchronous server → branch, by a MAC under the key both share: this attempt belongs to this account. */
export const Grant = v.strictObject({
  typ: v.literal("warifu/grant/1"),
  iss: v.literal("synchronous-server"),
  aud: Realm,
  mode: Mode,
  trade: TradeId,
  attempt: Attempt,
  offer: Hash,
  /** commitment to the one account: the hash of its sealed reference */
  account: Hash,
  /** when the claim is released unless confirmed; only the till acts on it */
  until: Time,
});
export type Grant = v.InferOutput<typeof Grant>;

/** Terminal's device key → branch: pay this. Names the grant, which names offer and account. */
export const Confirmation = v.strictObject({
  typ: v.literal("warifu/confirmation/1"),
  iss: PublicKey,
  aud: Realm,
  mode: Mode,
  trade: TradeId,
  attempt: Attempt,
  grant: Hash,
  offer: Hash,
  /** what the shopper saw, said again so that a wrong offer can't be confirmed by its hash alone */
  amount: Amount,
  currency: Currency,
  register: RegisterId,
  /** of what he gives the shop with it [DI6] */
  disclosure: v.exactOptional(Hash),
  /** when the shopper pressed */
  time: Time,
});
export type Confirmation = v.InferOutput<typeof Confirmation>;
export const SignedConfirmation = signedSchema(Confirmation);
export type SignedConfirmation = v.InferOutput<typeof SignedConfirmation>;

/** Carrier → anyone: how an attempt ended. Nothing of the payer. */
export const Receipt = v.strictObject({
  typ: v.literal("warifu/receipt/1"),
  iss: Realm,
  aud: RegisterId,
  mode: Mode,
  kid: KeyId,
  trade: TradeId,
  attempt: Attempt,
  register: RegisterId,
  amount: Amount,
  currency: Currency,
  outcome: v.picklist(["settled", "authorized", "captured", "voided", "refunded", "refused"]),
  /** why, for a refusal. Only the terminal gets a refusal's receipt: a shop is told no reason */
  code: v.exactOptional(RefusedOutcomeCode),
  /** of a capture or a refund: which one. `amount` is then its own amount */
  order: v.exactOptional(v.union([CaptureId, RefundId])),
  /** of an authorization: when the hold ends by itself */
  hold_until: v.exactOptional(Time),
  /** of a payment or a hold: the disclosure that the payer confirmed with it [DI6] */
  disclosure: v.exactOptional(Hash),
  offer: Hash,
  /** when the branch decided */
  time: Time,
});
export type Receipt = v.InferOutput<typeof Receipt>;

/** A receipt with the root's certificate of the key that signed it: verifiable offline under the pinned root. */
export const SignedReceipt = v.strictObject({
  ...signedSchema(Receipt).entries,
  certificate: SignedKeyCertificate,
});
export type SignedReceipt = v.InferOutput<typeof SignedReceipt>;

/** Terminal → carrier: my device key, open an account for it (idempotent by the key). */
export const Enrolment = v.strictObject({
  typ: v.literal("warifu/enrolment/1"),
  iss: PublicKey,
  aud: Realm,
  mode: Mode,
  name: shownText(TERMINAL_NAME_CHARS_MAX),
  time: Time,
  /** of an account that the operator opened: the key is bound to that one [LE74] */
  code: v.exactOptional(OpeningProof),
});
export type Enrolment = v.InferOutput<typeof Enrolment>;
export const SignedEnrolment = signedSchema(Enrolment);
export type SignedEnrolment = v.InferOutput<typeof SignedEnrolment>;

/** Terminal → carrier: my account's balance. */
export const TerminalRequest = v.strictObject({
  typ: v.literal("warifu/terminal-request/1"),
  iss: PublicKey,
  aud: Realm,
  mode: Mode,
  act: v.picklist(["account"]),
  time: Time,
});
export type TerminalRequest = v.InferOutput<typeof TerminalRequest>;
export const SignedTerminalRequest = signedSchema(TerminalRequest);
export type SignedTerminalRequest = v.InferOutput<typeof SignedTerminalRequest>;

/** Register's key → carrier (certify me) and synchronous server (register me): proof that the key is held. */
export const Registration = v.strictObject({
  typ: v.literal("warifu/registration/1"),
  iss: PublicKey,
  aud: Realm,
  mode: Mode,
  name: shownText(REGISTER_NAME_CHARS_MAX),
  origins: v.pipe(v.array(Origin), v.minLength(1), v.maxLength(ORIGINS_MAX)),
  /** from now on; left out, the one there is stays [DI3] */
  encryption_key: v.exactOptional(EncryptionKey),
  time: Time,
});
export type Registration = v.InferOutput<typeof Registration>;
export const SignedRegistration = signedSchema(Registration);
export type SignedRegistration = v.InferOutput<typeof SignedRegistration>;
