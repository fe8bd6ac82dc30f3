// Money that is held, taken, given up and given back: through the public door, with the real objects of both servers.
import { runDurableObjectAlarm } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import type { AccountView, Confirmed } from "../../../protocol/messages.ts";
import type { Terms } from "../../../protocol/signing/signed-objects.ts";
import type { CaptureView, RefundView } from "../../../protocol/trade/order-messages.ts";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { aCapture, aRefund } from "../../support/builders/signed-orders.ts";
import { theBranch } from "../carrier-world.ts";
import { capture, held, postOrder, refund, refundsOf, viewOf, voidHold } from "../orders-world.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aShop,
  aTrade,
  aWallet,
  balancesOfTill,
  postAccount,
  postConfirm,
  problemIn,
  readOffer,
  type Shop,
  statusOf,
  tillNumberOf,
  tillStub,
  until,
  type Wallet,
} from "../synchronous-world.ts";

async function pay(shop: Shop, wallet: Wallet, terms: Partial<Terms>) {
  const { id } = await aTrade(shop, terms);
  const offer = await readOffer(id);
  const confirm = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
  const answer = await postConfirm(confirm);
  if (!answer.ok) throw new Error(await answer.text());
  const confirmed = (await answer.json()) as Confirmed;
  await until(async () => (await statusOf(id)) !== "open");
  return { trade: id, confirmed, hold_until: offer.terms.payload.hold_until ?? 0 };
}

async function balanceOf(wallet: Wallet): Promise<number> {
  const answer = await postAccount(wallet);
  if (!answer.ok) throw new Error(await answer.text());
  const { balances } = (await answer.json()) as AccountView;
  return balances.find(({ currency }) => currency === "JPY")?.amount ?? 0;
}

const balanceAt = async (shop: Shop, trade: TradeId) =>
  (await balancesOfTill(shop, tillNumberOf(trade))).JPY ?? 0;

describe("money that is held", () => {
  it("[TR15] [TR20] is reserved, captured in parts, and what is left goes back to the payer", async () => {
    const [shop, wallet] = [await aShop(), await aWallet()];
    const before = await balanceOf(wallet);
    const { trade, confirmed } = await pay(shop, wallet, held());
    expect(confirmed.outcome).toBe("authorized");
    expect(await viewOf(shop, trade)).toMatchObject({ status: "authorized", captured: 0 });
    expect(await balanceOf(wallet)).toBe(before - 4980);
    const taken = (await (await capture(shop, trade, { amount: 1000 })).json()) as CaptureView;
    expect(taken).toMatchObject({ status: "done", fee: 0, sale: { number: 1 } });
    const expected = {
      register: shop.register,
      trade,
      amount: 1000,
      currency: "JPY",
      mode: "test",
      outcome: "captured",
      order: taken.id,
    } as const;
    expect(
      taken.receipt && (await verifyReceipt(taken.receipt, expected, shop.realm.trust)).ok,
    ).toBe(true);
    expect((await capture(shop, trade, { amount: 2000, last: true })).status).toBe(201);
    expect(await viewOf(shop, trade)).toMatchObject({ status: "completed", captured: 3000 });
    expect(await balanceOf(wallet)).toBe(before - 3000);
    expect(await balanceAt(shop, trade)).toBe(3000);
  });

  it("[TR12] that is given up is the payer's again", async () => {
    const [shop, wallet] = [await aShop(), await aWallet()];
    const before = await balanceOf(wallet);
    const { trade } = await pay(shop, wallet, held());
    expect(await (await voidHold(shop, trade)).json()).toMatchObject({ status: "voided" });
    expect(await balanceOf(wallet)).toBe(before);
    expect((await problemIn(await capture(shop, trade))).code).toBe("hold_ended");
  });

  it("[TR18] ends by itself, and the till hears of it or asks", async () => {
    const [shop, wallet] = [await aShop(), await aWallet()];
    const { trade, hold_until } = await pay(shop, wallet, held());
    await capture(shop, trade, { amount: 700 });
    advanceClock(hold_until - clockNow() + 120_000);
    await runDurableObjectAlarm(theBranch());
    await runDurableObjectAlarm(tillStub(trade));
    await until(async () => (await statusOf(trade)) === "completed");
    expect((await viewOf(shop, trade)).captured).toBe(700);
  });
});

describe("a refund", () => {
  it("[TR22] goes back to the payer, whole or in parts, and never twice", async () => {
    const [shop, wallet] = [await aShop(), await aWallet()];
    const before = await balanceOf(wallet);
    const { trade } = await pay(shop, wallet, {});
    const part = await aRefund(shop.realm, trade, { amount: 980 });
    const first = await (await postOrder(shop, "refunds", part)).text();
    expect(await (await postOrder(shop, "refunds", part)).text()).toBe(first);
    expect((JSON.parse(first) as RefundView).status).toBe("done");
    expect(await balanceOf(wallet)).toBe(before - 4000);
    const rest = await Promise.all(
      Array.from({ length: 10 }, () => refund(shop, trade, { amount: 1000 })),
    );
    expect(rest.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(await balanceOf(wallet)).toBe(before);
    expect(await balanceAt(shop, trade)).toBe(0);
    expect(await viewOf(shop, trade)).toMatchObject({ status: "settled", refunded: 4980 });
    expect(await refundsOf(shop, trade)).toHaveLength(5);
  });

  it("[TR21] of a capture is capped by it", async () => {
    const [shop, wallet] = [await aShop(), await aWallet()];
    const { trade } = await pay(shop, wallet, held());
    const order = await aCapture(shop.realm, trade, { amount: 300, last: true });
    expect((await postOrder(shop, "captures", order)).status).toBe(201);
    expect((await problemIn(await refund(shop, trade, { amount: 301 }))).code).toBe(
      "over_captured",
    );
    expect((await refund(shop, trade, { amount: 300 })).status).toBe(201);
  });
});
