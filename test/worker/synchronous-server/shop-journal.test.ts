// A register's journal and its export, after everything that can change what a register has: sales with fees, captures,
// refunds from a till that a payout emptied, payouts that are ordered and refused. All of it re-adds.

import { beforeAll, describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import type { PayoutView, ShopEntry, ShopJournal } from "../../../protocol/register/payouts.ts";
import { checkJournal } from "../../support/accounting/check-journal.ts";
import { actAsOperator } from "../carrier-server/operator-world.ts";
import { aPayoutAccount, inBooks, JPY } from "../carrier-server/payout-world.ts";
import { capture, held, refund } from "../orders-world.ts";
import {
  aClaim,
  aConfirmOf,
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
import { aSaleAt, everywhere, total } from "./sales-world.ts";

let shop: Shop;
const sales: TradeId[] = [];
let hold: TradeId;
const payouts: PayoutView[] = [];

const bearer = () => ({ Authorization: `Bearer ${shop.apiKey}` });
const write = (path: string, body: unknown) =>
  post(path, body, { ...bearer(), "Idempotency-Key": crypto.randomUUID() });

async function pay(): Promise<PayoutView> {
  const answer = await write("/v1/payouts", { currency: "JPY" });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function done(answer: Response | Promise<Response>): Promise<void> {
  const response = await answer;
  const body = (await response.json()) as { status?: string; code?: string };
  if (body.status !== "done") throw new Error(JSON.stringify(body));
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
  shop = await aShopOf(4);
  const fees = { currency: "JPY", fixed: 7, rate_ppm: 31_111, refunds: "returned" };
  await actAsOperator(`/v1/registers/${shop.register}/fees`, fees, {});
  const wallet = await aWallet();
  for (const amount of [1000, 2000, 3000, 999, 501])
    sales.push(await aSaleAt(shop, wallet, amount));
  hold = await aHold(5000);
  await done(capture(shop, hold, { amount: 1500, currency: JPY, last: false }));
  // Refused, since there is no account yet: the money stays the register's.
  payouts.push(await pay());
  await write("/v1/payout-account", { account: await aPayoutAccount(shop) });
  // Its till has given all it had: the register lends it.
  const [first] = sales;
  if (first) await done(refund(shop, first, { amount: 400, currency: JPY }));
  payouts.push(await pay());
  for (const amount of [2500, 120]) sales.push(await aSaleAt(shop, wallet, amount));
  await done(capture(shop, hold, { amount: 2000, currency: JPY, last: true }));
  await done(refund(shop, hold, { amount: 100, currency: JPY }));
}, 60_000);

async function wholeJournal(limit: number): Promise<ShopEntry[]> {
  const all: ShopEntry[] = [];
  for (let cursor = ""; ; ) {
    const path = `/v1/journal?limit=${limit}${cursor}`;
    const page = (await (await ask(path, { headers: bearer() })).json()) as ShopJournal;
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    all.push(...page.entries);
    if (page.next === undefined) return all;
    cursor = `&cursor=${page.next}`;
  }
}

const nets = (entries: readonly ShopEntry[]) => total(entries.map(({ net }) => net));

describe("the journal", () => {
  it("[LE58] has every sale, fee, capture, refund and payout, in pages of any size", async () => {
    const entries = await wholeJournal(500);
    expect(await wholeJournal(3)).toEqual(entries);
    const kinds = new Map<string, number>();
    for (const { kind } of entries) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect(kinds.get("sale")).toBe(sales.length);
    expect(kinds.get("capture")).toBe(2);
    expect(kinds.get("refund")).toBe(2);
    expect(kinds.get("payout")).toBe(1);
    expect(entries.filter(({ fee }) => fee > 0).length).toBe(sales.length + 2);
    expect(JSON.stringify(entries)).not.toMatch(/pay_test_|acc_|ar1\./);
  });

  it("[LE58] [LE53] sums to what tills have, but for what they gave and were lent", async () => {
    const entries = await wholeJournal(500);
    const ofTills = entries.filter(({ till }) => till !== undefined);
    const own = entries.filter(({ kind }) => kind === "loan" || kind === "payout");
    const moved = ofTills.filter(({ kind }) => kind === "collection" || kind === "loan");
    const paid = total(own.filter(({ kind }) => kind === "payout").map(({ net }) => -net));
    expect(nets(ofTills) - nets(moved)).toBe((await everywhere(shop)) + paid);
  });

  it("[LE54] [LE58] has what the payout contains: its refund and what it was lent too", async () => {
    const [refused, ordered] = payouts;
    expect(refused).toMatchObject({ status: "refused", code: "payout_account_missing" });
    expect(ordered).toMatchObject({ status: "ordered" });
    const path = `/v1/payouts/${ordered?.id}/entries?limit=500`;
    const answer = await ask(path, { headers: bearer() });
    const { entries } = (await answer.json()) as ShopJournal;
    expect(nets(entries)).toBe(ordered?.amount);
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["refund", "capture"]));
    expect(await inBooks(shop.register)).toBe(0);
  });

  it("[MS1] is the register's, in pages and by cursors of ours", async () => {
    const code = async (path: string, headers: Record<string, string> = bearer()) =>
      (await problemIn(await ask(path, { headers }))).code;
    expect(await code("/v1/journal?limit=0")).toBe("invalid_request");
    expect(await code("/v1/journal?cursor=1")).toBe("invalid_request");
    expect(await code("/v1/journal", {})).toBe("unauthorized");
    const key = `${shop.apiKey.slice(0, -1)}${shop.apiKey.endsWith("0") ? 1 : 0}`;
    expect(await code("/v1/journal", { Authorization: `Bearer ${key}` })).toBe("unauthorized");
    expect(await code("/v1/journal/export")).toBe("invalid_request");
  });
});

describe("the export", () => {
  it("[LE58] [LE18] re-adds, to what tills and register have by their own rows", async () => {
    const answer = await ask("/v1/journal/export?format=hledger", { headers: bearer() });
    expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    const text = await answer.text();
    const { balances, trades, assertions } = checkJournal(text);
    expect([...trades].sort()).toEqual([...sales].sort());
    expect(assertions).toBeGreaterThanOrEqual(2);
    expect(balances.get("assets:in-transit JPY")).toBe(0n);
    expect(balances.get("assets:paid-out JPY")).toBe(BigInt(payouts[1]?.amount ?? 0));
    const here = [...balances].filter(([account]) => /^assets:(tills|register)/.test(account));
    const sum = here.reduce((all, [, amount]) => all + amount, 0n);
    expect(sum).toBe(BigInt(await everywhere(shop)));
    expect(balances.get("expenses:fees JPY")).toBeGreaterThan(0n);
    expect(balances.get("income:refunds JPY")).toBe(500n);
    expect(text).not.toMatch(/pay_test_|acc_/);
  });
});
