// Six characters of a trade, for eyes.

import { describe, expect, it } from "vitest";
import { formatTradeId, registerIdFrom } from "../../../protocol/ids.ts";
import { tradeCode } from "../../../protocol/trade/trade-code.ts";

const trade = (hash: number, other = 0) =>
  formatTradeId({
    mode: "test",
    register: registerIdFrom("test", new Uint8Array(8).fill(3)),
    till: other,
    time: new Uint8Array(6).fill(other),
    hash: new Uint8Array(16).fill(hash),
    tag: new Uint8Array(6).fill(other),
  });

describe("[PG17] a trade's code", () => {
  it("has six letters and digits that nobody mistakes for one another", () => {
    for (let hash = 0; hash < 256; hash++)
      expect(tradeCode(trade(hash))).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/);
  });

  it("is of the hash alone, in which no two trades are alike", () => {
    expect(tradeCode(trade(1, 9))).toBe(tradeCode(trade(1)));
    expect(new Set(Array.from({ length: 256 }, (_, hash) => tradeCode(trade(hash)))).size).toBe(
      256,
    );
  });
});
