// What a branch knows, for tests of its pure files: an account, a verified confirm, recorded outcomes.

import { accountIdFrom, formatTradeId, registerIdFrom, type TradeId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import { toBase64Url, toUtf8 } from "../../protocol/signing/encoding.ts";
import type { Hash, PublicKey } from "../../protocol/signing/signature.ts";
import type { SignedKeyCertificate, SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { NO_TOP_UPS } from "../../worker/carrier-server/branch/account/top-up-instruction.ts";
import type {
  AuthorizedOutcome,
  RefusedOutcome,
  SettledOutcome,
  VoidOutcome,
} from "../../worker/carrier-server/branch/confirm/recorded-outcome.ts";
import { countSpent, NO_LIMITS } from "../../worker/carrier-server/branch/confirm/spending.ts";
import { NO_STEP_UPS } from "../../worker/carrier-server/branch/confirm/step-up.ts";
import type { VerifiedConfirm } from "../../worker/carrier-server/branch/confirm/verify-confirm.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import { settlement, settlementAccount } from "../../worker/carrier-server/branch/ledger.ts";
import { authorize, type Hold } from "../../worker/carrier-server/branch/order/hold.ts";
import { VOID_ID } from "../../worker/carrier-server/branch/order/recorded-order.ts";
import type { VerifiedOrder } from "../../worker/carrier-server/branch/order/verify-order.ts";
import { Certificates } from "../../worker/carrier-server/branch/receipt/certificates.ts";
import type { Cell } from "../../worker/carrier-server/branch/rows.ts";
import type {
  CheckedProof,
  GivenProof,
} from "../../worker/carrier-server/branch/step-up/judge-proof.ts";
import { type Means, NO_MEANS } from "../../worker/carrier-server/branch/step-up/means.ts";
import { aTradeId, NOW, type Realm } from "../support/builders/realm.ts";

export const JPY = "JPY" as Currency;
export const USD = "USD" as Currency;

type VerifiedCapture = Extract<VerifiedOrder, { kind: "capture" }>;
type VerifiedVoid = Extract<VerifiedOrder, { kind: "void" }>;
type VerifiedRefund = Extract<VerifiedOrder, { kind: "refund" }>;

const bytes = (fill: number) => toBase64Url(new Uint8Array(32).fill(fill));
export const DEVICE = bytes(1) as PublicKey;
const ACCOUNT = accountIdFrom("test", 0, new Uint8Array(8).fill(7));
const REGISTER = registerIdFrom("test", new Uint8Array(8).fill(9));
const TRADE = aTradeId({ mode: "test", register: REGISTER } as Realm);

/** A trade of the register by any name. */
export function tradeNamed(name: string): TradeId {
  const hash = new Uint8Array(16);
  hash.set(toUtf8(name).subarray(0, 16));
  const parts = { mode: "test", register: REGISTER, till: 0, time: new Uint8Array(6) } as const;
  return formatTradeId({ ...parts, hash, tag: new Uint8Array(6) });
}

/** As a branch has them in its table, numbered from 1. */
export function storedCertificates(...list: readonly SignedKeyCertificate[]): Certificates {
  return new Certificates(() =>
    list.map((one, index) => ({ number: index + 1, certificate: JSON.stringify(one) })),
  );
}

// Decisions never look into a receipt; only that it comes back is tested with it.
const RECEIPT = { payload: {}, signature: "as it was signed" } as unknown as SignedReceipt;

export function anAccount(overrides: Partial<Account> = {}): Account {
  return {
    id: ACCOUNT,
    status: "active",
    devices: [{ key: DEVICE, state: "active", since: NOW }],
    recovery: [],
    balances: { [JPY]: 50_000 },
    outbox: [],
    openedAt: NOW,
    limits: NO_LIMITS,
    spent: {},
    credit: {},
    topUps: NO_TOP_UPS,
    stepUps: NO_STEP_UPS,
    means: NO_MEANS,
    counted: {},
    holds: [],
    ...overrides,
  };
}

const VERIFIER = "as pin.ts keeps it";
/** Of an account with a PIN. */
export const WITH_PIN: Means = { passkeys: [], pin: { verifier: VERIFIER, wrong: [] } };

/** A PIN for a confirmation; another name is another try. */
export function aGivenPin(name = "first"): GivenProof {
  const proof = { method: "pin", sealed: name } as const;
  return { proof, name: name as Hash, purpose: bytes(3) as Hash };
}

/** What cryptography says of it. */
export const checkedPin = (pin: "right" | "wrong" | "foreign" | "unreadable"): CheckedProof => ({
  ...{ method: "pin", verifier: VERIFIER, pin },
});

export function aVerifiedConfirm(overrides: Partial<VerifiedConfirm> = {}): VerifiedConfirm {
  return {
    account: ACCOUNT,
    device: DEVICE,
    trade: TRADE,
    attempt: 1,
    offer: bytes(2) as Hash,
    confirmation: bytes(3) as Hash,
    register: REGISTER,
    amount: 4980,
    currency: JPY,
    settlementAccount: settlementAccount(REGISTER),
    fees: undefined,
    deadline: NOW + 60_000,
    period: { not_before: NOW - 1, not_after: NOW + 1_000_000 },
    ...overrides,
  };
}

const DECIDED = {
  trade: TRADE,
  attempt: 1,
  account: ACCOUNT,
  decidedAt: NOW,
  confirmation: bytes(3) as Hash,
  register: REGISTER,
  amount: 4980,
  currency: JPY,
  receipt: RECEIPT,
};

export function aSettled(overrides: Partial<SettledOutcome> = {}): SettledOutcome {
  const { postings } = settlement(ACCOUNT, settlementAccount(REGISTER), 4980, JPY);
  return { ...DECIDED, kind: "settled", postings, ...overrides };
}

export const HOLD_UNTIL = NOW + 7 * 24 * 60 * 60_000;

export function anAuthorized(overrides: Partial<AuthorizedOutcome> = {}): AuthorizedOutcome {
  const { transfer } = authorize(anAccount(), aHold());
  return { ...DECIDED, kind: "authorized", postings: transfer.postings, ...overrides };
}

export function aHold(overrides: Partial<Hold> = {}): Hold {
  const { trade, attempt, register, amount, currency } = DECIDED;
  const held = { trade, attempt, register, amount, currency, captured: 0 };
  return { ...held, at: NOW, until: HOLD_UNTIL, ...overrides };
}

/** After what was held left its balance. */
export function aHolder(overrides: Partial<Hold> = {}): Account {
  return holdingOf(anAccount(), aHold(overrides));
}

/** As the confirm's turn leaves it: held, and counted as spent. */
export function holdingOf(account: Account, hold: Hold): Account {
  return authorize({ ...account, spent: countSpent(account, hold) }, hold).account;
}

const ORDER = { account: ACCOUNT, trade: TRADE, attempt: 1, register: REGISTER };

export function aCapture(overrides: Partial<VerifiedCapture> = {}): VerifiedCapture {
  const asked = { kind: "capture", amount: 1000, currency: JPY, last: false } as const;
  return { ...ORDER, id: "cap_1", order: bytes(4) as Hash, ...asked, ...overrides };
}

export function aVoidOrder(overrides: Partial<VerifiedVoid> = {}): VerifiedVoid {
  return { ...ORDER, id: VOID_ID, order: bytes(5) as Hash, kind: "void", ...overrides };
}

export function aRefund(overrides: Partial<VerifiedRefund> = {}): VerifiedRefund {
  const asked = { kind: "refund", amount: 1000, currency: JPY } as const;
  return { ...ORDER, id: "rfd_1", order: bytes(6) as Hash, ...asked, ...overrides };
}

export function aRefused(overrides: Partial<RefusedOutcome> = {}): RefusedOutcome {
  return { ...DECIDED, kind: "refused", code: "insufficient_funds", ...overrides };
}

export function aVoid(overrides: Partial<VoidOutcome> = {}): VoidOutcome {
  const { trade, attempt, account, decidedAt } = DECIDED;
  return { trade, attempt, account, decidedAt, kind: "void", ...overrides };
}

// #region rows

/** The columns of the tables, in their order. */
export const OUTCOME_COLUMNS = [
  ...["trade", "attempt", "account", "kind", "code", "confirmation", "amount", "currency"],
  ...["register", "postings", "receipt", "decided_at", "left_amount", "fees"],
];
export const ORDER_COLUMNS = [
  ...["trade", "id", "kind", "attempt", "account", "register", "amount", "currency", "released"],
  ...["fee", "total", "ended", "signed", "postings", "receipt", "paid_at", "at"],
];

/** As storage gives it back: under the columns' names. */
export function rowOf<R>(columns: readonly string[], cells: readonly Cell[]): R {
  if (cells.length !== columns.length) throw new Error("a row has a cell for each column");
  return Object.fromEntries(columns.map((name, at) => [name, cells[at]])) as R;
}
