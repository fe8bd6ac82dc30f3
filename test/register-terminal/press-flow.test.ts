// A press and the answer it gets: whatever the page does, each press is answered, once.

import { describe, expect, it } from "vitest";
import { createPressFlow, TradeTrouble } from "../../register-terminal/checkout/press-flow.ts";
import { OTHER_REGISTER, REGISTER, tradeId } from "./ids.ts";

function aFlow(ask: () => unknown) {
  const said: unknown[][] = [];
  const press = createPressFlow({
    register: REGISTER,
    ask,
    trade: (id, trade) => said.push([id, trade]),
    noTrade: (id, code, cause) => said.push([id, code, cause]),
  });
  return { press, said };
}

describe("a press", () => {
  it.each([
    ["a trade", () => tradeId(1)],
    ["a promise of one", async () => tradeId(1)],
  ])("is answered with %s", async (_, ask) => {
    const { press, said } = aFlow(ask);
    await press("p1");
    expect(said).toEqual([["p1", tradeId(1)]]);
  });

  it("asks the page at once, not a turn later", () => {
    let asked = 0;
    const { press } = aFlow(() => {
      asked += 1;
      return tradeId(1);
    });
    void press("p1");
    expect(asked).toBe(1);
  });

  it("while the page is thinking shares its one answer", async () => {
    const asked: ((trade: string) => void)[] = [];
    const { press, said } = aFlow(() => new Promise((resolve) => asked.push(resolve)));
    const both = [press("p1"), press("p2")];
    expect(asked).toHaveLength(1);
    asked[0]?.(tradeId(1));
    await Promise.all(both);
    const third = press("p3");
    asked[1]?.(tradeId(2));
    await third;
    expect(said).toEqual([
      ["p1", tradeId(1)],
      ["p2", tradeId(1)],
      ["p3", tradeId(2)],
    ]);
  });

  it("after a failure asks again", async () => {
    const answers = [Promise.reject(new Error("no stock")), tradeId(1)];
    const { press, said } = aFlow(() => answers.shift());
    await press("p1");
    await press("p2");
    expect(said).toEqual([
      ["p1", "create_trade_failed", new Error("no stock")],
      ["p2", tradeId(1)],
    ]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("x");
      },
      "create_trade_failed",
    ],
    ["gives nothing", () => undefined, "trade_missing"],
    ["gives the whole trade", () => ({ id: tradeId(1) }), "trade_missing"],
    ["gives an order number", () => "P-1001", "trade_missing"],
    [
      "gives a trade of another register",
      () => tradeId(1, OTHER_REGISTER),
      "trade_of_another_register",
    ],
    [
      "has its own trouble",
      () => {
        throw new TradeTrouble("trade_from_failed", 503);
      },
      "trade_from_failed",
    ],
  ])("gets no trade when the page %s", async (_, ask, code) => {
    const { press, said } = aFlow(ask);
    await press("p1");
    expect(said).toHaveLength(1);
    expect(said[0]?.slice(0, 2)).toEqual(["p1", code]);
  });
});
