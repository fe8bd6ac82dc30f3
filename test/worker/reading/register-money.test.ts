// What a register has, who it is, and the lists of its money by their filters, through the public door.

import { beforeAll, describe, expect, it, vi } from "vitest";
import { verifyInclusion } from "../../../protocol/count/receipt-root.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { RECEIPT_ROOT_GRACE_MS } from "../../../protocol/limits.ts";
import type { PayoutList, PayoutView, ShopJournal } from "../../../protocol/register/payouts.ts";
import type { BalanceView, RegisterView } from "../../../protocol/register/register-view.ts";
import type { TradeReceipt } from "../../../protocol/trade/trade-list.ts";
import { actAsOperator } from "../carrier-server/operator-world.ts";
import { aPayoutAccount, JPY } from "../carrier-server/payout-world.ts";
import { capture, held, refund } from "../orders-world.ts";
import { aSaleAt } from "../synchronous-server/sales-world.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  anApiKey,
  aShop,
  aShopOf,
  ask,
  aTrade,
  aWallet,
  post,
  postConfirm,
  problemIn,
  readOffer,
  type Shop,
  storedRow,
  until,
} from "../synchronous-world.ts";
import { env as carrierEnv } from "../test-env.ts";

let shop: Shop;
let sale: TradeId;
const bearer = (by = shop) => ({ Authorization: `Bearer ${by.apiKey}` });
const write = (path: string, body: unknown) =>
  post(path, body, { ...bearer(), "Idempotency-Key": crypto.randomUUID() });

async function read<T>(path: string): Promise<T> {
  const answer = await ask(path, { headers: bearer() });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const refusedBy = async (path: string) => problemIn(await ask(path, { headers: bearer() }));

async function aHold(amount: number): Promise<TradeId> {
  const wallet = await aWallet();
  const offer = await readOffer((await aTrade(shop, held({ amount }))).id);
  await postConfirm(await aConfirmOf(wallet, offer, await aClaim(wallet, offer)));
  await until(async () => String((await storedRow(offer.trade))?.state).includes("authorized"));
  return offer.trade;
}

beforeAll(async () => {
  shop = await aShopOf(2);
  const wallet = await aWallet();
  for (const amount of [1000, 2000]) sale = await aSaleAt(shop, wallet, amount);
  const hold = await aHold(500);
  expect((await capture(shop, hold, { amount: 100, currency: JPY, last: false })).status).toBe(201);
  expect((await refund(shop, sale, { amount: 300, currency: JPY })).status).toBe(201);
}, 60_000);

describe("what a register has", () => {
  it("[AR8] is there, or held by its payers", async () => {
    const nothing = { refunds_pending: 0, payouts_pending: 0 };
    const before: BalanceView = await read("/v1/balance");
    expect(before).toEqual({
      ...{ object: "balance", mode: "test", register: shop.register },
      balances: [{ currency: "JPY", available: 2800, held: 400, ...nothing }],
    });
  });

  it("[AR8] is nothing of a register that sold nothing", async () => {
    const other = await aShop();
    const answer = await ask("/v1/balance", { headers: bearer(other) });
    expect(await answer.json()).toMatchObject({ register: other.register, balances: [] });
  });
});

describe("the journal", () => {
  it("[LE58] [AR3] has entries of a kind, of a currency, of a time", async () => {
    const kinds = async (query: string) => {
      const { entries } = await read<ShopJournal>(`/v1/journal?${query}`);
      return entries.map(({ kind }) => kind).sort();
    };
    const all: string[] = [];
    for (let cursor = ""; ; ) {
      const path = `/v1/journal?kind=refund,capture&limit=1${cursor}`;
      const page: ShopJournal = await read(path);
      all.push(...page.entries.map(({ kind }) => kind));
      if (page.next === undefined) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(all.sort()).toEqual(["capture", "refund"]);
    expect(await kinds("currency=EUR")).toEqual([]);
    expect(await kinds("at_until=1000")).toEqual([]);
  });

  it.each([
    ["limit=501", "limit"],
    ["kind=Sale", "kind"],
    ["at_from=x", "at_from"],
    ["trade=x", "trade"],
    ["cursor=0.0.0", "cursor"],
  ])("[AR3] %s is refused by its name", async (query, param) => {
    expect(await refusedBy(`/v1/journal?${query}`)).toMatchObject({
      ...{ code: "invalid_request", param },
    });
  });
});

describe("the payouts", () => {
  beforeAll(async () => {
    await write("/v1/payout-account", { account: await aPayoutAccount(shop) });
    expect((await write("/v1/payouts", { currency: "JPY" })).status).toBe(201);
  });

  it("[AR8] are on their way until the bank is told", async () => {
    const { balances }: BalanceView = await read("/v1/balance");
    expect(balances).toEqual([
      { currency: "JPY", available: 0, held: 400, refunds_pending: 0, payouts_pending: 2800 },
    ]);
  });

  it("[LE54] [AR3] are found by status, currency and time", async () => {
    const ids = async (query: string) => {
      const { payouts } = await read<PayoutList>(`/v1/payouts?${query}`);
      return payouts.map(({ id }) => id);
    };
    const [one] = (await read<PayoutList>("/v1/payouts")).payouts as [PayoutView];
    expect(await ids("status=ordered,paid&currency=JPY")).toEqual([one.id]);
    expect(await ids(`created_from=${one.created}&created_until=${one.created + 1}`)).toEqual([
      one.id,
    ]);
    expect(await ids(`created_until=${one.created}`)).toEqual([]);
    expect(await ids("status=refused")).toEqual([]);
    expect(await ids("currency=EUR")).toEqual([]);
  });

  it.each([
    ["status=gone", "status"],
    ["limit=0", "limit"],
    ["cursor=7", "cursor"],
    ["payer=x", "payer"],
  ])("[AR3] %s is refused by its name", async (query, param) => {
    expect(await refusedBy(`/v1/payouts?${query}`)).toMatchObject({
      ...{ code: "invalid_request", param },
    });
  });

  it("[AR3] go on by a cursor of these filters alone", async () => {
    await aSaleAt(shop, await aWallet(), 70);
    expect((await write("/v1/payouts", { currency: "JPY" })).status).toBe(201);
    const first: PayoutList = await read("/v1/payouts?limit=1&currency=JPY");
    const more: PayoutList = await read(`/v1/payouts?limit=1&currency=JPY&cursor=${first.next}`);
    expect(more.payouts).toHaveLength(1);
    expect(more.payouts[0]?.number).toBe((first.payouts[0]?.number ?? 0) - 1);
    const other = await refusedBy(`/v1/payouts?cursor=${first.next}`);
    expect(other).toMatchObject({ code: "invalid_request", param: "cursor" });
  });
});

describe("who a register is", () => {
  it("[AR9] is what its certificate says, its tills, and the key that asks", async () => {
    const { certificate } = shop.certified;
    const view: RegisterView = await read("/v1/register");
    expect(view).toMatchObject({
      ...{ id: shop.register, object: "register", mode: "test", status: "active" },
      ...{ name: certificate.payload.name, origins: certificate.payload.origins },
      key: shop.key.publicKey,
      tills: { tills: 2, version: 2 },
      api_key: { name: "first", scopes: ["full"], prefix: shop.apiKey.slice(0, 26) },
    });
    const text = JSON.stringify(view);
    expect(text).not.toContain(shop.apiKey);
    expect(text).not.toContain(shop.key.seed);
    expect(text).not.toMatch(/"fees"|hash/);
  });

  it("[AR9] [RG15] says when it is suspended, and to a restricted key what that may do", async () => {
    const own = await aShop();
    const { apiKey, api_key } = await anApiKey(own.register, own.key, { scopes: ["read"] });
    const headers = { ...bearer(own), "Idempotency-Key": crypto.randomUUID() };
    expect((await post("/v1/keys", { key: api_key }, headers)).status).toBe(201);
    await actAsOperator(`/v1/registers/${own.register}/suspend`, { reason: "complaints" }, {});
    const answer = await ask("/v1/register", { headers: bearer({ ...own, apiKey }) });
    expect(await answer.json()).toMatchObject({
      ...{ status: "suspended", api_key: { scopes: ["read"] } },
    });
  });
});

describe("a trade's receipt", () => {
  it("[AR10] comes with its day's root and its proof once there are both", async () => {
    const alone: TradeReceipt = await read(`/v1/trades/${sale}/receipt`);
    expect(alone).toEqual({ object: "receipt", trade: sale, receipt: alone.receipt });
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    advanceClock(24 * 60 * 60_000 + RECEIPT_ROOT_GRACE_MS);
    await carrierEnv.RECONCILIATION.getByName("test/reconciliation").wake();
    const proven: TradeReceipt = await read(`/v1/trades/${sale}/receipt`);
    expect(proven.receipt).toEqual(alone.receipt);
    const { root, proof } = proven.inclusion!;
    const checked = await verifyInclusion(proven.receipt, proof, root, shop.realm.trust);
    expect(checked.ok).toBe(true);
  });

  it("[AR10] of a trade that isn't paid there is none", async () => {
    const { id } = await aTrade(shop);
    expect((await refusedBy(`/v1/trades/${id}/receipt`)).code).toBe("receipt_not_found");
    const other = await aTrade(await aShop());
    expect((await refusedBy(`/v1/trades/${other.id}/receipt`)).code).toBe("trade_not_found");
  });
});
