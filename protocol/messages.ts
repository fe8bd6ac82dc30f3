/**
 * Every message on HTTP and WebSocket: schema and type of the same name, parsed on both sides. Requests
 * are strict (an unknown member is refused [MS1]); answers are open, so that a newer server may say more.
 * Page, frame and terminal talk by frame-messages.ts; signed objects are in signed-objects.ts.
 */

import * as v from "valibot";
import { SecurityView } from "./account/account-change.ts";
import { SignedEncryptionKeyCertificate, SignedStepUp } from "./account/step-up.ts";
import { TerminalView } from "./account/terminal-changes.ts";
import { listUpTo, textUpTo } from "./bounds.ts";
import { Asks } from "./disclosure/asks.ts";
import { SealedDisclosure } from "./disclosure/disclosure.ts";
import { Mode, PayerTag, RegisterId, TradeId, UserId } from "./ids.ts";
import {
  CURRENCIES_MAX,
  ITEMS_MAX,
  ORDERS_PER_TRADE_MAX,
  REFERENCE_CHARS_MAX,
  TILLS_MAX,
  UNPAGED_ENTRIES_MAX,
} from "./limits.ts";
import { Amount, Currency, MinorUnits } from "./money/money.ts";
import { ListedChoiceView } from "./price-list/price-list-messages.ts";
import { Problem } from "./problem.ts";
import { ApiKeyView, SignedApiKey } from "./register/api-keys.ts";
import {
  Attempt,
  Grant,
  Item,
  SignedConfirmation,
  SignedEnrolment,
  SignedKeyCertificate,
  SignedReceipt,
  SignedRegisterCertificate,
  SignedRegistration,
  SignedTerminalRequest,
  SignedTerms,
  Time,
} from "./signing/signed-objects.ts";
import { Metadata } from "./trade/metadata.ts";
import { Offer } from "./trade/offer.ts";
import { CaptureView, RefundView } from "./trade/order-messages.ts";
import { TradeStatus } from "./words.ts";

/** A body that says nothing. */
export const EmptyObject = v.pipe(
  v.unknown(),
  // An array without elements has no unknown member either.
  v.check((body) => !Array.isArray(body), "not an object"),
  v.strictObject({}),
);

// #region register server ↦ synchronous server

/** POST /v1/trades, with `Idempotency-Key` equal to the terms' key. */
export const CreateTrade = v.strictObject({
  terms: SignedTerms,
  /** the shop's own notes: no part of the terms [AR5] */
  metadata: v.exactOptional(Metadata),
});
export type CreateTrade = v.InferOutput<typeof CreateTrade>;

/** POST /v1/trades/:trade/cancel: the body is an empty object. */
export const CancelTrade = EmptyObject;
export type CancelTrade = v.InferOutput<typeof CancelTrade>;

/** What a shop knows of a trade. Answer to create, get and cancel. */
export const TradeView = v.object({
  id: TradeId,
  object: v.literal("trade"),
  mode: Mode,
  register: RegisterId,
  status: TradeStatus,
  amount: Amount,
  currency: Currency,
  items: listUpTo(ITEMS_MAX, Item),
  reference: v.exactOptional(textUpTo(REFERENCE_CHARS_MAX)),
  /** of its idempotency key, if that is a UUIDv7; else when it came [AR1] */
  created: v.exactOptional(Time),
  deadline: Time,
  asks: v.exactOptional(Asks),
  /** of a trade that a price list sold */
  listed: v.exactOptional(ListedChoiceView),
  capture: v.exactOptional(v.picklist(["now", "later"])),
  /** of a hold: when it ends by itself */
  hold_until: v.exactOptional(Time),
  /** captured and refunded so far, minor units; with an outcome that moved money */
  captured: v.exactOptional(MinorUnits),
  refunded: v.exactOptional(MinorUnits),
  /** with an outcome only: a pseudonym, different at every register */
  payer_tag: v.exactOptional(PayerTag),
  /** of a settled trade: its gapless number at its till */
  sale: v.exactOptional(v.object({ till: v.number(), number: v.number() })),
  /** when the payer's account decided to settle or to hold: the time in the receipt */
  settled: v.exactOptional(Time),
  receipt: v.exactOptional(SignedReceipt),
  /** what the payer gave, encrypted to the register: absent where he gave nothing, or not yet [DI10] */
  disclosure: v.exactOptional(SealedDisclosure),
  /** what its shop notes on it */
  metadata: v.exactOptional(Metadata),
  /** where they are asked for by `expand`: all of them, the oldest first */
  captures: v.exactOptional(listUpTo(ORDERS_PER_TRADE_MAX, CaptureView)),
  refunds: v.exactOptional(listUpTo(ORDERS_PER_TRADE_MAX, RefundView)),
  /** of a settled trade, for the shop alone: what the carrier kept, and what the till was credited, minor units [LE44] */
  fee: v.exactOptional(MinorUnits),
  net: v.exactOptional(MinorUnits),
  /** the shop's cancel is under way, and the branch has yet to say how the trade ends [TR5]: ask again */
  ending: v.exactOptional(v.literal(true)),
});
export type TradeView = v.InferOutput<typeof TradeView>;

// #region page and frame ↦ synchronous server

export { PageStatus } from "./page/page-status.ts";

// #region user terminal ↦ synchronous server

/** POST /v1/terminals: enrol this device key and open an account for it. Idempotent by the key. */
export const EnrolTerminal = v.strictObject({ enrolment: SignedEnrolment });
export type EnrolTerminal = v.InferOutput<typeof EnrolTerminal>;

/** A bearer token of minutes, opaque to the terminal: `Authorization: Warifu-Credential <token>`. */
export const Credential = v.object({ token: textUpTo(4_000), expires_at: Time });
export type Credential = v.InferOutput<typeof Credential>;

export const Balance = v.object({
  currency: Currency,
  amount: v.pipe(v.number(), v.safeInteger()),
});
export type Balance = v.InferOutput<typeof Balance>;

/** [LE70] A postpaid currency: how far below zero it may go, and what may still be spent of balance and credit. */
export const CreditView = v.object({ currency: Currency, limit: MinorUnits, left: MinorUnits });
export type CreditView = v.InferOutput<typeof CreditView>;

/** [LE15] `closing` and `closed` take no payment; `frozen` neither, for as long as it lasts. */
export const AccountStatus = v.picklist(["active", "frozen", "closing", "closed"]);
export type AccountStatus = v.InferOutput<typeof AccountStatus>;

/** What the terminal knows of its account. `label` is the carrier's short name for it, never the account id. */
export const AccountView = v.object({
  label: textUpTo(60),
  status: AccountStatus,
  balances: listUpTo(CURRENCIES_MAX, Balance),
  /** of the postpaid currencies */
  credit: v.exactOptional(listUpTo(CURRENCIES_MAX, CreditView)),
  /** [TE17] its terminals, the oldest first; the revoked ones too, for a while */
  terminals: v.exactOptional(listUpTo(UNPAGED_ENTRIES_MAX, TerminalView)),
  /** [TE12] its recovery key, if it has one: never the key itself */
  recovery: v.exactOptional(v.object({ since: Time })),
  /** passkeys, PIN and one-click rules; absent: none of them */
  security: v.exactOptional(SecurityView),
  /** what a PIN is encrypted to; absent where the carrier takes none */
  pin_key: v.exactOptional(SignedEncryptionKeyCertificate),
});
export type AccountView = v.InferOutput<typeof AccountView>;

export const Enrolled = v.object({ user: UserId, account: AccountView, credential: Credential });
export type Enrolled = v.InferOutput<typeof Enrolled>;

/** POST /v1/terminals/credential: the request's signature says it all, so the body is an empty object. */
export const RenewCredential = EmptyObject;
export type RenewCredential = v.InferOutput<typeof RenewCredential>;

/** POST /v1/account: what is inside is for the carrier, which verifies it. */
export const AskAsTerminal = v.strictObject({ request: SignedTerminalRequest });
export type AskAsTerminal = v.InferOutput<typeof AskAsTerminal>;

/** GET /v1/trades/:trade/offer: reading binds nothing and shows nowhere. */
export const OfferView = v.object({ offer: Offer, status: TradeStatus });
export type OfferView = v.InferOutput<typeof OfferView>;

/** POST /v1/trades/:trade/claim. Carries the offer, so that a trade whose row was lost can be made again [MS4]. */
export const ClaimTrade = v.strictObject({ offer: Offer });
export type ClaimTrade = v.InferOutput<typeof ClaimTrade>;

export const MacGrant = v.strictObject({ payload: Grant, mac: textUpTo(86) });
export type MacGrant = v.InferOutput<typeof MacGrant>;

/** `ticket` is carrier-issued and opaque: it addresses the confirm to the account's branch. */
export const Granted = v.object({ grant: MacGrant, ticket: textUpTo(1_000) });
export type Granted = v.InferOutput<typeof Granted>;

/** POST /v1/trades/:trade/decline: the body is an empty object. */
export const DeclineTrade = EmptyObject;
export type DeclineTrade = v.InferOutput<typeof DeclineTrade>;

/** POST /v1/confirmations, and `confirm` on the money socket: the same bytes each time. */
export const ConfirmTrade = v.strictObject({
  offer: Offer,
  grant: MacGrant,
  ticket: v.pipe(v.string(), v.maxLength(1_000)),
  confirmation: SignedConfirmation,
  /** for the hash of the signed confirmation; added once the branch asked for it */
  step_up: v.exactOptional(SignedStepUp),
});
export type ConfirmTrade = v.InferOutput<typeof ConfirmTrade>;

/** The branch decided to settle, or to hold: 200. */
export const Confirmed = v.object({
  outcome: v.picklist(["settled", "authorized"]),
  attempt: Attempt,
  receipt: SignedReceipt,
});
export type Confirmed = v.InferOutput<typeof Confirmed>;

/** What a limit or the funds would still have let through, minor units. For the terminal alone [LE13]. */
export const Left = v.object({ amount: MinorUnits, currency: Currency });
export type Left = v.InferOutput<typeof Left>;

/** The branch decided not to: 402, a problem of kind `outcome` with the refusal's receipt (a void has none). */
export const RefusedProblem = v.object({
  ...Problem.entries,
  attempt: Attempt,
  receipt: v.exactOptional(SignedReceipt),
  left: v.exactOptional(Left),
});
export type RefusedProblem = v.InferOutput<typeof RefusedProblem>;

/** Money socket (GET /v1/money, WebSocket protocols `warifu.money.1` and the ticket), terminal ↦ branch. */
export const MoneySocketRequest = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  confirm: ConfirmTrade,
});
export type MoneySocketRequest = v.InferOutput<typeof MoneySocketRequest>;

/** Money socket, branch ↦ terminal: what the HTTP twin would answer. */
export const MoneySocketAnswer = v.object({
  id: v.string(),
  status: v.number(),
  body: v.unknown(),
});
export type MoneySocketAnswer = v.InferOutput<typeof MoneySocketAnswer>;

export const MONEY_SOCKET_PROTOCOL = "warifu.money.1";

// #region operator's command ↦ carrier server, synchronous server

/** POST /v1/registers at the carrier (operator's key): certify this register, its origins proven now [RG6]. */
export const CertifyRegister = v.strictObject({
  registration: SignedRegistration,
  /** of one that has changed its key since */
  register: v.exactOptional(RegisterId),
  /** development alone: the operator's word stands in the proofs' place */
  vouched: v.exactOptional(v.boolean()),
});
export type CertifyRegister = v.InferOutput<typeof CertifyRegister>;

export const CertifiedRegister = v.object({
  register: RegisterId,
  certificate: SignedRegisterCertificate,
  chain: SignedKeyCertificate,
});
export type CertifiedRegister = v.InferOutput<typeof CertifiedRegister>;

/** POST /v1/registers at the synchronous server: the certificate is the permission. `api_key`: its first, or a further one. */
export const RegisterRegister = v.strictObject({
  registration: SignedRegistration,
  certificate: SignedRegisterCertificate,
  chain: SignedKeyCertificate,
  api_key: SignedApiKey,
});
export type RegisterRegister = v.InferOutput<typeof RegisterRegister>;

export const RegisteredRegister = v.object({ register: RegisterId, api_key: ApiKeyView });
export type RegisteredRegister = v.InferOutput<typeof RegisteredRegister>;

/** POST /v1/registers/:register/tills, with the register's API key: how many tills it has from now on. */
export const SetTills = v.strictObject({
  tills: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(TILLS_MAX)),
});
export type SetTills = v.InferOutput<typeof SetTills>;

/** `version` counts the changes of the register's till map. */
export const TillMap = v.object({
  register: RegisterId,
  tills: v.number(),
  version: v.number(),
});
export type TillMap = v.InferOutput<typeof TillMap>;

/** POST /v1/test/clock at either server, with TEST_CLOCK on: how far its clock is ahead of real time. */
export const MoveClock = v.strictObject({
  offset_ms: v.pipe(v.number(), v.safeInteger()),
  /** what is due by it is done at once: by the carrier's branches, and by the objects of the register that asks [TT6] */
  wake: v.exactOptional(v.boolean()),
});
export type MoveClock = v.InferOutput<typeof MoveClock>;

// #region anyone ↦ either server

export const Health = v.object({ status: v.literal("ok"), role: textUpTo(40), mode: Mode });
export type Health = v.InferOutput<typeof Health>;

/** GET /ready: it can do its work now. */
export const Ready = v.object({ status: v.literal("ready"), role: textUpTo(40), mode: Mode });
export type Ready = v.InferOutput<typeof Ready>;
