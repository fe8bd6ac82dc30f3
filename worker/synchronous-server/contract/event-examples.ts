/** Events as they may be, for the document: a test holds each against its schema. */

const REGISTER = "reg_test_0000000000000";
const TRADE = `trd_test_${"0".repeat(61)}`;
const PAYOUT = `pyt_test_${"0".repeat(26)}`;

const ENVELOPE = {
  ...{ id: `evt_test_${"0".repeat(26)}`, object: "event", mode: "test", register: REGISTER },
  ...{ sequence: 42, timestamp: "2026-11-23T05:00:00.000Z" },
};

export const SETTLED_EVENT = {
  ...{ type: "trade.settled", ...ENVELOPE },
  data: { trade: TRADE, status: "settled" },
};

export const PAYOUT_EVENT = {
  ...{ type: "payout.paid", ...ENVELOPE },
  data: { payout: PAYOUT, status: "paid" },
};

export const DISPUTE_EVENT = {
  ...{ type: "dispute.opened", ...ENVELOPE },
  data: { trade: TRADE, status: "open" },
};

export const DISPUTE = {
  ...{ object: "dispute", mode: "test", register: REGISTER, trade: TRADE },
  ...{ reason: "not_received", amount: 4980, left: 4980, currency: "JPY", status: "open" },
  ...{ until: 1_796_014_800_000, opened: 1_795_410_000_000, updated: 1_795_410_000_000 },
  entries: [{ number: 1, from: "payer", act: "opened", at: 1_795_410_000_000 }],
};

export const ENDPOINT = {
  ...{ id: "whk_test_0000000000000000", object: "webhook_endpoint", mode: "test" },
  ...{ register: REGISTER, url: "https://shop.example/webhooks/warifu", types: [] },
  ...{ status: "enabled", public_keys: [`whpk_${"A".repeat(43)}=`] },
  ...{ created: 1_795_410_000_000, updated: 1_795_410_000_000 },
};
