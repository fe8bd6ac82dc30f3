// Suspense through the operator's door: what came for closed accounts, whose it is, and its way out, audited.

import { beforeAll, describe, expect, it } from "vitest";
import type { AuditLog } from "../../../protocol/operator/audit.ts";
import type { SuspenseEntry, SuspenseList } from "../../../protocol/operator/operator.ts";
import { aRefundCall } from "../../support/builders/orders.ts";
import { aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator, askAsOperator } from "./operator-world.ts";
import { aPaidTrade, closeAccount, type Paid } from "./order-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

async function inSuspense(query = ""): Promise<SuspenseList> {
  const answer = await askAsOperator(`/v1/branches/0/suspense${query}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

/** A refund that came when its account was closed, as the operator sees it. */
async function aSuspended(amount = 1000): Promise<{ sold: Paid; entry: SuspenseEntry }> {
  const sold = await aPaidTrade(world);
  await closeAccount(world, sold);
  await env.CARRIER.refund(await aRefundCall(world, sold, { amount }));
  const { entries } = await inSuspense();
  const entry = entries.find(({ trade }) => trade === sold.offer.trade);
  if (!entry) throw new Error("it is in suspense");
  return { sold, entry };
}

async function balanceOf(name: string): Promise<number> {
  const lines = await theBranch().trialBalance();
  return lines.find(({ account, currency }) => account === name && currency === "JPY")?.amount ?? 0;
}

describe("suspense", () => {
  it("[LE33] is shown with whose it is, and since when", async () => {
    const { sold, entry } = await aSuspended();
    expect(entry).toMatchObject({
      ...{ trade: sold.offer.trade, account: await accountOf(sold) },
      ...{ amount: 1000, currency: "JPY" },
    });
    expect(entry.since).toBeLessThanOrEqual(world.now());
  });

  it("[LE33] is resolved once, by hand, and the act stands in the audit log", async () => {
    const { entry } = await aSuspended();
    const { account, trade, refund } = entry;
    const asking = { account, key: crypto.randomUUID() };
    const before = [await balanceOf("suspense_test"), await balanceOf("clearing_test")];
    const done = await actAsOperator("/v1/account/suspense", { trade, refund }, asking);
    expect([done.status, await done.json()]).toMatchObject([200, { id: account }]);
    const again = await actAsOperator("/v1/account/suspense", { trade, refund }, asking);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    const after = [await balanceOf("suspense_test"), await balanceOf("clearing_test")];
    expect([after[0]! - before[0]!, after[1]! - before[1]!]).toEqual([-1000, 1000]);
    expect((await inSuspense()).entries).not.toContainEqual(entry);
    const more = await actAsOperator("/v1/account/suspense", { trade, refund }, { account });
    expect([more.status, await more.json()]).toMatchObject([404, { code: "suspense_not_found" }]);
    const log = (await (await askAsOperator("/v1/branches/0/audit?limit=500")).json()) as AuditLog;
    expect(log.entries.filter((act) => act.act === "resolve_suspense")).toMatchObject([
      { account, asked: { trade, refund } },
    ]);
  });

  it("[LE33] is resolved into another account of its own payer", async () => {
    const { entry } = await aSuspended(4980);
    const { account, trade, refund } = entry;
    const terminal = await aTerminal(world);
    const into = await accountOf(terminal);
    const before = await balancesOf(world, terminal);
    const done = await actAsOperator("/v1/account/suspense", { trade, refund, into }, { account });
    expect(done.status).toBe(200);
    expect(await balancesOf(world, terminal)).toEqual({ ...before, JPY: before.JPY! + 4980 });
  });

  it("[LE33] is listed page by page, and only to the operator", async () => {
    await aSuspended();
    await aSuspended();
    const { entries, more } = await inSuspense("?limit=1");
    expect([entries.length, more]).toEqual([1, true]);
    expect((await inSuspense()).more).toBe(false);
    const stranger = await askAsOperator("/v1/branches/0/suspense", { operatorKey: "guess" });
    expect(stranger.status).toBe(401);
    expect((await askAsOperator("/v1/branches/0/suspense?limit=0")).status).toBe(400);
    expect((await askAsOperator("/v1/branches/77/suspense")).status).toBe(404);
  });
});
