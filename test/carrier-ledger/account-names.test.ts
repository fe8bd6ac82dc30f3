// The names of the ledger's accounts, as stored postings have them for ever, and the edges of what moves.

import { describe, expect, it } from "vitest";
import { registerIdFrom } from "../../protocol/ids.ts";
import type { PublicKey } from "../../protocol/signing/signature.ts";
import {
  clearingAccount,
  equityAccount,
  hasActiveKey,
  post,
  settlement,
  settlementAccount,
  topUp,
  withdrawal,
} from "../../worker/carrier-server/branch/ledger.ts";
import { anAccount, DEVICE, JPY } from "./branch-facts.ts";

describe("the ledger", () => {
  it("names the carrier's accounts by mode, and a register's by its id", () => {
    expect([equityAccount("test"), clearingAccount("live")]).toEqual([
      "equity_test",
      "clearing_live",
    ]);
    const register = registerIdFrom("test", new Uint8Array(8).fill(9));
    expect(register.replace(/^reg_/, "set_")).toBe(settlementAccount(register));
  });

  it("[LE3] moves nothing by moving nothing, or less", () => {
    const { id } = anAccount();
    for (const amount of [0, -1]) {
      expect(() => topUp(id, "test", amount, JPY)).toThrow("a top-up moves money");
      expect(() => withdrawal(id, "test", amount, JPY)).toThrow("a withdrawal moves money");
      expect(() => settlement(id, "set_test_0", amount, JPY)).toThrow("a settlement moves money");
    }
    const fee = { amount: -1, rounding: 0 };
    expect(() => settlement(id, "set_test_0", 10, JPY, fee)).toThrow("[LE40]");
  });

  it("[LE4] lets an account go to zero exactly", () => {
    const account = anAccount({ balances: { [JPY]: 10 } });
    expect(post(account, settlement(account.id, "set_test_0", 10, JPY)).balances).toEqual({
      [JPY]: 0,
    });
  });

  it("takes any of the account's active keys, and no revoked one", () => {
    const [second, lost] = ["second", "lost"] as PublicKey[];
    const devices = [
      ...anAccount().devices,
      { key: lost!, state: "revoked", since: 0 } as const,
      { key: second!, state: "active", since: 0 } as const,
    ];
    const account = anAccount({ devices });
    expect([DEVICE, second!, lost!].map((key) => hasActiveKey(account, key))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
