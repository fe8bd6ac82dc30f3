// What an answer has besides, for who asks for it by `expand`: trades, captures and refunds, events, payouts.

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { TradeView } from "../../../protocol/messages.ts";
import { EventList } from "../../../protocol/register/events.ts";
import { PayoutView } from "../../../protocol/register/payouts.ts";
import { AllRefunds, TradeList } from "../../../protocol/trade/trade-list.ts";
import { aPayoutAccount, JPY } from "../carrier-server/payout-world.ts";
import { refund } from "../orders-world.ts";
import { aSaleAt } from "../synchronous-server/sales-world.ts";
import { aShop, aShopOf, ask, aWallet, post, problemIn, type Shop } from "../synchronous-world.ts";

let shop: Shop;
let [sold, other]: string[] = [];
let payout: PayoutView;

const bearer = () => ({ Authorization: `Bearer ${shop.apiKey}` });
const write = (path: string, body: unknown) =>
  post(path, body, { ...bearer(), "Idempotency-Key": crypto.randomUUID() });

async function read<S extends v.GenericSchema>(path: string, schema: S): Promise<v.InferOutput<S>> {
  const answer = await ask(path, { headers: bearer() });
  if (!answer.ok) throw new Error(await answer.text());
  return v.parse(schema, await answer.json());
}

beforeAll(async () => {
  shop = await aShopOf(3);
  const wallet = await aWallet();
  [sold, other] = [await aSaleAt(shop, wallet, 1000), await aSaleAt(shop, wallet, 2000)];
  for (const amount of [100, 200]) {
    const answer = await refund(shop, sold as never, { amount, currency: JPY });
    expect(answer.status).toBe(201);
  }
  await write("/v1/payout-account", { account: await aPayoutAccount(shop) });
  payout = await (await write("/v1/payouts", { currency: "JPY" })).json();
}, 60_000);

describe("[AR11] an answer", () => {
  it("about a trade has its captures and refunds where they are asked for", async () => {
    const plain = await read(`/v1/trades/${sold}`, TradeView);
    expect(plain).not.toHaveProperty("refunds");
    const more = await read(`/v1/trades/${sold}?expand=refunds,captures`, TradeView);
    expect(more).toEqual({ ...plain, captures: [], refunds: more.refunds });
    expect(more.refunds?.map(({ amount }) => amount)).toEqual([100, 200]);
  });

  it("about trades has them with each", async () => {
    const { trades } = await read("/v1/trades?expand=refunds,receipt", TradeList);
    const [second, first] = trades;
    expect(first?.refunds).toHaveLength(2);
    expect(second?.refunds).toEqual([]);
    expect(second?.receipt?.payload.trade).toBe(other);
  });

  it("about refunds has their trades beside them, each once", async () => {
    const list = await read("/v1/refunds?expand=trade", AllRefunds);
    expect(list.refunds.map(({ trade }) => trade)).toEqual([sold, sold]);
    expect(list.trades?.map(({ id, refunded }) => [id, refunded])).toEqual([[sold, 300]]);
    expect(list.trades?.[0]).not.toHaveProperty("receipt");
    expect(list.refunds[0]).not.toHaveProperty("receipt");
  });

  it("about events has their trades and payouts as they are now", async () => {
    const plain = await read("/v1/events", EventList);
    expect(plain).not.toHaveProperty("trades");
    const list = await read("/v1/events?expand=trade,payout", EventList);
    expect(list.events).toEqual(plain.events);
    expect(list.trades?.map(({ id }) => id).sort()).toEqual([sold, other].sort());
    expect(list.payouts?.map(({ id }) => id)).toEqual([payout.id]);
    const page = await read("/v1/events?expand=trade&limit=1", EventList);
    expect(page.trades).toHaveLength(1);
    expect(page).not.toHaveProperty("payouts");
  });

  it("about a payout has what it contains", async () => {
    const { entries, ...view } = await read(`/v1/payouts/${payout.id}?expand=entries`, PayoutView);
    expect(view).toEqual(await read(`/v1/payouts/${payout.id}`, PayoutView));
    const nets = entries?.entries.map(({ net }) => net) ?? [];
    expect(nets.reduce((sum, net) => sum + net, 0)).toBe(payout.amount);
  });

  it.each([
    ["/v1/trades?expand=payer"],
    ["/v1/trades/:trade?expand=events"],
    ["/v1/trades/:trade?expand=receipt,receipt,"],
    ["/v1/refunds?expand=captures"],
    ["/v1/events?expand=receipt"],
    ["/v1/payouts/:payout?expand=trade"],
  ])("has nothing else: %s is refused", async (path) => {
    const named = path.replace(":trade", sold ?? "").replace(":payout", payout.id);
    const problem = await problemIn(await ask(named, { headers: bearer() }));
    expect(problem).toMatchObject({ code: "invalid_request", param: "expand" });
  });

  it("has nothing of another register", async () => {
    const { apiKey } = await aShop();
    const headers = { Authorization: `Bearer ${apiKey}` };
    const list = await (await ask("/v1/events?expand=trade,payout", { headers })).json();
    expect(list).toEqual({ events: [], last: 0, trades: [], payouts: [] });
    const answer = await ask(`/v1/trades/${sold}?expand=refunds`, { headers });
    expect((await problemIn(answer)).code).toBe("trade_not_found");
  });
});
