// Captures and refunds are counted as sales are: on both sides, in the hour of their own receipts, and down to the order.

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import {
  boundsOf,
  dayOf,
  type ReceiptProof,
  type SignedReceiptRoot,
  verifyInclusion,
} from "../../../protocol/count/receipt-root.ts";
import type { ReconciliationReport } from "../../../protocol/count/reconciliation.ts";
import { HOUR_MS } from "../../../protocol/count/set-hash.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { IN_FLIGHT_MS, RECEIPT_ROOT_GRACE_MS } from "../../../protocol/limits.ts";
import type { CaptureView, RefundView } from "../../../protocol/trade/order-messages.ts";
import { deploymentOf } from "../../../worker/carrier-server/deployment.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import type { Till } from "../../../worker/synchronous-server/till/till.ts";
import { askAsOperator } from "../carrier-server/operator-world.ts";
import { capture, held, refund } from "../orders-world.ts";
import {
  advanceClock,
  aShop,
  ask,
  aTrade,
  aWallet,
  post,
  type Shop,
  statusOf,
  tillStub,
  until,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import { branchAlarms, carriersCount, pay, setClockToNoon, tillsCount } from "./count-world.ts";

const stub = () => env.RECONCILIATION.getByName("test/reconciliation");
let shop: Shop;
beforeAll(() => {
  for (const level of ["error", "warn"] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined);
});
beforeEach(async () => {
  setClockToNoon();
  shop = await aShop();
});
afterAll(() => setClockOffset(0));

async function report(): Promise<ReconciliationReport> {
  return (await askAsOperator("/v1/reconciliation")).json();
}

/** Held, 1000 and 2000 of it captured an hour apart, and 500 of that given back. */
async function aStory() {
  const { id } = await aTrade(shop, held());
  await pay(id, await aWallet());
  await until(async () => (await statusOf(id)) === "authorized");
  const first: CaptureView = await (await capture(shop, id, { amount: 1000 })).json();
  advanceClock(HOUR_MS);
  const last: CaptureView = await (await capture(shop, id, { amount: 2000, last: true })).json();
  const back: RefundView = await (await refund(shop, id, { amount: 500 })).json();
  return { id, first, last, back };
}

it("[LE60] [LE61] both sides count each capture and refund in the hour of its own receipt, and no hold", async () => {
  const { id } = await aStory();
  const carrier = await carriersCount(shop);
  expect(Object.values(carrier).map(({ count, sums }) => [count, ...Object.values(sums)])).toEqual([
    [1, 1000],
    [2, 1500],
  ]);
  expect(await tillsCount(shop, Object.keys(carrier))).toEqual(carrier);
  await branchAlarms();
  await evictDurableObject(tillStub(id));
  await runInDurableObject(tillStub(id), (till: Till) => till.thaw(Object.keys(carrier)));
  expect(await carriersCount(shop)).toEqual(carrier);
  expect(await tillsCount(shop, Object.keys(carrier))).toEqual(carrier);
  expect(await report()).toMatchObject({ difference: 0, mismatches: [] });
});

it("[LE63] a refund that the till has lost is named by its order", async () => {
  const { id, back } = await aStory();
  await loseRefund(id);
  await report();
  advanceClock(IN_FLIGHT_MS);
  const { mismatches } = await report();
  const own = mismatches.filter(({ register }) => register === shop.register);
  const side = { amount: 500, currency: "JPY" };
  expect(own.flatMap(({ trades }) => trades)).toEqual([
    { trade: id, attempt: 1, kind: "refunded", order: back.id, carrier: side, till: null },
  ]);
});

/** The till's row of it, and what the till counted with it. */
async function loseRefund(trade: TradeId): Promise<void> {
  await runInDurableObject(tillStub(trade), (till: Till) => {
    till.database.exec("DELETE FROM orders WHERE trade = ? AND kind = 'refund'", trade);
    const [row] = till.database.exec<{ sums: string }>("SELECT sums FROM till");
    till.thaw(Object.keys(JSON.parse(row?.sums ?? "{}").hours));
  });
}

it("[LE65] [LE66] the receipts of captures and refunds are in their day's tree", async () => {
  const { first, last, back } = await aStory();
  const day = dayOf(clockNow());
  advanceClock(boundsOf(day).end + RECEIPT_ROOT_GRACE_MS - clockNow());
  for (let days = 0; days < 3; days++) await stub().wake();
  const root: SignedReceiptRoot = await (await ask(`/v1/receipt-roots/${day}`)).json();
  const { trust } = await deploymentOf(env);
  for (const { receipt } of [first, last, back]) {
    if (!receipt) throw new Error("the order is done");
    const proof: ReceiptProof = await (await post("/v1/receipt-proofs", { receipt })).json();
    expect((await verifyInclusion(receipt, proof, root, trust)).ok).toBe(true);
  }
});
