// Holds at the real carrier: authorized, captured in parts and whole, voided, and ended by the alarm; what each
// costs, what a repeat gets, races of many orders, and what is left after the branch was dropped from memory.

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { HOLD_MAX_MS } from "../../../protocol/limits.ts";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { aCaptureCall, aVoidCall } from "../../support/builders/orders.ts";
import { aConfirm, aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator } from "./operator-world.ts";
import { aHeldTrade, aPaidTrade, HOLD_MS, ListeningTill, later, ring } from "./order-world.ts";

let world: CarrierWorld;
let till: ListeningTill;
beforeAll(async () => {
  world = await aCarrierWorld();
});
beforeEach(() => {
  till = new ListeningTill();
  return till.standIn();
});
afterEach(() => setClockOffset(0));

const START = 50_000;

/** The journal's own sum of what is held of the account. */
async function heldOf(terminal: { sealed: string }): Promise<number> {
  const name = `${await accountOf(terminal)}:held`;
  const lines = await theBranch().trialBalance();
  return lines.find(({ account }) => account === name)?.amount ?? 0;
}

describe("an authorization", () => {
  it("[LE20] holds the amount, says so with a receipt, and costs what a settlement costs", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal, { terms: later(world) });
    let answer: Awaited<ReturnType<typeof env.CARRIER.confirm>> | undefined;
    const cost = await costOf(async () => {
      answer = await env.CARRIER.confirm(body);
    });
    expect(cost).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
    if (!answer?.ok) throw new Error("it is authorized");
    const { outcome, receipt } = answer.value;
    expect(outcome).toBe("authorized");
    expect(receipt.payload.hold_until).toBe(body.offer.terms.payload.hold_until);
    const { register, trade, amount, currency } = receipt.payload;
    const expected = { register, trade, amount, currency, mode: "test", outcome } as const;
    expect((await verifyReceipt(receipt, expected, world.realm.trust)).ok).toBe(true);
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: START - 4980 });
    expect(await heldOf(terminal)).toBe(4980);
    const repeat = await costOf(async () =>
      expect(await env.CARRIER.confirm(body)).toEqual(answer),
    );
    expect(repeat.rows).toBe(0);
  });

  it("[LE20] is what a till is told, and what it is answered, never void", async () => {
    const { offer, sealed } = await aHeldTrade(world);
    const { trade } = offer;
    await vi.waitFor(() => expect(till.told.find((one) => one.trade === trade)).toBeDefined());
    const { outcome } = till.told.find((one) => one.trade === trade)!;
    expect(outcome).toMatchObject({ kind: "authorized", receipt: { payload: { trade } } });
    const question = { sealed, trade, attempt: 1, voidIfAbsent: true };
    expect(await env.CARRIER.outcome(question)).toEqual({ ok: true, value: outcome });
  });

  it("[TM9] of a hold longer than holds may last is no request", async () => {
    const deadline = world.now() + 60_000;
    const ask = async (hold_until: number) => {
      const terms = later(world, { deadline, hold_until });
      return env.CARRIER.confirm(await aConfirm(world, await aTerminal(world), { terms }));
    };
    expect(await ask(deadline + HOLD_MAX_MS + 1)).toMatchObject({
      error: { code: "deadline_out_of_range" },
    });
    expect(await ask(deadline + HOLD_MAX_MS)).toMatchObject({ ok: true });
  });

  it("[LE29] keeps its account from being closed", async () => {
    const held = await aHeldTrade(world, { amount: START });
    const asking = { account: await accountOf(held) };
    const other = await balancesOf(world, held.terminal);
    for (const [currency, amount] of Object.entries(other))
      if (amount > 0) await actAsOperator("/v1/account/withdrawals", { amount, currency }, asking);
    const close = async () => {
      await actAsOperator("/v1/account/status", { status: "closing" }, asking);
      return actAsOperator("/v1/account/status", { status: "closed" }, asking);
    };
    const refused = await close();
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { code: "account_not_empty" },
    ]);
    const call = await aCaptureCall(world, held, { amount: START });
    expect(await env.CARRIER.capture(call)).toMatchObject({ ok: true });
    expect((await close()).status).toBe(200);
  });
});

describe("a capture", () => {
  it("[LE21] [LE22] costs two rows, has its own receipt, and a repeat costs nothing", async () => {
    const held = await aHeldTrade(world);
    const call = await aCaptureCall(world, held, { amount: 1000 });
    let answer: Awaited<ReturnType<typeof env.CARRIER.capture>> | undefined;
    const cost = await costOf(async () => {
      answer = await env.CARRIER.capture(call);
    });
    expect(cost).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
    if (!answer?.ok) throw new Error("it is captured");
    const { receipt } = answer.value;
    expect(answer.value).toEqual({ receipt, fee: 0, captured: 1000, ended: false });
    expect(receipt.payload).toMatchObject({ amount: 1000, outcome: "captured" });
    expect(receipt.payload.order).toMatch(/^cap_test_/);
    const repeat = await costOf(async () =>
      expect(JSON.stringify(await env.CARRIER.capture(call))).toBe(JSON.stringify(answer)),
    );
    expect(repeat).toMatchObject({ commits: 0, rows: 0 });
    expect(await heldOf(held)).toBe(3980);
  });

  it("[LE25] under a key that was used with other bytes is refused", async () => {
    const held = await aHeldTrade(world);
    const call = await aCaptureCall(world, held);
    await env.CARRIER.capture(call);
    const { key } = call.order.payload;
    const other = await aCaptureCall(world, held, { key, amount: 999 });
    expect(await env.CARRIER.capture(other)).toMatchObject({
      error: { code: "exists_with_different_order" },
    });
  });

  it("[LE22] that is the last gives the rest back in the same commit", async () => {
    const held = await aHeldTrade(world);
    const call = await aCaptureCall(world, held, { last: true });
    const cost = await costOf(async () =>
      expect(await env.CARRIER.capture(call)).toMatchObject({ value: { ended: true } }),
    );
    expect(cost).toMatchObject({ commits: 1, rows: 2 });
    expect(await balancesOf(world, held.terminal)).toMatchObject({ JPY: START - 1000 });
    expect(await heldOf(held)).toBe(0);
    expect(await env.CARRIER.capture(await aCaptureCall(world, held))).toMatchObject({
      error: { code: "hold_ended" },
    });
  });

  it("[LE22] fifty at once never take more than is held", async () => {
    const held = await aHeldTrade(world);
    const calls = await Promise.all(
      Array.from({ length: 50 }, () => aCaptureCall(world, held, { amount: 300 })),
    );
    const answers = await Promise.all(calls.map((call) => env.CARRIER.capture(call)));
    const taken = answers.filter(({ ok }) => ok);
    expect(taken).toHaveLength(16);
    for (const answer of answers.filter(({ ok }) => !ok))
      expect(answer).toMatchObject({ error: { code: "over_hold" } });
    expect(await heldOf(held)).toBe(4980 - 16 * 300);
    const again = await costOf(async () => {
      const repeats = await Promise.all(calls.map((call) => env.CARRIER.capture(call)));
      expect(repeats).toEqual(answers);
    });
    expect(again.rows).toBe(0);
  });

  it("[LE25] fifty times at once is carried out once", async () => {
    const held = await aHeldTrade(world);
    const call = await aCaptureCall(world, held);
    const answers = await Promise.all(Array.from({ length: 50 }, () => env.CARRIER.capture(call)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await heldOf(held)).toBe(3980);
  });

  it("[LE25] is answered the same after the branch was dropped from memory", async () => {
    const held = await aHeldTrade(world);
    const [first, second] = [await aCaptureCall(world, held), await aCaptureCall(world, held)];
    const answer = await env.CARRIER.capture(first);
    await evictDurableObject(theBranch());
    expect(JSON.stringify(await env.CARRIER.capture(first))).toBe(JSON.stringify(answer));
    expect(await env.CARRIER.capture(second)).toMatchObject({ value: { captured: 2000 } });
  });

  it("[LE21] of a frozen account's hold is carried out", async () => {
    const held = await aHeldTrade(world);
    const account = await accountOf(held);
    await actAsOperator("/v1/account/status", { status: "frozen" }, { account });
    expect(await env.CARRIER.capture(await aCaptureCall(world, held))).toMatchObject({ ok: true });
  });

  it("[LE21] of what was settled at once finds no hold", async () => {
    const sold = await aPaidTrade(world);
    expect(await env.CARRIER.capture(await aCaptureCall(world, sold))).toMatchObject({
      error: { code: "hold_missing" },
    });
  });
});

describe("a void", () => {
  it("[LE23] gives back what is left, with its receipt, in two rows; a repeat in none", async () => {
    const held = await aHeldTrade(world);
    await env.CARRIER.capture(await aCaptureCall(world, held));
    const call = await aVoidCall(world, held);
    let answer: Awaited<ReturnType<typeof env.CARRIER.voidHold>> | undefined;
    const cost = await costOf(async () => {
      answer = await env.CARRIER.voidHold(call);
    });
    expect(cost).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
    expect(answer).toMatchObject({
      value: { captured: 1000, receipt: { payload: { outcome: "voided", amount: 3980 } } },
    });
    const repeat = await costOf(async () =>
      expect(JSON.stringify(await env.CARRIER.voidHold(call))).toBe(JSON.stringify(answer)),
    );
    expect(repeat.rows).toBe(0);
    expect(await balancesOf(world, held.terminal)).toMatchObject({ JPY: START - 1000 });
    const other = await aVoidCall(world, held);
    expect(await env.CARRIER.voidHold(other)).toMatchObject({ error: { code: "hold_ended" } });
  });

  it("[LE23] and a last capture at once: one of them ends the hold", async () => {
    for (let round = 0; round < 6; round++) {
      const held = await aHeldTrade(world);
      const last = await aCaptureCall(world, held, { last: true });
      const gone = await aVoidCall(world, held);
      const capture = () => env.CARRIER.capture(last);
      const voided = () => env.CARRIER.voidHold(gone);
      const acts = round % 2 === 0 ? [capture(), voided()] : [voided(), capture()];
      const answers = await Promise.all(acts);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const captured = (await capture()).ok;
      expect(await balancesOf(world, held.terminal)).toMatchObject({
        JPY: captured ? START - 1000 : START,
      });
      expect(await heldOf(held)).toBe(0);
    }
  });
});

describe("the end of a hold's time", () => {
  it("[LE24] is the alarm's: the rest goes back, and the till is told until it has heard", async () => {
    const held = await aHeldTrade(world);
    await env.CARRIER.capture(await aCaptureCall(world, held));
    setClockOffset(HOLD_MS - 1000);
    await ring();
    expect(await heldOf(held)).toBe(3980);
    setClockOffset(HOLD_MS + 1);
    till.away = true;
    await ring();
    expect(await heldOf(held)).toBe(0);
    expect(await balancesOf(world, held.terminal)).toMatchObject({ JPY: START - 1000 });
    expect(till.endsOf(held)).toEqual([]);
    till.away = false;
    await vi.waitFor(async () => {
      await ring();
      expect(till.endsOf(held)).not.toEqual([]);
    });
    const { trade } = held.offer;
    expect(till.endsOf(held)).toEqual([
      { key: `${trade}#1/end`, trade, attempt: 1, outcome: { kind: "hold_ended", captured: 1000 } },
    ]);
  });

  it("[LE24] holds for an order whether or not the alarm has come, and sets the alarm", async () => {
    const held = await aHeldTrade(world);
    const [capture, gone] = [await aCaptureCall(world, held), await aVoidCall(world, held)];
    setClockOffset(HOLD_MS + 1);
    const ended = { error: { code: "hold_ended" } };
    expect(await env.CARRIER.capture(capture)).toMatchObject(ended);
    expect(await env.CARRIER.voidHold(gone)).toMatchObject(ended);
    await ring();
    expect(await env.CARRIER.capture(capture)).toMatchObject(ended);
    expect(await env.CARRIER.voidHold(gone)).toMatchObject(ended);
    expect(await heldOf(held)).toBe(0);
  });

  it("[LE24] leaves alone what was captured, and is over once", async () => {
    const held = await aHeldTrade(world);
    const call = await aCaptureCall(world, held, { amount: 4980 });
    const answer = await env.CARRIER.capture(call);
    setClockOffset(HOLD_MS + 1);
    await ring();
    expect(await env.CARRIER.capture(call)).toEqual(answer);
    expect(till.endsOf(held)).toEqual([]);
    expect(await balancesOf(world, held.terminal)).toMatchObject({ JPY: START - 4980 });
  });

  it("[LE24] is found again after the branch was dropped from memory, and so is its alarm", async () => {
    const held = await aHeldTrade(world);
    await vi.waitFor(async () => {
      await ring();
      const until = held.offer.terms.payload.hold_until;
      await runInDurableObject(theBranch(), async (_: Branch, { storage }) =>
        expect((await storage.getAlarm()) ?? 0).toBeLessThanOrEqual(until ?? 0),
      );
    });
    await evictDurableObject(theBranch());
    await till.standIn();
    setClockOffset(HOLD_MS + 1);
    till.away = true;
    await ring();
    expect(await heldOf(held)).toBe(0);
    await evictDurableObject(theBranch());
    till = new ListeningTill();
    await till.standIn();
    await vi.waitFor(async () => {
      await ring();
      expect(till.endsOf(held)).toMatchObject([{ outcome: { kind: "hold_ended", captured: 0 } }]);
    });
  });

  it("[LE24] [PR4] survives a write that fails: the hold stays, and the alarm comes again", async () => {
    const held = await aHeldTrade(world);
    const inStorage = (sql: string) =>
      runInDurableObject(theBranch(), (_: Branch, { storage }) => {
        storage.sql.exec(sql);
      });
    await inStorage(
      "CREATE TRIGGER full BEFORE UPDATE ON accounts BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    setClockOffset(HOLD_MS + 1);
    await expect(ring()).rejects.toThrow();
    await runInDurableObject(theBranch(), async (_: Branch, { storage }) => {
      const alarm = (await storage.getAlarm()) ?? 0;
      expect(alarm).toBeGreaterThan(Date.now());
    });
    await inStorage("DROP TRIGGER full");
    await ring();
    expect(await heldOf(held)).toBe(0);
    expect(till.endsOf(held)).toHaveLength(1);
  });

  it("[LE28] can be asked for", async () => {
    const held = await aHeldTrade(world);
    const question = { sealed: held.sealed, trade: held.offer.trade, attempt: 1 };
    expect(await env.CARRIER.holdEnd(question)).toEqual({ ok: true, value: null });
    setClockOffset(HOLD_MS + 1);
    const ended = { ok: true, value: { kind: "hold_ended", captured: 0 } };
    expect(await env.CARRIER.holdEnd(question)).toEqual(ended);
    expect(await heldOf(held)).toBe(0);
    const repeat = await costOf(async () =>
      expect(await env.CARRIER.holdEnd(question)).toEqual(ended),
    );
    expect(repeat.rows).toBe(0);
  });

  it("[LE26] makes room in the limits of its period", async () => {
    const terminal = await aTerminal(world);
    const account = await accountOf(terminal);
    const month = { currency: "JPY", month: 5000, budgets: [] };
    await actAsOperator("/v1/account/limits", month, { account });
    const held = await aHeldTrade(world, {}, terminal);
    await expect(aPaidTrade(world, {}, terminal)).rejects.toThrow("over_month_limit");
    await env.CARRIER.voidHold(await aVoidCall(world, held));
    await aPaidTrade(world, {}, terminal);
    await expect(aPaidTrade(world, {}, terminal)).rejects.toThrow("over_month_limit");
  });
});
