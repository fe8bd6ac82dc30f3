// From the branch's outbox to the creditor: at once, by the alarm when that failed, and from storage after a
// cold start. The creditor here is a stand-in, set on the real branch, so that it can fail on purpose.

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { OUTBOX_RETRY_FIRST_MS } from "../../../protocol/limits.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import type { Creditor, Decided } from "../../../worker/carrier-server/carrier.ts";
import { aConfirm, aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld, ringBranch, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";

/** Stores whatever it is told, unless it is away. */
class Till implements Creditor {
  away = false;
  /** trades it doesn't take */
  refused = new Set<string>();
  readonly told: Decided[] = [];

  async credit(decided: Decided[]) {
    if (this.away) throw new Error("the till is away");
    this.told.push(...decided);
    const taken = decided.filter(({ trade }) => !this.refused.has(trade));
    return { stored: taken.map(({ key }) => key) };
  }

  toldOf(trade: string): Decided[] {
    return this.told.filter((one) => one.trade === trade);
  }
}

let world: CarrierWorld;
let till: Till;
beforeAll(async () => {
  world = await aCarrierWorld();
});
beforeEach(async () => {
  till = new Till();
  await standIn();
  // What an earlier test left is told first.
  await alarmUntilAllIsTold();
  till.told.length = 0;
});

function standIn(): Promise<void> {
  return runInDurableObject(theBranch(), (branch: Branch) => {
    branch.creditor = till;
  });
}

async function alarmUntilAllIsTold(): Promise<void> {
  await vi.waitFor(async () => {
    await ringBranch();
    expect(await storedOutboxes()).toEqual([]);
  });
}

/** The outbox columns that are not empty, as storage has them. */
function storedOutboxes(): Promise<string[]> {
  return runInDurableObject(theBranch(), (_: Branch, { storage }) =>
    storage.sql
      .exec<{ outbox: string }>("SELECT outbox FROM accounts WHERE outbox <> '[]'")
      .toArray()
      .map(({ outbox }) => outbox),
  );
}

async function confirmed(terms: { amount?: number } = {}) {
  const body = await aConfirm(world, await aTerminal(world), { terms });
  const answer = await env.CARRIER.confirm(body);
  return { trade: body.offer.trade, answer };
}

describe("a decided attempt", () => {
  it("[LE9] is told at once, settled with its receipt", async () => {
    const { trade, answer } = await confirmed();
    if (!answer.ok) throw new Error(answer.error.code);
    const { receipt } = answer.value;
    const told = [{ key: `${trade}#1`, trade, attempt: 1, outcome: { kind: "settled", receipt } }];
    await vi.waitFor(() => expect(till.toldOf(trade)).toEqual(told));
  });

  it("[MS6] refused is told with its code and without the refusal's receipt", async () => {
    const { trade } = await confirmed({ amount: 50_001 });
    const outcome = { kind: "refused", code: "insufficient_funds" };
    const told = [{ key: `${trade}#1`, trade, attempt: 1, outcome }];
    await vi.waitFor(() => expect(till.toldOf(trade)).toEqual(told));
  });

  it("void is the answer to who asked, and is not told again", async () => {
    const { sealed } = await aTerminal(world);
    const body = await aConfirm(world, await aTerminal(world));
    const { trade } = body.offer;
    await env.CARRIER.outcome({ sealed, trade, attempt: 1, voidIfAbsent: true });
    const { trade: later } = await confirmed();
    await vi.waitFor(() => expect(till.toldOf(later)).toHaveLength(1));
    expect(till.toldOf(trade)).toEqual([]);
    expect(JSON.stringify(await storedOutboxes())).not.toContain(trade);
  });

  it("acknowledged is struck out by the alarm, in rows counted apart, and no alarm follows", async () => {
    const { trade } = await confirmed();
    await vi.waitFor(() => expect(till.toldOf(trade)).toHaveLength(1));
    await alarmUntilAllIsTold();
    expect(till.toldOf(trade)).toHaveLength(1);
    await runInDurableObject(theBranch(), async (branch: Branch, { storage }) => {
      expect(branch.alarmDatabase.meter.read().rows).toBeGreaterThan(0);
      expect(await storage.getAlarm()).toBe(null);
    });
  });
});

describe("a till that is away", () => {
  it("[TM4] is tried again within a second, and then again, until it has stored the attempt", async () => {
    till.away = true;
    const before = Date.now();
    const { trade } = await confirmed();
    await runInDurableObject(theBranch(), async (_: Branch, { storage }) => {
      const alarm = (await storage.getAlarm()) ?? Number.POSITIVE_INFINITY;
      expect(alarm - before).toBeLessThanOrEqual(2 * OUTBOX_RETRY_FIRST_MS);
    });
    await runDurableObjectAlarm(theBranch());
    expect(till.toldOf(trade)).toEqual([]);
    till.away = false;
    await alarmUntilAllIsTold();
    expect(till.toldOf(trade)).toMatchObject([{ outcome: { kind: "settled" } }]);
  });

  it("[LE9] is found again in storage after the branch was dropped from memory", async () => {
    till.away = true;
    const { trade } = await confirmed();
    const refused = await confirmed({ amount: 50_001 });
    const together = await Promise.all(Array.from({ length: 5 }, () => confirmed()));
    // Far enough back that no alarm comes by itself between here and the end.
    for (let tries = 0; tries < 6; tries++) await runDurableObjectAlarm(theBranch());
    await evictDurableObject(theBranch());
    await standIn();
    till.away = false;
    await alarmUntilAllIsTold();
    expect(till.toldOf(trade)).toMatchObject([{ outcome: { kind: "settled" } }]);
    expect(till.toldOf(refused.trade)).toMatchObject([{ outcome: { kind: "refused" } }]);
    for (const one of together) expect(till.toldOf(one.trade)).toHaveLength(1);
  });

  it("[LE9] and stores one of two gets only the other again", async () => {
    till.away = true;
    const [first, second] = [await confirmed(), await confirmed()];
    till.refused.add(second.trade);
    till.away = false;
    await runDurableObjectAlarm(theBranch());
    till.refused.clear();
    await alarmUntilAllIsTold();
    expect(till.toldOf(first.trade)).toHaveLength(1);
    expect(till.toldOf(second.trade).length).toBeGreaterThanOrEqual(2);
  });
});
