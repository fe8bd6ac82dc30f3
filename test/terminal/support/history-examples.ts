// An example of the history, of a payment's page and of what was spent, in every phase of them.

import type { TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { EVERYTHING } from "../../../terminal/ui/screens/history/filter.ts";
import type { HistoryState, Listed } from "../../../terminal/ui/screens/history/state.ts";
import type { PaymentPage } from "../../../terminal/ui/screens/payment/state.ts";
import type { Screen } from "../../../terminal/ui/screens/screen.ts";
import {
  RECEIPT_STEPS,
  type ReceiptCheck,
} from "../../../terminal/wallet/history/receipt-check.ts";
import { DETAILS } from "../../support/builders/disclosures.ts";
import { NOW } from "../../support/builders/realm.ts";
import { aPayment, manyPayments } from "./payments.ts";

const DAY = 86_400_000;
const USD = "USD" as Currency;

export const PAYMENTS: readonly Listed[] = [
  aPayment({ id: "a", items: ["Washi notebook"], at: NOW }),
  aPayment({
    id: "b",
    name: "Hoshino Coffee Roasters",
    amount: 1_980,
    taken: 1_980,
    refunded: 600,
  }),
  aPayment({
    id: "c",
    name: "Ink & Iron",
    amount: 129_900,
    currency: USD,
    automatic: true,
    at: NOW - DAY,
  }),
  aPayment({ id: "d", name: "Mizu Onsen Ryokan", kind: "reserved", taken: 0, at: NOW - DAY }),
  aPayment({ id: "e", kind: "notPaid", code: "insufficient_funds", taken: 0, at: NOW - 2 * DAY }),
  aPayment({ id: "f", kind: "expired", taken: 0, at: NOW - 3 * DAY }),
  aPayment({ id: "g", disputed: "open", at: NOW - 4 * DAY }),
  aPayment({ id: "h", kind: "givenBack", taken: 0, at: NOW - 5 * DAY }),
  aPayment({ id: "i", disputed: "over", refunded: 4_980, at: NOW - 40 * DAY }),
];

export const HISTORY: HistoryState = {
  ...{ status: "history", payments: PAYMENTS, filter: EVERYTHING, drawn: 50 },
  ...{ offline: false, now: NOW },
};

export const PAYMENT: PaymentPage = {
  ...{
    status: "payment",
    phase: "shown",
    record: "press-1",
    trade: "trd_test_4056k8e9hvae8" as TradeId,
  },
  ...{ mode: "test", kind: "paid", amount: 4_980, currency: "JPY" as Currency, at: NOW, asOf: NOW },
  shop: {
    ...{ name: "Kami paper goods", initial: "K", origin: "kami.example" },
    provenAt: NOW - 19 * DAY,
  },
  items: [
    { name: "Washi notebook", quantity: 2, amount: 3_580 },
    { name: "Ink stone", quantity: 1, amount: 1_400 },
  ],
  ...{
    reference: "1042",
    automatic: false,
    taken: 4_980,
    refunded: 0,
    refunds: [],
    hasReceipt: true,
  },
};

const CHECK: ReceiptCheck = {
  holds: true,
  steps: RECEIPT_STEPS.map((step) => ({ step, is: "holds" })),
  fingerprint: "4F7K 0Q2M 9TBA 1C3D",
};

const FAILED: ReceiptCheck = {
  ...CHECK,
  holds: false,
  steps: [
    { step: "carrier", is: "holds" },
    { step: "sealed", is: "fails" },
    { step: "period", is: "unknown" },
  ],
};

const REFUNDS = [
  { amount: 600, at: NOW + DAY },
  { amount: 80, at: NOW + 2 * DAY },
];

const UNPAID = {
  taken: 0,
  hasReceipt: false,
  reason: "insufficient_funds",
  kind: "notPaid",
} as const;

const PAYMENT_EXAMPLES: Readonly<Record<string, Screen>> = {
  payment: PAYMENT,
  "payment, being read": { status: "payment", phase: "reading" },
  "payment, gone": { status: "payment", phase: "gone" },
  "payment, refunded in parts": { ...PAYMENT, refunded: 680, refunds: REFUNDS },
  "payment, of a budget": { ...PAYMENT, automatic: true },
  "payment, given": {
    ...PAYMENT,
    given: { fields: { delivery_name: DETAILS.delivery_name }, state: "given" },
  },
  "payment, disputed": { ...PAYMENT, dispute: "contested" },
  "payment, telling the shop": { ...PAYMENT, dispute: "telling" },
  "payment, being checked": { ...PAYMENT, check: "checking" },
  "payment, checked": { ...PAYMENT, check: CHECK, refunded: 600, refunds: REFUNDS.slice(0, 1) },
  "payment, not genuine": { ...PAYMENT, check: FAILED },
  "payment, reserved": { ...PAYMENT, kind: "reserved", taken: 0, heldUntil: NOW + 7 * DAY },
  "payment, taken in part": { ...PAYMENT, taken: 3_000, heldUntil: NOW - DAY },
  "payment, given back": { ...PAYMENT, kind: "givenBack", taken: 0 },
  "payment, refused": { ...PAYMENT, ...UNPAID },
};

export const HISTORY_EXAMPLES: Readonly<Record<string, Screen>> = {
  ...PAYMENT_EXAMPLES,
  spending: { status: "spending", payments: PAYMENTS, now: NOW },
  "spending, many": { status: "spending", payments: manyPayments(5_000), now: NOW },
  "spending, none": { status: "spending", payments: [], now: NOW },
  "spending, being read": { status: "spending", payments: undefined, now: NOW },
  history: HISTORY,
  "history, being read": { ...HISTORY, payments: undefined },
  "history, empty": { ...HISTORY, payments: [] },
  "history, offline": { ...HISTORY, offline: true },
  "history, found": { ...HISTORY, filter: { ...EVERYTHING, text: "kami", which: "refunded" } },
  "history, nothing found": { ...HISTORY, filter: { ...EVERYTHING, text: "zebra" } },
  "history, thousands": { ...HISTORY, payments: manyPayments(2_000) },
};
