// A register's monthly statements through the door, of a shop that sold, refunded and was paid out on both sides of a
// month's edge.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import type { PayoutView, ShopStatement } from "../../../protocol/register/payouts.ts";
import { monthNamed } from "../../../worker/http/month.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import { actAsOperator } from "../carrier-server/operator-world.ts";
import { aPayoutAccount, JPY } from "../carrier-server/payout-world.ts";
import { HOUR, refund } from "../orders-world.ts";
import { aShopOf, ask, aWallet, post, problemIn, type Shop } from "../synchronous-world.ts";
import { aSaleAt, everywhere } from "./sales-world.ts";

const EARLY = [1000, 2000, 3000];
const LATE = [700, 4000];
/** 7 + 1 % of each: what the carrier keeps. */
const feeOf = (amount: number) => 7 + amount / 100;

let shop: Shop;
let months: string[];
const payouts: PayoutView[] = [];

const bearer = () => ({ Authorization: `Bearer ${shop.apiKey}` });
const read = (path: string) => ask(`/v1/journal/statements/${path}`, { headers: bearer() });
const write = (path: string, body: unknown) =>
  post(path, body, { ...bearer(), "Idempotency-Key": crypto.randomUUID() });

async function pay(): Promise<void> {
  const answer = await write("/v1/payouts", { currency: "JPY" });
  if (!answer.ok) throw new Error(await answer.text());
  payouts.push(await answer.json());
}

async function sell(amounts: readonly number[]): Promise<TradeId[]> {
  const wallet = await aWallet();
  const trades: TradeId[] = [];
  for (const amount of amounts) trades.push(await aSaleAt(shop, wallet, amount));
  return trades;
}

beforeAll(async () => {
  const now = clockNow();
  const first = monthNamed(new Date(now).toISOString().slice(0, 7));
  if (!first) throw new Error("this month has no name");
  months = [first.name, new Date(first.end).toISOString().slice(0, 7)];
  // Ten minutes before the edge, then an hour after it.
  setClockOffset(first.end - now - HOUR / 6);
  shop = await aShopOf(4);
  const fees = { currency: "JPY", fixed: 7, rate_ppm: 10_000, refunds: "returned" };
  await actAsOperator(`/v1/registers/${shop.register}/fees`, fees, {});
  const [trade] = await sell(EARLY);
  // Refused, since there is no account yet: the money stays the register's.
  await pay();
  await write("/v1/payout-account", { account: await aPayoutAccount(shop) });
  setClockOffset(first.end - now + HOUR);
  // The till that sold it has given all: the register lends.
  if (trade) await refund(shop, trade, { amount: 1000, currency: JPY });
  await pay();
  await sell(LATE);
}, 60_000);

afterAll(() => setClockOffset(0));

async function statementOf(month: string) {
  const made = (await (await read(month)).json()) as ShopStatement;
  expect(made).toMatchObject({ register: shop.register, month });
  return made.currencies[0];
}

describe("a register's statement", () => {
  it("[LE46] closes with its opening and its entries, and the next month opens with that", async () => {
    const [before, after] = [
      await statementOf(months[0] ?? ""),
      await statementOf(months[1] ?? ""),
    ];
    const earned = EARLY.reduce((sum, amount) => sum + amount - feeOf(amount), 0);
    expect(before).toMatchObject({ currency: "JPY", opening: 0, closing: earned });
    expect(before?.entries.map(({ kind }) => kind)).toEqual([
      ...EARLY.map(() => "sale"),
      "payout",
      "payout_refused",
    ]);
    expect(after?.opening).toBe(earned);
    expect(after?.entries.map(({ kind }) => kind)).toEqual([
      ...["refund", "refund_fee"],
      ...["payout", "sale", "sale"],
    ]);
    const [back, fee, paid] = after?.entries ?? [];
    expect(back).toMatchObject({ amount: -1000, fee: 0, net: -1000 });
    expect(fee).toMatchObject({ amount: 0, fee: -feeOf(1000), net: feeOf(1000) });
    expect(paid).toMatchObject({
      ref: payouts[1]?.id,
      net: -(payouts[1]?.amount ?? 0),
      balance: 0,
    });
    expect(after?.closing).toBe(await everywhere(shop));
  });

  it("[LE46] lists the sales of all tills by time, each with what it came to", async () => {
    const made = await statementOf(months[0] ?? "");
    let balance = made?.opening ?? 0;
    for (const [at, entry] of (made?.entries ?? []).entries()) {
      balance += entry.net;
      expect([entry.net, entry.balance]).toEqual([entry.amount - entry.fee, balance]);
      expect(entry.at).toBeGreaterThanOrEqual(made?.entries[at - 1]?.at ?? 0);
    }
    const sales = made?.entries.filter(({ kind }) => kind === "sale") ?? [];
    expect(sales.map(({ amount }) => amount)).toEqual(EARLY);
    for (const { till, sale, trade } of sales)
      expect([typeof till, typeof sale, typeof trade]).toEqual(["number", "number", "string"]);
  });

  it("[LE46] is a table and a page for paper too, which run and load nothing", async () => {
    const [month] = months;
    const csv = await read(`${month}?format=csv`);
    expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    const made = await statementOf(month ?? "");
    expect(await csv.text()).toContain(`${month},JPY,closing_balance,,,,,,,,,${made?.closing}\r\n`);
    const html = await read(`${month}?format=html&lang=ja`);
    const policy = html.headers.get("Content-Security-Policy");
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/);
    expect(html.headers.get("Cache-Control")).toBe("no-store");
    const page = await html.text();
    expect(page).toContain('<html lang="ja">');
    expect(page).not.toMatch(/<script|pay_test_|acc_test_|undefined/);
  });

  it("[LE46] of a month before the shop there was has nothing", async () => {
    const made = { register: shop.register, month: "2020-01", currencies: [] };
    expect(await (await read("2020-01")).json()).toEqual(made);
    expect(await (await read("2020-01?format=html")).text()).toContain("No entries in this month.");
  });

  it.each([
    ["2026-13", "month"],
    ["2026-1", "month"],
    ["2026-11-01", "month"],
    ["now", "month"],
    ["%3Cscript%3E", "month"],
    ["2026-11%00", "month"],
    ["2026-11?format=pdf", "format"],
    ["2026-11?format=", "format"],
    ["2026-11?format=toString", "format"],
    ["2026-11?format=html&lang=fr", "lang"],
    ["2026-11?format=html&lang=__proto__", "lang"],
  ])("[LE46] %s is refused, and the refusal names %s", async (path, param) => {
    expect(await problemIn(await read(path))).toMatchObject({ code: "invalid_request", param });
  });

  it("[MS1] is for who holds the register's API key", async () => {
    const path = `/v1/journal/statements/${months[0]}`;
    expect((await problemIn(await ask(path))).code).toBe("unauthorized");
    const key = `${shop.apiKey.slice(0, -1)}${shop.apiKey.endsWith("0") ? 1 : 0}`;
    const headers = { Authorization: `Bearer ${key}` };
    expect((await problemIn(await ask(path, { headers }))).code).toBe("unauthorized");
  });
});
