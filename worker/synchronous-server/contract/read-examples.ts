/** What a register reads, as it may be, for the document: a test holds each against its schema. */

const REGISTER = "reg_test_0000000000000";
const TRADE = `trd_test_${"0".repeat(61)}`;
const AT = 1_795_410_000_000;

export const TRADE_EXAMPLE = {
  ...{ id: TRADE, object: "trade", mode: "test", register: REGISTER, status: "settled" },
  ...{ amount: 4980, currency: "JPY", reference: "P-1001", created: AT, deadline: AT + 1_800_000 },
  items: [],
  ...{ capture: "now", captured: 4980, refunded: 0, payer_tag: `pay_test_${"0".repeat(26)}` },
  ...{ sale: { till: 0, number: 1 }, settled: AT + 60_000, fee: 50, net: 4930 },
  metadata: { order: "P-1001" },
};

/** Before it is paid. */
export const OPEN_TRADE_EXAMPLE = {
  ...{ id: TRADE, object: "trade", mode: "test", register: REGISTER, status: "open" },
  ...{ amount: 4980, currency: "JPY", reference: "P-1001", created: AT, deadline: AT + 1_800_000 },
  items: [{ name: "Washi notebook", quantity: 2, amount: 4980 }],
  ...{ capture: "now", metadata: { order: "P-1001" } },
};

export const CANCELLED_EXAMPLE = { ...OPEN_TRADE_EXAMPLE, status: "cancelled" };

const ORDER = { trade: TRADE, amount: 1000, currency: "JPY", status: "done", created: AT };

export const CAPTURE_EXAMPLE = {
  ...{ id: `cap_test_${"0".repeat(26)}`, object: "capture", ...ORDER },
  ...{ last: false, fee: 10, sale: { till: 0, number: 2 } },
};

export const REFUND_EXAMPLE = {
  ...{ id: `rfd_test_${"0".repeat(26)}`, object: "refund", ...ORDER, fee_returned: 10 },
};

const { fee: _, sale: __, ...captureOrdered } = CAPTURE_EXAMPLE;
const { fee_returned: ___, ...refundOrdered } = REFUND_EXAMPLE;
/** Before the branch has answered. */
export const PENDING_CAPTURE = { ...captureOrdered, status: "pending" };
export const PENDING_REFUND = { ...refundOrdered, status: "pending" };

export const BALANCE_EXAMPLE = {
  ...{ object: "balance", mode: "test", register: REGISTER },
  balances: [
    { currency: "JPY", available: 49_800, held: 12_000, refunds_pending: 0, payouts_pending: 0 },
  ],
};

export const PAYOUT_EXAMPLE = {
  ...{ id: `pyt_test_${"0".repeat(26)}`, object: "payout", mode: "test", register: REGISTER },
  ...{ currency: "JPY", number: 1, status: "paid", amount: 49_300, created: AT, updated: AT },
};

export const ENTRY_EXAMPLE = {
  ...{ kind: "sale", till: 0, sale: 1, trade: TRADE, reference: "P-1001" },
  ...{ currency: "JPY", amount: 4980, fee: 50, net: 4930, at: AT + 60_000 },
};

/** How a page goes on. */
export const NEXT_EXAMPLE = `${"0".repeat(45)}.${"0".repeat(13)}`;
