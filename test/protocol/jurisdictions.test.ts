// Where an id's objects lie, by its two letters: of accounts by the numbers of branches, of registers by their keys.

import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../cli/keys.ts";
import { prepareShop } from "../../cli/register-shop.ts";
import { accountIdFrom, branchOf, registerIdFrom } from "../../protocol/ids.ts";
import {
  firstBranchOf,
  Jurisdiction,
  jurisdictionOf,
  jurisdictionOfBranch,
} from "../../protocol/jurisdictions.ts";

const BYTES = new Uint8Array(8);

describe("jurisdictions", () => {
  it.each(Jurisdiction.options)(
    "[DE1] [DE2] %s: its branches' accounts say it, and no other's",
    (one) => {
      const first = firstBranchOf(one);
      for (const branch of [first, first + 63]) {
        const account = accountIdFrom("live", branch, BYTES);
        expect(account.startsWith(`acc_live_${one}`)).toBe(true);
        expect([jurisdictionOf(account), branchOf(account)]).toEqual([one, branch]);
        expect(jurisdictionOfBranch(branch)).toBe(one);
      }
      for (const branch of [first - 1, first + 64]) {
        expect(jurisdictionOf(accountIdFrom("live", branch, BYTES))).not.toBe(one);
        expect(jurisdictionOfBranch(branch)).not.toBe(one);
      }
    },
  );

  it("[DE2] id and branch agree on every branch there can be", () => {
    for (let branch = 0; branch < 65_536; branch++)
      if (jurisdictionOf(accountIdFrom("test", branch, BYTES)) !== jurisdictionOfBranch(branch))
        expect.fail(`branch ${branch}`);
  });

  it("[DE1] a register's two letters say it, in either mode", () => {
    const bytes = Uint8Array.from([0x77, 0x80, 0, 0, 0, 0, 0, 1]);
    for (const mode of ["test", "live"] as const)
      expect(jurisdictionOf(registerIdFrom(mode, bytes))).toBe("eu");
    expect(jurisdictionOf(registerIdFrom("live", BYTES))).toBeUndefined();
  });

  it("[DE4] a register's key is made for where it is to lie, or for anywhere", async () => {
    const { publicKey: rootKey } = await makeKeyPair();
    const place = { server: "https://pay.example", rootKey, mode: "live" } as const;
    for (const jurisdiction of [undefined, ...Jurisdiction.options]) {
      const { register } = await prepareShop({ ...place, jurisdiction });
      expect(jurisdictionOf(register)).toBe(jurisdiction);
    }
  });
});
