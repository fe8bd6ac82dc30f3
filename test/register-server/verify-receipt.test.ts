// verifyReceipt of the SDK: each expectation has its own code, and what isn't a receipt is refused first.

import { beforeAll, describe, expect, it } from "vitest";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import {
  createWarifu,
  type ReceiptExpectations,
  type Warifu,
} from "../../register-server/index.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

let server: FakeWarifu;
let warifu: Warifu;
let receipt: SignedReceipt;
let expected: ReceiptExpectations;

beforeAll(async () => {
  server = await FakeWarifu.open();
  const offline: typeof fetch = async (input, init) => server.fetch(input, init);
  warifu = createWarifu({ key: server.key, fetch: offline });
  const trade = await warifu.createTrade({ amount: 980, currency: "JPY" });
  receipt = await server.settle(trade.id);
  server.seen.length = 0;
  const { register, mode } = warifu;
  expected = { register, mode, trade: trade.id, amount: 980, currency: "JPY", outcome: "settled" };
});

describe("verifyReceipt", () => {
  it("returns what this order's receipt says, and asks nobody", async () => {
    expect(await warifu.verifyReceipt(receipt, expected)).toEqual(receipt.payload);
    expect(await warifu.verifyReceipt(JSON.parse(JSON.stringify(receipt)), expected)).toEqual(
      receipt.payload,
    );
    expect(server.seen).toEqual([]);
  });

  it.each([
    ["mode", "live", "receipt_wrong_mode"],
    ["register", "reg_test_0000000000000", "receipt_wrong_register"],
    ["trade", "", "receipt_wrong_trade"],
    ["amount", 981, "receipt_wrong_amount"],
    ["currency", "USD", "receipt_wrong_currency"],
    ["outcome", "refused", "receipt_wrong_outcome"],
  ])("refuses the receipt of another %s", async (field, value, code) => {
    const wrong = { ...expected, [field]: value };
    await expect(warifu.verifyReceipt(receipt, wrong)).rejects.toMatchObject({ code });
    const missing = { ...expected, [field]: undefined } as unknown as ReceiptExpectations;
    await expect(warifu.verifyReceipt(receipt, missing)).rejects.toMatchObject({ code });
  });

  it("refuses a receipt that was changed, or signed under another root", async () => {
    const altered = { ...receipt, payload: { ...receipt.payload, amount: 1 } };
    await expect(warifu.verifyReceipt(altered, { ...expected, amount: 1 })).rejects.toMatchObject({
      code: "receipt_bad_signature",
    });
    const stranger = await FakeWarifu.open();
    const forged = await stranger.receiptFor(server.get(expected.trade), {
      iss: server.realm.realm,
      register: server.realm.register,
      aud: server.realm.register,
    });
    await expect(warifu.verifyReceipt(forged, expected)).rejects.toMatchObject({
      code: "receipt_uncertified_key",
    });
    const { not_after } = server.realm.chain.payload;
    const late = await server.receiptFor(server.get(expected.trade), { time: not_after + 1 });
    await expect(warifu.verifyReceipt(late, expected)).rejects.toMatchObject({
      code: "receipt_key_out_of_period",
    });
  });

  it.each([undefined, null, "settled", {}, { payload: {}, signature: "" }])(
    "refuses what isn't a receipt: %j",
    async (thing) => {
      await expect(warifu.verifyReceipt(thing, expected)).rejects.toMatchObject({
        name: "WarifuError",
        code: "receipt_malformed",
      });
    },
  );
});
