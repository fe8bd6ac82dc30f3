// Many confirms at once: they share turns and flushes, each gets its own answer, and the money adds up. A flush
// that fails drops the object, and the same requests go through afterwards.

import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import type { SignatureText } from "../../../protocol/signing/signature.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { aConfirm, aSale, aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

function confirmAll(bodies: readonly ConfirmTrade[]) {
  return Promise.all(bodies.map((body) => env.CARRIER.confirm(body)));
}

function times<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, make));
}

describe("fifty confirms at once", () => {
  it("[LE4] share five flushes at most, and a bad one among them fails alone", async () => {
    const bodies = await times(50, async () => aConfirm(world, await aTerminal(world)));
    const [good] = bodies as [ConfirmTrade];
    const signature = "A".repeat(86) as SignatureText;
    const forged = { ...good, confirmation: { ...good.confirmation, signature } };
    const poor = await aConfirm(world, await aTerminal(world), { terms: { amount: 50_001 } });
    let answers: Awaited<ReturnType<typeof confirmAll>> = [];
    const cost = await costOf(async () => {
      answers = await confirmAll([...bodies.slice(0, 25), forged, poor, ...bodies.slice(25)]);
    });
    expect(cost.flushes).toBeLessThanOrEqual(5);
    expect(cost.commits).toBe(cost.flushes);
    expect(cost.rows).toBe(51 * 2);
    expect(answers[25]).toMatchObject({ error: { code: "bad_signature" } });
    expect(answers[26]).toMatchObject({ error: { code: "insufficient_funds" } });
    expect(answers.filter(({ ok }) => ok)).toHaveLength(50);
  });

  it("[LE4] of one account never overspend it, and share one row of it per flush", async () => {
    const terminal = await aTerminal(world);
    const bodies = await times(50, () => aConfirm(world, terminal, { terms: { amount: 3000 } }));
    let answers: Awaited<ReturnType<typeof confirmAll>> = [];
    const cost = await costOf(async () => {
      answers = await confirmAll(bodies);
    });
    const settled = answers.filter(({ ok }) => ok);
    const refused = answers.filter((one) => !one.ok && one.error.code === "insufficient_funds");
    expect([settled.length, refused.length]).toEqual([16, 34]);
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 - 16 * 3000 });
    expect(cost.rows).toBe(50 + cost.commits);
  });

  it("[LE5] of the same bytes settle once, and all get the same receipt", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    const answers = await confirmAll(Array.from({ length: 50 }, () => body));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 - 4980 });
  });

  it("[LE6] of one attempt with different bytes settle once", async () => {
    const terminal = await aTerminal(world);
    const offer = await aSale(world);
    const bodies = await Promise.all(
      [0, 1, 2, 3, 4].map((ms) =>
        aConfirm(world, terminal, { offer, confirmation: { time: world.now() + ms } }),
      ),
    );
    const answers = await confirmAll(bodies);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers.filter(({ ok }) => !ok))
      expect(answer).toMatchObject({ error: { code: "exists_with_different_confirmation" } });
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 - 4980 });
  });
});

describe("a write that fails in the middle of a flush", () => {
  const inStorage = (sql: string) =>
    runInDurableObject(theBranch(), (_: Branch, state) => {
      state.storage.sql.exec(sql);
    });

  const instance = () => runInDurableObject(theBranch(), (branch: Branch) => new WeakRef(branch));

  it("[PR4] answers that nothing is known, stores nothing by half, and heals", async () => {
    const terminals = await times(3, () => aTerminal(world));
    const bodies = await Promise.all(terminals.map((terminal) => aConfirm(world, terminal)));
    // Outcomes are inserted before accounts are updated: this is the middle.
    await inStorage(
      "CREATE TRIGGER full BEFORE UPDATE ON accounts BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    const before = await instance();
    for (const answer of await confirmAll(bodies))
      expect(answer).toEqual({ ok: false, error: { code: "storage_unavailable" } });
    // Dropped whole: nothing that it had in memory can be believed after a failed write.
    expect((await instance()).deref()).not.toBe(before.deref());
    await inStorage("DROP TRIGGER full");
    for (const [index, { sealed }] of terminals.entries()) {
      const { trade } = (bodies[index] as ConfirmTrade).offer;
      const question = { sealed, trade, attempt: 1, voidIfAbsent: false };
      expect(await env.CARRIER.outcome(question)).toEqual({ ok: true, value: null });
    }
    for (const answer of await confirmAll(bodies)) expect(answer).toMatchObject({ ok: true });
    for (const terminal of terminals)
      expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 - 4980 });
  });
});

describe("the branch's ledger", () => {
  it("[LE3] sums to zero in each currency, and its postings are the balances", async () => {
    const lines = await theBranch().trialBalance();
    for (const currency of ["JPY", "USD"]) {
      const amounts = lines.filter((line) => line.currency === currency);
      expect(amounts.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    }
    const posted = lines.filter(({ account }) => account.startsWith("acc_"));
    const balances = await runInDurableObject(theBranch(), (_: Branch, { storage }) =>
      storage.sql
        .exec<{ account: string; currency: string; amount: number }>(
          `SELECT accounts.id AS account, key AS currency, value AS amount
           FROM accounts, json_each(balances) ORDER BY 2, 1`,
        )
        .toArray(),
    );
    expect(posted).toEqual(balances);
    expect(posted.length).toBeGreaterThan(50);
  });
});
