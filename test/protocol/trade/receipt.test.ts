// Receipts offline: a real receipt of another order, amount or mode is still not this one's.

import { beforeAll, describe, expect, it } from "vitest";
import { certifySigningKey, makeKeyPair } from "../../../cli/keys.ts";
import { registerIdFrom } from "../../../protocol/ids.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import {
  type ExpectedReceipt,
  RECEIPT_REFUSALS,
  verifyReceipt,
} from "../../../protocol/trade/receipt.ts";
import {
  anOffer,
  aRealm,
  aReceipt,
  aTradeId,
  NOW,
  type Realm,
} from "../../support/builders/realm.ts";

let realm: Realm;
let offer: Offer;
let expected: ExpectedReceipt;
beforeAll(async () => {
  realm = await aRealm();
  offer = await anOffer(realm);
  expected = {
    register: realm.register,
    trade: offer.trade,
    amount: 4980,
    currency: "JPY",
    mode: "test",
    outcome: "settled",
  };
});

describe("a receipt", () => {
  it("[SG7] holds under the pinned root with every expectation met", async () => {
    const receipt = await aReceipt(realm, offer);
    expect(await verifyReceipt(receipt, expected, realm.trust)).toEqual({
      ok: true,
      value: receipt.payload,
    });
  });

  it("[SG7] is refused for each expectation that isn't met", async () => {
    const receipt = await aReceipt(realm, offer);
    const wrong: [Partial<ExpectedReceipt>, string][] = [
      [{ mode: "live" }, "wrong_mode"],
      [{ register: registerIdFrom("test", new Uint8Array(8)) }, "wrong_register"],
      [{ trade: aTradeId(realm) }, "wrong_trade"],
      [{ amount: 4981 }, "wrong_amount"],
      [{ currency: "USD" }, "wrong_currency"],
      [{ outcome: "refused" }, "wrong_outcome"],
      [{ order: "cap_test_0" }, "wrong_order"],
    ];
    for (const [change, error] of wrong) {
      expect(await verifyReceipt(receipt, { ...expected, ...change }, realm.trust)).toEqual({
        ok: false,
        error,
      });
    }
  });

  it("[SG7] signed by a key that the root didn't certify is refused", async () => {
    const stranger = await aRealm();
    const forged = await aReceipt(realm, offer, {}, stranger.signing, stranger.chain);
    expect(await verifyReceipt(forged, expected, realm.trust)).toEqual({
      ok: false,
      error: "uncertified_key",
    });
    const borrowed = await aReceipt(
      realm,
      offer,
      { kid: realm.chain.payload.kid },
      stranger.signing,
    );
    expect(await verifyReceipt(borrowed, expected, realm.trust)).toEqual({
      ok: false,
      error: "bad_signature",
    });
  });

  it("[SG7] altered after signing is refused", async () => {
    const receipt = await aReceipt(realm, offer);
    const altered = { ...receipt, payload: { ...receipt.payload, amount: 1 } };
    expect(await verifyReceipt(altered, { ...expected, amount: 1 }, realm.trust)).toEqual({
      ok: false,
      error: "bad_signature",
    });
  });

  it("[SG8] made outside its key's period is refused", async () => {
    const old = await certifySigningKey(
      realm.root,
      realm.signing,
      "test",
      NOW + 100 * 24 * 60 * 60_000,
    );
    const early = await aReceipt(realm, offer, {}, realm.signing, old);
    expect(await verifyReceipt(early, expected, realm.trust)).toEqual({
      ok: false,
      error: "key_out_of_period",
    });
  });

  it("[SG8] of a retired key still holds: its own certificate comes with it", async () => {
    const retired = await makeKeyPair();
    const certificate = await certifySigningKey(
      realm.root,
      retired,
      "test",
      NOW - 24 * 60 * 60_000,
    );
    const receipt = await aReceipt(realm, offer, {}, retired, certificate);
    expect((await verifyReceipt(receipt, expected, realm.trust)).ok).toBe(true);
  });

  it("[SG7] the order of refusals is the documented one", async () => {
    expect(RECEIPT_REFUSALS[0]).toBe("wrong_mode");
    const receipt = await aReceipt(realm, offer, { outcome: "refused", code: "too_late" });
    const everythingWrong: ExpectedReceipt = {
      register: registerIdFrom("test", new Uint8Array(8)),
      trade: aTradeId(realm),
      amount: 1,
      currency: "USD",
      mode: "live",
      outcome: "settled",
      order: "cap_test_0",
    };
    const answers: string[] = [];
    const fixes: Partial<ExpectedReceipt>[] = [
      { mode: "test" },
      { register: expected.register },
      { trade: expected.trade },
      { amount: 4980 },
      { currency: "JPY" },
      { outcome: "refused" },
    ];
    let now: ExpectedReceipt = everythingWrong;
    for (const fix of [{}, ...fixes]) {
      now = { ...now, ...fix };
      const result = await verifyReceipt(receipt, now, realm.trust);
      answers.push(result.ok ? "ok" : result.error);
    }
    expect(answers).toEqual([
      "wrong_mode",
      "wrong_register",
      "wrong_trade",
      "wrong_amount",
      "wrong_currency",
      "wrong_outcome",
      "wrong_order",
    ]);
  });
});
