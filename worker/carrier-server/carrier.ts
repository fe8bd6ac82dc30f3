/**
 * The one interface between the synchronous server and the carrier server, both ways: what a carrier is
 * asked (Carrier) and what it asks of whoever it credits (Creditor). Types only. Another carrier (a bank,
 * a phone company) is another implementation of Carrier.
 *
 * The account id is never in it: the synchronous server holds a sealed account reference, which only the
 * carrier opens. Refusals are values; a throw means "not known", never "not applied".
 */

import type { ChangeAccount } from "../../protocol/account/account-change.ts";
import type { ChangeTerminals } from "../../protocol/account/linking.ts";
import type {
  SignedEncryptionKeyCertificate,
  StepUpMethods,
} from "../../protocol/account/step-up.ts";
import type { StepUpReason } from "../../protocol/account/step-up-problems.ts";
import type { Counted, IdRange } from "../../protocol/count/bisection.ts";
import type { ReceiptProof, SignedReceiptRoot } from "../../protocol/count/receipt-root.ts";
import type { HourDigests, HourKey, TillHour } from "../../protocol/count/set-hash.ts";
import type { DisputeList, DisputeSummary } from "../../protocol/dispute/dispute-messages.ts";
import type { PayoutId, RegisterId, TradeId } from "../../protocol/ids.ts";
import type {
  AccountView,
  CertifiedRegister,
  Confirmed,
  ConfirmTrade,
  Left,
} from "../../protocol/messages.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { Ruling } from "../../protocol/operator/operator-disputes.ts";
import type { WatchedServer } from "../../protocol/operator/watching.ts";
import type { Refusal } from "../../protocol/problem.ts";
import type {
  PayoutAccountView,
  SignedPayoutAccount,
} from "../../protocol/register/payout-account.ts";
import type {
  ChangeOrigins,
  ChangeRegisterKey,
  RegisterNews,
} from "../../protocol/register/register-key.ts";
import type { Result } from "../../protocol/result.ts";
import type { PublicKey } from "../../protocol/signing/signature.ts";
import type {
  SignedEnrolment,
  SignedKeyCertificate,
  SignedReceipt,
  SignedRegisterCertificate,
  SignedRegistration,
  SignedTerminalRequest,
} from "../../protocol/signing/signed-objects.ts";
import type { SignedCapture, SignedRefund, SignedVoidHold } from "../../protocol/trade/orders.ts";
import type { AttemptOutcome } from "../../protocol/trade/trade.ts";

/** An account id under the carrier's AEAD key: `ar1.<kid>.<base64url>`. Fresh each time it is sealed. */
export type SealedAccountReference = string;

/** Addresses a confirm to a branch: `tk1.<kid>.<base64url>`, AEAD over account id and hash of the claim's sealed reference. */
export type Ticket = string;

export type Answer<T> = Result<T, Refusal>;

/** A branch's recorded refusal of an attempt: the refusal, and its receipt (a void has none). */
export interface RefusedAttempt extends Refusal {
  readonly attempt: number;
  readonly receipt?: SignedReceipt;
  /** of the limit that refused, or of the funds; for the terminal alone [LE13] */
  readonly left?: Left;
}

/** Nothing was decided: the same attempt may go on with a step-up. For the terminal alone, as a refusal's `left`. */
export interface StepUpRequired extends Refusal {
  readonly reason: StepUpReason;
  /** of a payment: what one click would let through */
  readonly left?: Left;
  readonly methods: StepUpMethods;
}

/** A PIN that was wrong, or that no try is taken of now. For the terminal alone. */
export interface PinRefused extends Refusal {
  readonly tries_left: number;
  /** until then no try is taken, ms since the epoch; absent: at once, or, with no tries left, never */
  readonly next_at?: number;
}

/** Why a step-up was asked for, or didn't count. */
export type StepUpRefusal = StepUpRequired | PinRefused;

export interface OutcomeQuestion {
  readonly sealed: SealedAccountReference;
  readonly trade: TradeId;
  readonly attempt: number;
  /** true: an attempt the branch doesn't know is recorded as void now, so that a late confirm meets it */
  readonly voidIfAbsent: boolean;
}

export interface Carrier extends OrderTaker {
  /** Opens an account for the enrolment's device key, or finds the one it has, or the one that its code is for. */
  openAccount(
    enrolment: SignedEnrolment,
  ): Promise<Answer<{ account: AccountView; sealed: SealedAccountReference }>>;
  /** The same account, sealed afresh, so that two credentials can't be linked by it; for a terminal that may act for it [TE10]. */
  sealAgain(
    sealed: SealedAccountReference,
    terminal: PublicKey,
  ): Promise<Answer<SealedAccountReference>>;
  /** Pure cryptography, no object: where a confirm of a claim with this reference has to go, and whose sockets it opens [TE9]. */
  issueTicket(sealed: SealedAccountReference, terminal?: PublicKey): Promise<Answer<Ticket>>;
  /** A further terminal, a revocation, a name, a recovery key: the account's own keys decide, not who relays it [TE2]. What is done already changes nothing. */
  changeTerminals(
    sealed: SealedAccountReference,
    body: ChangeTerminals,
  ): Promise<Result<AccountView, Refusal | StepUpRefusal>>;
  /** The payer's account decides, in one turn of its branch. One object hop, one commit; a repeat writes nothing. */
  confirm(body: ConfirmTrade): Promise<Result<Confirmed, Refusal | RefusedAttempt | StepUpRefusal>>;
  /** What became of an attempt. `null`: not decided, and voidIfAbsent was false. A forged reference never settles: void; one under a key that is gone is not known. */
  outcome(question: OutcomeQuestion): Promise<Answer<AttemptOutcome | null>>;
  /** The balance, for the terminal that holds the account's device key. */
  readAccount(
    sealed: SealedAccountReference,
    request: SignedTerminalRequest,
  ): Promise<Answer<AccountView>>;
  /** A change by the account's holder: passkeys, PIN, one-click rules. The last change again changes nothing. */
  changeAccount(
    sealed: SealedAccountReference,
    body: ChangeAccount,
  ): Promise<Result<AccountView, Refusal | StepUpRefusal>>;
  /** The root's certificates of every signing key, the retired ones too, and of the encryption keys that still open. */
  keyCertificates(): Promise<(SignedKeyCertificate | SignedEncryptionKeyCertificate)[]>;
  /** What the carrier has on its books for a register, or undefined. */
  certifiedRegister(register: string): Promise<CertifiedRegister | undefined>;
  /** [LE65] The signed root over a day's receipts. */
  receiptRoot(day: string): Promise<Answer<SignedReceiptRoot>>;
  /** [LE66] That a receipt is among its day's, for who holds it. */
  proveReceipt(receipt: SignedReceipt): Promise<Answer<ReceiptProof>>;
  /**
   * What is passed through unread. The money socket: an upgrade request with the ticket among its protocols, answered by the
   * branch. Or a POST of a ConfirmTrade with the headers `Request-Id` and `Warifu-Terminal`, the device key that signed
   * the request [RQ4]: answered as confirm() is, on the wire.
   */
  fetch(request: Request): Promise<Response>;
}

/** An order of a register about a decided attempt. */
export interface OrderCall<Order> {
  /** of the claim that was paid */
  readonly sealed: SealedAccountReference;
  readonly attempt: number;
  readonly order: Order;
  /** of the trade's offer: proves the register's key */
  readonly certificate: SignedRegisterCertificate;
  readonly chain: SignedKeyCertificate;
}

export interface Captured {
  readonly receipt: SignedReceipt;
  /** minor units that the carrier keeps of this capture */
  readonly fee: number;
  /** of this trade, this one included */
  readonly captured: number;
  /** the hold is over: nothing more can be captured */
  readonly ended: boolean;
}

export interface HoldVoided {
  readonly receipt: SignedReceipt;
  /** captured before; 0 voids the trade, more completes it */
  readonly captured: number;
}

export interface Refunded {
  readonly receipt: SignedReceipt;
  /** minor units of its fee that the carrier gives back with this refund */
  readonly feeReturned: number;
  /** of this trade, this one included */
  readonly refunded: number;
}

/** Asked when the end of a hold has not been heard of: of the attempt that was authorized. */
export interface HoldQuestion {
  readonly sealed: SealedAccountReference;
  readonly trade: TradeId;
  readonly attempt: number;
}

/**
 * Orders are idempotent by their id: the same bytes get the same answer, the receipt byte for byte, and write
 * nothing. A refusal of kind not_a_request wrote nothing and, for a capture or a void, stays.
 */
export interface OrderTaker {
  capture(call: OrderCall<SignedCapture>): Promise<Answer<Captured>>;
  voidHold(call: OrderCall<SignedVoidHold>): Promise<Answer<HoldVoided>>;
  refund(call: OrderCall<SignedRefund>): Promise<Answer<Refunded>>;
  /** How a hold ended, by its time or by an order. `null`: it still stands. A hold that is past its time may be ended now. */
  holdEnd(question: HoldQuestion): Promise<Answer<HoldEnded | null>>;
}

/** What a register is to be paid, by its synchronous server. Unsigned: whoever asks, it can't be more, or go elsewhere, than Books knows. */
export interface PayoutOrder {
  readonly register: RegisterId;
  readonly payout: PayoutId;
  readonly currency: Currency;
  /** minor units */
  readonly amount: number;
  /** hash of the list of what it contains */
  readonly list: string;
}

/** Payouts are idempotent by their id, payout accounts by their number. A refusal wrote nothing. */
export interface PayoutTaker {
  setPayoutAccount(signed: SignedPayoutAccount): Promise<Answer<PayoutAccountView>>;
  payoutAccount(register: RegisterId): Promise<Answer<PayoutAccountView>>;
  /** The money is out of the register's books when this is answered, and will go with the next file for the bank. */
  payout(order: PayoutOrder): Promise<Answer<null>>;
  /** Those of these payouts that the bank was told of. */
  paidOut(payouts: readonly PayoutId[]): Promise<PayoutId[]>;
}

/** What a register changes of itself at its carrier. Each is signed by the register's key; a refusal wrote nothing. */
export interface RegisterKeeper {
  /** [RG10] */
  setOrigins(register: RegisterId, change: ChangeOrigins): Promise<Answer<CertifiedRegister>>;
  /** [RG11] */
  changeRegisterKey(change: ChangeRegisterKey): Promise<Answer<CertifiedRegister>>;
  /** [TT2] In test mode alone: its own signature is the permission. @param idempotencyKey of the request */
  certifyTestRegister(
    registration: SignedRegistration,
    idempotencyKey: string,
  ): Promise<Answer<CertifiedRegister>>;
}

/** A hold is over: its time was, or an order ended it. What was left of it is the payer's again. */
export interface HoldEnded {
  readonly kind: "hold_ended";
  /** minor units captured before it ended */
  readonly captured: number;
}

/** What the branch's outbox tells: a decided attempt (settled, authorized or refused), or the end of its hold. */
export interface Decided {
  /** the branch's name for this piece of news: what is acknowledged */
  readonly key: string;
  readonly trade: TradeId;
  readonly attempt: number;
  readonly outcome: AttemptOutcome | HoldEnded;
}

/** The bank sent a payout back: the money is in the register's books again [LE92]. */
export interface PayoutReturn {
  readonly register: RegisterId;
  readonly payout: PayoutId;
  /** the bank's, four characters */
  readonly reason: string;
}

/** What a carrier tells of registers that are registered with whoever it credits. */
export interface Registrar {
  /** A register's newer certificate, and how it stands. Idempotent; what is older changes nothing. */
  certified(news: RegisterNews): Promise<Answer<null>>;
  /** Idempotent by the payout. */
  payoutReturned(notice: PayoutReturn): Promise<Answer<null>>;
}

/** What the operator asks of disputes, which are kept where the trades are [DP10]. */
export interface Disputed {
  /** Those that aren't over, a page of them. @param cursor `next` of the page before */
  disputes(register: RegisterId, cursor?: string): Promise<Answer<DisputeList>>;
  /** Idempotent; only of what is escalated. */
  decideDispute(trade: TradeId, ruling: Ruling): Promise<Answer<DisputeSummary>>;
}

export interface Creditor {
  /** Idempotent. Returns the keys of those that are stored; the others come again. */
  credit(decided: Decided[]): Promise<{ stored: string[] }>;
}

/** What the carrier's Watch asks each minute; that it asks is a sign of life too. */
export interface Watched {
  watching(): Promise<WatchedServer>;
}

export type TillName = Omit<TillHour, "hour">;

/** Movements of a till whose receipts are of one hour, of trades with these ids. */
export interface CountQuestion extends TillHour, IdRange {
  /** no later than this, ms since the epoch: what is younger may be on its way */
  readonly until: number;
}

/** The other half of the carrier's count: what is asked of whoever it credits, to compare [LE62], [LE63]. */
export interface Reconciled {
  /** The digests of these hours, and of those in its own row: the latest, whether or not the carrier knows of them. */
  tillDigests(till: TillName, keys: HourKey[]): Promise<HourDigests>;
  /** Counted afresh from the till's rows. */
  tillCount(question: CountQuestion): Promise<Counted>;
  /** [LE64] From now on it begins nothing new. Idempotent. @returns since when, null for a till that was never set up */
  freezeTill(till: TillName): Promise<number | null>;
  /** Counts these hours afresh, so that what was mended counts, and lets the till go on. Idempotent. */
  thawTill(till: TillName, keys: HourKey[]): Promise<void>;
}
