// All captures and refunds of a register through the public door: in pages over its tills and trades, by their filters,
// and each by its id.

import { beforeAll, describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { CaptureView, RefundView } from "../../../protocol/trade/order-messages.ts";
import type { AllCaptures, AllRefunds } from "../../../protocol/trade/trade-list.ts";
import { capture, held, refund } from "../orders-world.ts";
import { aSaleAt } from "../synchronous-server/sales-world.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aShop,
  aShopOf,
  ask,
  aTrade,
  aWallet,
  postConfirm,
  problemIn,
  readOffer,
  type Shop,
  storedRow,
  tillCost,
  until,
} from "../synchronous-world.ts";

const JPY = "JPY" as Currency;
const bearer = ({ apiKey }: Shop) => ({ headers: { Authorization: `Bearer ${apiKey}` } });

let shop: Shop;
const sold: TradeId[] = [];
let hold: TradeId;
const refunds: RefundView[] = [];
const captures: CaptureView[] = [];

async function done<T>(answer: Promise<Response>): Promise<T> {
  const view = (await (await answer).json()) as { status: string };
  if (view.status !== "done") throw new Error(JSON.stringify(view));
  return view as T;
}

async function aHold(amount: number): Promise<TradeId> {
  const wallet = await aWallet();
  const offer = await readOffer((await aTrade(shop, held({ amount }))).id);
  await postConfirm(await aConfirmOf(wallet, offer, await aClaim(wallet, offer)));
  const isHeld = async () => String((await storedRow(offer.trade))?.state).includes("authorized");
  await until(isHeld);
  return offer.trade;
}

beforeAll(async () => {
  shop = await aShopOf(3);
  const wallet = await aWallet();
  for (const amount of [1000, 2000, 3000]) sold.push(await aSaleAt(shop, wallet, amount));
  hold = await aHold(900);
  for (const trade of [sold[0], sold[1], sold[0], sold[2]]) {
    advanceClock(5);
    const amount = 10 * (refunds.length + 1);
    refunds.push(await done(refund(shop, trade as TradeId, { amount, currency: JPY })));
  }
  for (const amount of [100, 200]) {
    advanceClock(5);
    captures.push(await done(capture(shop, hold, { amount, currency: JPY, last: false })));
  }
}, 60_000);

async function read<T>(path: string): Promise<T> {
  const answer = await ask(path, bearer(shop));
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function allRefunds(query = ""): Promise<RefundView[]> {
  const all: RefundView[] = [];
  for (let cursor = ""; ; ) {
    const page: AllRefunds = await read(`/v1/refunds?${query}${cursor}`);
    all.push(...page.refunds);
    if (page.next === undefined) return all;
    cursor = `&cursor=${page.next}`;
  }
}

function without<T extends { receipt?: unknown }>({ receipt: _, ...view }: T) {
  return view;
}

describe("the refunds and captures of a register", () => {
  it("[AR7] are listed over all trades and tills, the newest first, in pages of any size", async () => {
    const expected = refunds.toReversed().map(without);
    expect(await allRefunds()).toEqual(expected);
    expect(await allRefunds("limit=1")).toEqual(expected);
    expect(await allRefunds("limit=3")).toEqual(expected);
    const page: AllCaptures = await read("/v1/captures");
    expect(page).toEqual({ captures: captures.toReversed().map(without) });
  });

  it("[AR7] have their receipts where they are asked for", async () => {
    expect(await allRefunds("expand=receipt")).toEqual(refunds.toReversed());
  });

  it.each<[string, () => (RefundView | undefined)[]]>([
    ["status=done", () => refunds.toReversed()],
    ["status=pending,refused", () => []],
    ["currency=EUR", () => []],
    ["created_from=1&created_until=2", () => []],
  ])("[AR7] %s finds just those", async (query, expected) => {
    expect((await allRefunds(query)).map(({ id }) => id)).toEqual(expected().map((one) => one?.id));
  });

  it("[AR7] are found by their trade and by when they were ordered", async () => {
    const ids = async (query: string) => (await allRefunds(query)).map(({ id }) => id);
    expect(await ids(`trade=${sold[0]}&limit=1`)).toEqual([refunds[2]?.id, refunds[0]?.id]);
    const [, second, third] = refunds;
    const times = `created_from=${second?.created}&created_until=${third?.created}`;
    expect(await ids(times)).toEqual([second?.id]);
  });

  it("[AR7] are read by their ids", async () => {
    for (const one of refunds) expect(await read(`/v1/refunds/${one.id}`)).toEqual(one);
    for (const one of captures) expect(await read(`/v1/captures/${one.id}`)).toEqual(one);
  });

  it("[AR7] [RQ13] of another register, or made up, are none", async () => {
    const [id] = refunds.map((one) => one.id);
    const other = await aShop();
    const codes = [
      await problemIn(await ask(`/v1/refunds/${id}`, bearer(other))),
      await problemIn(await ask(`/v1/refunds/rfd_test_${"0".repeat(26)}`, bearer(shop))),
      await problemIn(await ask("/v1/refunds/x", bearer(shop))),
      await problemIn(await ask(`/v1/captures/${id}`, bearer(shop))),
      await problemIn(await ask(`/v1/captures/${captures[0]?.id}`, bearer(other))),
    ].map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(["order_not_found"]));
    expect((await problemIn(await ask(`/v1/refunds/${id}`))).code).toBe("unauthorized");
    expect(await (await ask("/v1/refunds", bearer(other))).json()).toEqual({ refunds: [] });
  });

  it.each([
    ["status=settled", "status"],
    ["limit=101", "limit"],
    ["trade=x", "trade"],
    ["amount=1", "amount"],
    ["expand=trade,payer", "expand"],
    [`cursor=${"0".repeat(36)}.${"0".repeat(13)}`, "cursor"],
    [`cursor=${"z".repeat(36)}`, "cursor"],
  ])("[AR3] %s is refused by its name", async (query, param) => {
    for (const list of ["refunds", "captures"]) {
      const problem = await problemIn(await ask(`/v1/${list}?${query}`, bearer(shop)));
      expect(problem).toMatchObject({ code: "invalid_request", param });
    }
  });

  it("[AR3] a cursor of the other list, or another register's trade, is refused", async () => {
    const { next } = await read<AllRefunds>("/v1/refunds?limit=1");
    const problem = await problemIn(await ask(`/v1/captures?cursor=${next}`, bearer(shop)));
    expect(problem).toMatchObject({ code: "invalid_request", param: "cursor" });
    const { id } = await aTrade(await aShop());
    const other = await problemIn(await ask(`/v1/refunds?trade=${id}`, bearer(shop)));
    expect(other).toMatchObject({ code: "invalid_request", param: "trade" });
  });

  it("[AR7] cost a till one question each, and no row", async () => {
    const cost = await tillCost(shop, () => allRefunds(), 3);
    expect(cost).toMatchObject({ hops: 3, rows: 0, commits: 0 });
  });
});
