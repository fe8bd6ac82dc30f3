// The SDK's list of trades: its filters as the API names them, page by page, and every trade by an iterator.

import { beforeEach, describe, expect, it } from "vitest";
import { formatTradeId, registerIdFrom, timeOfKey } from "../../protocol/ids.ts";
import type { TradeView } from "../../protocol/messages.ts";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { NOW } from "../support/builders/realm.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

let warifu: Warifu;
let asked: string[];
let answers: unknown[];

beforeEach(async () => {
  const server = await FakeWarifu.open();
  [asked, answers] = [[], []];
  const answer: typeof fetch = async (input, init) => {
    const { url } = new Request(input, init);
    asked.push(url.slice(new URL(url).origin.length));
    return Response.json(answers.shift() ?? { trades: [] });
  };
  warifu = createWarifu({ key: server.key, fetch: answer, now: () => NOW });
});

function aView(at: number, register = warifu.register): TradeView {
  const [hash, tag] = [new Uint8Array(16).fill(at), new Uint8Array(6)];
  const parts = { mode: "test", register, till: 0, time: timeOfKey(""), hash, tag } as const;
  const view = { id: formatTradeId(parts), object: "trade", mode: "test", register };
  const asks = { amount: 1, currency: "JPY", items: [], deadline: NOW };
  return { ...view, ...asks, status: "open" } as unknown as TradeView;
}

describe("the SDK's list of trades", () => {
  it("[AR2] is one iterator over all pages, a short or empty one too", async () => {
    const [one, two, three] = [aView(1), aView(2), aView(3)];
    answers = [
      { trades: [one], next: "a.1" },
      { trades: [], next: "b.2" },
      { trades: [two, three] },
    ];
    const got: TradeView[] = [];
    for await (const trade of warifu.eachTrade({ status: "open", limit: 2 })) got.push(trade);
    expect(got).toEqual([one, two, three]);
    expect(asked).toEqual([
      "/v1/trades?limit=2&status=open",
      "/v1/trades?limit=2&cursor=a.1&status=open",
      "/v1/trades?limit=2&cursor=b.2&status=open",
    ]);
  });

  it("[AR2] asks for no page that nobody wants", async () => {
    answers = [{ trades: [aView(1), aView(2)], next: "a.1" }];
    for await (const _ of warifu.eachTrade()) break;
    expect(asked).toEqual(["/v1/trades"]);
  });

  it("[AR3] names each filter as the API does", async () => {
    await warifu.listTrades({
      ...{ status: ["settled", "completed"], currency: "JPY", reference: "P 1" },
      ...{ amount: 1, amountMin: 2, amountMax: 3, createdFrom: 4, createdUntil: 5 },
      ...{ settledFrom: 6, settledUntil: 7, expand: ["receipt"], cursor: "c.d" },
      metadata: { key: "order", value: "P 2" },
    });
    const query = new URLSearchParams(asked[0]?.split("?")[1]);
    expect(Object.fromEntries(query)).toEqual({
      ...{ status: "settled,completed", currency: "JPY", reference: "P 1" },
      ...{ amount: "1", amount_min: "2", amount_max: "3", created_from: "4", created_until: "5" },
      ...{ metadata_key: "order", metadata_value: "P 2" },
      ...{ settled_from: "6", settled_until: "7", expand: "receipt", cursor: "c.d" },
    });
  });

  it("[MS1] is believed of the own register alone", async () => {
    answers = [{ trades: [aView(1, registerIdFrom("test", new Uint8Array(8).fill(99)))] }];
    await expect(warifu.listTrades()).rejects.toMatchObject({ code: "answer_mismatch" });
  });
});
