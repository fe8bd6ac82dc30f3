// A receipt's check, step by step: what holds is said to, the first step that fails is named, and nothing after it is.

import { beforeAll, describe, expect, it } from "vitest";
import {
  checkReceipt,
  RECEIPT_STEPS,
  type ReceiptStep,
} from "../../../../terminal/wallet/history/receipt-check.ts";
import type { Settled } from "../../../../terminal/wallet/trade-record.ts";
import {
  aCertificate,
  aRealm,
  aReceipt,
  type Realm,
  someTerms,
} from "../../../support/builders/realm.ts";
import { aRecord } from "../../support/records.ts";

let realm: Realm;
let strangers: Realm;
let record: Settled;
beforeAll(async () => {
  realm = await aRealm();
  strangers = await aRealm();
  record = await aRecord(realm, "settled");
});

const failsAt = async (changed: Partial<Settled>, trust = realm.trust) => {
  const { holds, steps } = await checkReceipt({ ...record, ...changed }, trust);
  const failed = steps.findIndex(({ is }) => is === "fails");
  expect(holds).toBe(failed < 0);
  // Before it all hold, after it nothing was looked at.
  const end = failed < 0 ? steps.length : failed;
  const expected = steps.map((_, at) => (at < end ? "holds" : at > end ? "unknown" : "fails"));
  expect(steps.map(({ is }) => is)).toEqual(expected);
  return steps[failed]?.step;
};

describe("[SG7] [SG8] a receipt's check", () => {
  it("holds from the pinned root down to the order, offline", async () => {
    const { holds, steps, fingerprint } = await checkReceipt(record, realm.trust);
    expect(holds).toBe(true);
    expect(steps.map(({ step }) => step)).toEqual(RECEIPT_STEPS.filter((step) => step !== "later"));
    expect(steps.every(({ is }) => is === "holds")).toBe(true);
    expect(fingerprint).toMatch(/^([0-9A-V]{4} ){3}[0-9A-V]{4}$/);
    const again = await checkReceipt(structuredClone(record), realm.trust);
    expect(again.fingerprint).toBe(fingerprint);
  });

  it("names the step that fails", async () => {
    const { offer, receipt } = record;
    const late = { time: realm.chain.payload.not_after + 1 };
    const changed = { ...receipt, payload: { ...receipt.payload, attempt: 2 } };
    const cases: [ReceiptStep, Partial<Settled>][] = [
      ["carrier", { receipt: await aReceipt(strangers, offer) }],
      ["sealed", { receipt: changed }],
      ["period", { receipt: await aReceipt(realm, offer, late) }],
      ["same", { receipt: await aReceipt(realm, offer, { amount: 4_979 }) }],
      ["same", { receipt: await aReceipt(realm, offer, { attempt: 2 }) }],
      ["same", { trade: `${record.trade.slice(0, -1)}x` as never }],
    ];
    for (const [step, change] of cases) expect.soft(await failsAt(change), step).toBe(step);
    expect(await failsAt({}, strangers.trust)).toBe("carrier");
  });

  it("names the shop, or its order, where they don't hold", async () => {
    const forged = {
      ...record.offer,
      certificate: await aCertificate(realm, {}, strangers.signing),
    };
    expect(await failsAt({ offer: forged, receipt: await aReceipt(realm, forged) })).toBe("shop");
    const terms = await someTerms(realm, {}, strangers.registerKey);
    const asked = { ...record.offer, terms };
    expect(await failsAt({ offer: asked, receipt: await aReceipt(realm, asked) })).toBe("order");
  });

  it("looks at what came after too", async () => {
    const refund = await aReceipt(realm, record.offer, { outcome: "refunded", amount: 80 });
    const made = { receipts: [refund], at: 0 };
    expect(await failsAt({ after: made })).toBeUndefined();
    const forged = { ...refund, payload: { ...refund.payload, amount: 81 } };
    expect(await failsAt({ after: { ...made, receipts: [forged] } })).toBe("later");
  });
});
