// An example of every screen in every phase of it: what the render tests draw, and the gallery. More may stand in files
// beside this one; see found-examples.ts.

import type { SealedDisclosure } from "../../../protocol/disclosure/disclosure.ts";
import type { RegisterId, TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { DisputeState } from "../../../terminal/ui/screens/dispute/state.ts";
import type { ProveState } from "../../../terminal/ui/screens/prove/state.ts";
import type { Screen } from "../../../terminal/ui/screens/screen.ts";
import type { SecurityState } from "../../../terminal/ui/screens/security/state.ts";
import type { SheetState } from "../../../terminal/ui/screens/sheet/state.ts";
import type { TerminalsState } from "../../../terminal/ui/screens/terminals/state.ts";
import type { KnownDispute } from "../../../terminal/wallet/dispute/dispute-entry.ts";
import { DETAILS } from "../../support/builders/disclosures.ts";
import { NOW } from "../../support/builders/realm.ts";
import { HISTORY_EXAMPLES } from "./history-examples.ts";
import { aPayment } from "./payments.ts";

const JPY = "JPY" as Currency;
const USD = "USD" as Currency;
const trade = { record: "press-1", name: "Kami paper goods", amount: 4980, currency: JPY };

export const SHEET: SheetState = {
  ...trade,
  status: "sheet",
  initial: "K",
  origin: "kami.example",
  provenAt: NOW - 19 * 86_400_000,
  standing: { times: 3, lastAt: NOW - 5 * 86_400_000 },
  items: [
    { name: "Washi notebook", quantity: 2, amount: 2980 },
    { name: "Ink stone", quantity: 1, amount: 1400 },
    { name: "Shipping", quantity: 1, amount: 600 },
  ],
  reference: "1042",
  account: "Demo account ··42",
  balance: 50_000,
  openUntil: { at: NOW + 15 * 60_000, near: true },
};

/** The shop asks for something else than a moment ago. */
const CHANGED: SheetState = {
  ...SHEET,
  amount: 5880,
  earlier: { at: NOW - 4 * 60_000, amount: 4980, currency: JPY },
  items: [
    {
      ...{ name: "Washi notebook", quantity: 3, amount: 4470 },
      change: { kind: "was", quantity: 2, amount: 2980, currency: JPY },
    },
    { name: "Shipping", quantity: 1, amount: 600 },
    { name: "Wrapping", quantity: 1, amount: 810, change: { kind: "new" } },
    { name: "Ink stone", quantity: 1, amount: 1400, change: { kind: "gone" } },
  ],
};

const GIVEN = {
  ...{ id: "press-1", trade: "trd" as TradeId, register: "reg" as RegisterId },
  ...{ name: "Kami paper goods", origin: "https://kami.example", at: NOW },
};

const KNOWN = { name: "Kami Paper Goods", origin: "kami.example", at: NOW - 40 * 86_400_000 };

const MANY = Array.from({ length: 7 }, (_, at) => ({
  name: `Item ${at + 1}`,
  quantity: 1,
  amount: 100,
}));

const HOME = {
  status: "home",
  account: "Demo account ··42",
  standing: "active",
  credit: [],
  balances: [
    { currency: JPY, amount: 50_000 },
    { currency: USD, amount: 20_000 },
  ],
  ...{ balanceAt: NOW, old: false },
  entries: [],
  now: NOW,
} as const;

const SELF = {
  ...{ key: "self" as PublicKey, name: "Kitchen laptop", since: NOW - 86_400_000, own: true },
  usedAt: NOW,
};
const ASKED = {
  state: "asked",
  ...{ terminal: "new" as PublicKey, name: "Chromium", number: "0427", expiresAt: NOW + 60_000 },
} as const;
const looking = { state: "looking", code: "ABCD-EFGH-JKMN-PQRS", tries: 0, nextAt: NOW } as const;

export const TERMINALS: TerminalsState = {
  status: "terminals",
  recoverySince: NOW - 9 * 86_400_000,
  entries: [
    SELF,
    { key: "sofa" as PublicKey, name: "", since: NOW, own: false },
    { key: "lost" as PublicKey, name: "Old laptop", since: NOW, revokedAt: NOW, own: false },
  ],
};

const PROVE: ProveState = {
  ...{ status: "prove", record: "press-1", reason: "amount", passkey: true, pin: "ready" },
  subject: {
    ...{ kind: "payment", amount: 4980, currency: JPY },
    shop: {
      ...{ name: "Kami paper goods", initial: "K", origin: "kami.example" },
      provenAt: NOW - 19 * 86_400_000,
    },
  },
  left: { amount: 3000, currency: JPY },
};
const CHANGE = { kind: "change" } as const;
const PROVE_CHANGE: ProveState = {
  ...{ ...PROVE, record: "terminals", reason: "change" },
  subject: { ...CHANGE, change: "recovery" },
};

const SECURITY: SecurityState = {
  ...{ status: "security", account: "Demo account ··42", pin: "set", pinPossible: true },
  passkeys: [{ id: "a", name: "Passkey 1", addedAt: NOW - 86_400_000 }],
  rules: [
    { currency: JPY, own: { one_click: 3000, first_payment: "step_up" } },
    { currency: USD, carrier: { one_click: 5000, one_click_total: 20_000 } },
  ],
  busy: false,
};

const NEW_WORDS = { text: "ABCD-EFGH-JK0N", ask: [1, 3] };

const DISPUTE: DisputeState = {
  ...{ ...trade, status: "dispute", paidAt: NOW },
  ...{ canWrite: true, sending: false, refused: false },
};

const KNOWN_DISPUTE: KnownDispute = {
  ...{ reason: "not_received", status: "open", amount: 4_980, currency: JPY },
  until: NOW + 7 * 86_400_000,
  words: [
    { from: "payer", act: "opened", at: NOW, text: "It never came." },
    { from: "shop", act: "message", at: NOW, text: "We are looking for it." },
    { from: "shop", act: "message", at: NOW },
  ],
};

const TOUR = { status: "tour" } as const;
const TRY = { step: "try", progress: { position: 5, count: 5 }, asksToTell: true } as const;
const PROTECT = {
  step: "protect",
  progress: { position: 4, count: 5 },
  pinPossible: true,
  busy: false,
} as const;

export const EXAMPLES: Readonly<Record<string, Screen>> = {
  ...HISTORY_EXAMPLES,
  loading: { status: "loading" },
  permission: { status: "permission", host: "localhost:8787" },
  "onboarding, welcome": { status: "onboarding", phase: "welcome", shopWaits: false },
  "onboarding, a shop waits": { status: "onboarding", phase: "welcome", shopWaits: true },
  "onboarding, opening": { status: "onboarding", phase: "opening", shopWaits: false },
  "onboarding, unreachable": { status: "onboarding", phase: "unreachable", shopWaits: false },
  "onboarding, code invalid": { status: "onboarding", phase: "codeInvalid", shopWaits: false },
  "onboarding, refused": { status: "onboarding", phase: "refused", shopWaits: false },
  "onboarding, as a step": {
    ...{ status: "onboarding", phase: "welcome", shopWaits: false },
    progress: { position: 3, count: 5 },
  },
  "tour, welcome": { ...TOUR, step: "welcome", progress: { position: 1, count: 5 } },
  "tour, language": { ...TOUR, step: "language", progress: { position: 2, count: 5 } },
  "tour, protect": { ...TOUR, ...PROTECT },
  "tour, protect, failed": { ...TOUR, ...PROTECT, pinPossible: false, failed: "noAnswer" },
  "tour, protect, sending": { ...TOUR, ...PROTECT, busy: true },
  "tour, protected": { ...TOUR, ...PROTECT, by: "passkey" },
  "tour, try": { ...TOUR, ...TRY, demoShop: "http://127.0.0.1:3000" },
  "tour, try, no demo shop": { ...TOUR, ...TRY, asksToTell: false },
  "preparing, page": { status: "preparing", phase: "page", record: "press-1" },
  "preparing, reading": { status: "preparing", phase: "reading", record: "press-1" },
  "preparing, unreachable": { status: "preparing", phase: "unreachable", record: "press-1" },
  sheet: SHEET,
  "sheet, many items": { ...SHEET, items: MANY, amount: 700 },
  "sheet, in the last minute": { ...SHEET, closesInSeconds: 42 },
  "sheet, open for days": { ...SHEET, openUntil: { at: NOW + 3 * 86_400_000, near: false } },
  "sheet, changed by the shop": CHANGED,
  "sheet, one of two": { ...SHEET, queue: { position: 1, count: 2, ofShop: 1 } },
  "sheet, three of one shop": {
    ...{ ...SHEET, queue: { position: 1, count: 4, ofShop: 3 }, pesters: true },
  },
  "sheet, held": { ...SHEET, heldUntil: NOW + 7 * 86_400_000 },
  "sheet, not enough": { ...SHEET, balance: 1_000, warning: "notEnough" },
  "sheet, frozen": { ...SHEET, warning: "frozen" },
  "sheet, closing": { ...SHEET, warning: "closing" },
  "sheet, of a shop that asks again": { ...SHEET, pesters: true },
  "sheet, a first time": { ...SHEET, standing: { times: 0 } },
  "sheet, another shop of that name": {
    ...SHEET,
    origin: "kami-paper.example",
    standing: { times: 0, caution: { kind: "name", known: KNOWN } },
  },
  "sheet, an address like another": {
    ...SHEET,
    origin: "kamii.example",
    standing: { times: 0, caution: { kind: "origin", known: KNOWN } },
  },
  "sheet, mixed alphabets": {
    ...SHEET,
    name: "Kаmi paper goods",
    standing: { times: 0, caution: { kind: "mixed" } },
  },
  "sheet, of a shop that asks": {
    ...SHEET,
    asks: { fields: ["delivery_address", "delivery_name", "phone"], details: DETAILS },
  },
  "sheet, of a shop that asks, nothing filled in": {
    ...SHEET,
    asks: { fields: ["delivery_name", "email"], details: {} },
  },
  details: { status: "details", details: DETAILS },
  "details, empty": { status: "details", details: {} },
  given: {
    status: "given",
    entries: [
      { ...GIVEN, state: "given", fields: DETAILS },
      { ...GIVEN, id: "press-2", state: "lost", fields: { phone: DETAILS.phone } },
      {
        ...{ ...GIVEN, id: "press-3", state: "sending", fields: { email: DETAILS.email } },
        ...{ sealed: "jwe" as SealedDisclosure, tries: 0, nextAt: NOW },
      },
    ],
  },
  dispute: DISPUTE,
  "dispute, of a shop that can't read": { ...DISPUTE, canWrite: false },
  "dispute, being sent": { ...DISPUTE, sending: true },
  "dispute, not taken": { ...DISPUTE, refused: true },
  "dispute, open": { ...DISPUTE, known: KNOWN_DISPUTE },
  "dispute, refunded": {
    ...DISPUTE,
    known: {
      ...{ reason: "not_received", status: "refunded", amount: 4_980, currency: JPY },
      words: KNOWN_DISPUTE.words,
    },
  },
  "given, none": { status: "given", entries: [] },
  "settled, given": {
    ...{ ...trade, status: "settled", at: NOW },
    given: { fields: { delivery_name: DETAILS.delivery_name }, state: "given" },
  },
  "sheet, closed": { ...SHEET, warning: "closed" },
  "checking, usual": { ...trade, status: "checking", since: NOW, phase: "usual" },
  "checking, slow": { ...trade, status: "checking", since: NOW, phase: "slow" },
  "checking, late": { ...trade, status: "checking", since: NOW, phase: "late" },
  settled: { ...trade, status: "settled", at: NOW },
  "settled, held": { ...trade, status: "settled", at: NOW, heldUntil: NOW + 7 * 86_400_000 },
  "settled, balance read": {
    ...trade,
    status: "settled",
    at: NOW,
    reference: "1042",
    account: "Demo account ··42",
    left: 45_020,
  },
  "refused, may try again": {
    status: "refused",
    record: "press-1",
    reason: "insufficient_funds",
    name: "Kami paper goods",
    mayTryAgain: true,
  },
  "refused by a limit": {
    ...{ status: "refused", record: "press-1", name: "Kami paper goods", mayTryAgain: true },
    ...{ reason: "over_day_limit", left: { amount: 1200, currency: JPY } },
  },
  "refused by a limit, nothing left": {
    ...{ status: "refused", record: "press-1", name: "Kami paper goods", mayTryAgain: true },
    ...{ reason: "over_month_limit", left: { amount: 0, currency: JPY } },
  },
  "refused, a step-up is needed": {
    ...{ status: "refused", record: "press-1", name: "Kami paper goods", mayTryAgain: false },
    ...{ reason: "step_up_required", left: { amount: 3000, currency: JPY } },
  },
  "refused, ended": {
    status: "refused",
    record: "press-1",
    reason: "trade_cancelled",
    mayTryAgain: false,
  },
  "refused, declined here": {
    status: "refused",
    record: "press-1",
    reason: "declined_here",
    mayTryAgain: false,
  },
  expired: { status: "expired", record: "press-1", name: "Kami paper goods" },
  unusable: { status: "unusable", record: "press-1", reason: "wrong_origin" },
  "onboarding, link lapsed": { status: "onboarding", phase: "linkLapsed", shopWaits: false },
  "prove, a payment": PROVE,
  "prove, by PIN alone": { ...PROVE, passkey: false },
  "prove, a wrong PIN": { ...PROVE, unproven: { kind: "pin", triesLeft: 3 } },
  "prove, a refused passkey": { ...PROVE, pin: "none", unproven: { kind: "passkey" } },
  "prove, waiting": { ...PROVE, pin: "waiting", nextAt: NOW + 60_000 },
  "prove, locked": { ...PROVE, passkey: false, pin: "locked" },
  "prove, linking": { ...PROVE_CHANGE, subject: { ...CHANGE, change: "approve", name: "Sofa" } },
  "prove, revoking": { ...PROVE_CHANGE, subject: { ...CHANGE, change: "revoke" } },
  "prove, new words": { ...PROVE_CHANGE, subject: { ...CHANGE, change: "recovery" } },
  "prove, a rule": {
    ...{ ...PROVE_CHANGE, record: "account" },
    subject: { ...CHANGE, change: "set_one_click" },
  },
  security: SECURITY,
  "security, nothing yet": { ...SECURITY, passkeys: [], pin: "none", rules: [{ currency: JPY }] },
  "security, locked": { ...SECURITY, pin: "locked", busy: true },
  "security, failed": { ...SECURITY, pinPossible: false, failed: "full" },
  "terminals, not proven": { ...TERMINALS, refused: "step_up_required" },
  "terminals, one": { ...TERMINALS, entries: [SELF] },
  terminals: TERMINALS,
  "terminals, sending": { ...TERMINALS, change: "sending", link: looking },
  "terminals, slow": { ...TERMINALS, change: "slow" },
  "terminals, refused": { ...TERMINALS, refused: "last_terminal" },
  "terminals, refused otherwise": { ...TERMINALS, refused: "internal_error" },
  "terminals, asked": { ...TERMINALS, link: ASKED },
  "terminals, linked": { ...TERMINALS, link: { state: "linked", name: "Chromium" } },
  "terminals, code unknown": { ...TERMINALS, link: { state: "failed", code: "link_not_found" } },
  "terminals, words": { ...TERMINALS, words: NEW_WORDS },
  "terminals, words, the old ones end": { ...TERMINALS, words: NEW_WORDS, oldWords: "end" },
  "terminals, words, the old ones stay": { ...TERMINALS, words: NEW_WORDS, oldWords: "stay" },
  "linking, code": { status: "linking", code: "ABCD-EFGH-JKMN-PQRS", unreachable: false },
  "linking, number": {
    ...{ status: "linking", code: "ABCD-EFGH-JKMN-PQRS", number: "0427", unreachable: true },
  },
  revoked: {
    ...{ status: "revoked", account: "Demo account ··42", at: NOW, now: NOW },
    entries: [aPayment({ id: "a", at: NOW, kind: "paid" })],
  },
  notices: { status: "notices", shown: false, quiet: false },
  "notices, shown and quiet": { status: "notices", shown: true, quiet: true },
  "home, empty": HOME,
  "home, offline and frozen": { ...HOME, offlineSince: NOW - 60_000, standing: "frozen" },
  "home, an old balance": { ...HOME, old: true, balanceAt: NOW - 86_400_000 },
  "home, closing": { ...HOME, standing: "closing" },
  "home, closed": { ...HOME, standing: "closed", balances: [{ currency: JPY, amount: 0 }] },
  "home, postpaid": {
    ...HOME,
    balances: [{ currency: JPY, amount: -7000 }],
    credit: [{ currency: JPY, limit: 10_000, left: 3000 }],
  },
  "home, with orders": {
    ...HOME,
    entries: [
      aPayment({ id: "a", at: NOW, kind: "paid" }),
      aPayment({ id: "b", at: NOW - 86_400_000, kind: "notPaid" }),
      aPayment({ id: "c", at: NOW - 9 * 86_400_000, kind: "expired" }),
      aPayment({ id: "d", at: NOW - 10 * 86_400_000, kind: "reserved" }),
    ],
  },
};
