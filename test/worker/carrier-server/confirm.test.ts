// A confirm at the real carrier: what settles, what is recorded as refused, what a repeat gets, and what each costs.

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { CONFIRM_GRACE_MS } from "../../../protocol/limits.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import type { Carrier } from "../../../worker/carrier-server/carrier.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { aConfirm, aSale, aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";

const DAY_MS = 24 * 60 * 60_000;

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});
afterEach(() => setClockOffset(0));

/** The answer as text: what "byte for byte" is about. */
async function confirmText(body: Parameters<Carrier["confirm"]>[0]): Promise<string> {
  return JSON.stringify(await env.CARRIER.confirm(body));
}

describe("a confirm that settles", () => {
  it("moves the amount from the payer to the register's settlement account", async () => {
    const terminal = await aTerminal(world);
    const answer = await env.CARRIER.confirm(await aConfirm(world, terminal));
    expect(answer).toMatchObject({ ok: true, value: { outcome: "settled", attempt: 1 } });
    expect(await balancesOf(world, terminal)).toEqual({ JPY: 50_000 - 4980, USD: 20_000 });
    const lines = await theBranch().trialBalance();
    const { settlement_account } = world.certificate.payload;
    expect(lines).toContainEqual({ account: settlement_account, currency: "JPY", amount: 4980 });
  });

  it("is answered with a receipt that anyone verifies offline under the pinned root", async () => {
    const body = await aConfirm(world, await aTerminal(world));
    const answer = await env.CARRIER.confirm(body);
    if (!answer.ok) throw new Error(answer.error.code);
    const verified = await verifyReceipt(
      answer.value.receipt,
      {
        register: world.realm.register,
        trade: body.offer.trade,
        amount: 4980,
        currency: "JPY",
        mode: "test",
        outcome: "settled",
      },
      world.realm.trust,
    );
    expect(verified.ok).toBe(true);
  });

  it("[LE4] costs one hop, one commit and two rows", async () => {
    const body = await aConfirm(world, await aTerminal(world));
    const cost = await costOf(() => env.CARRIER.confirm(body));
    expect(cost).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
  });

  it("pays in each currency the account holds", async () => {
    const terminal = await aTerminal(world);
    const terms = { amount: 1999, currency: "USD" as Currency };
    const answer = await env.CARRIER.confirm(await aConfirm(world, terminal, { terms }));
    expect(answer.ok).toBe(true);
    expect(await balancesOf(world, terminal)).toEqual({ JPY: 50_000, USD: 20_000 - 1999 });
  });
});

describe("a confirm that is refused as a recorded outcome", () => {
  const cases = {
    insufficient_funds: () => ({ amount: 50_001 }),
    currency_not_held: () => ({ currency: "KWD" as Currency }),
    too_late: () => ({ deadline: world.now() - CONFIRM_GRACE_MS - 1 }),
  };

  it.each(Object.entries(cases))(
    "[LE8] %s: with its receipt, and at most two rows",
    async (code, terms) => {
      const terminal = await aTerminal(world);
      const body = await aConfirm(world, terminal, { terms: terms() });
      let answer: Awaited<ReturnType<Carrier["confirm"]>> | undefined;
      const cost = await costOf(async () => {
        answer = await env.CARRIER.confirm(body);
      });
      expect(cost).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
      expect(answer).toMatchObject({
        ok: false,
        error: { code, attempt: 1, receipt: { payload: { outcome: "refused", code } } },
      });
      expect(await balancesOf(world, terminal)).toEqual({ JPY: 50_000, USD: 20_000 });
    },
  );

  it("[LE8] is decided by the branch's clock: within the grace it settles, after it never", async () => {
    const offer = await aSale(world, { deadline: world.now() + 1000 });
    const body = await aConfirm(world, await aTerminal(world), { offer });
    setClockOffset(CONFIRM_GRACE_MS);
    expect(await env.CARRIER.confirm(body)).toMatchObject({ ok: true });
    const late = await aConfirm(world, await aTerminal(world), {
      terms: { deadline: world.now() + 1000 },
    });
    setClockOffset(CONFIRM_GRACE_MS * 2 + 2000);
    expect(await env.CARRIER.confirm(late)).toMatchObject({ error: { code: "too_late" } });
    setClockOffset(0);
    expect(await env.CARRIER.confirm(late)).toMatchObject({ error: { code: "too_late" } });
  });

  it("leaves the next attempt of the trade open", async () => {
    const terminal = await aTerminal(world);
    const offer = await aSale(world, { amount: 50_001 });
    await env.CARRIER.confirm(await aConfirm(world, terminal, { offer }));
    const second = await aConfirm(world, terminal, { offer, grant: { attempt: 2 } });
    expect(await env.CARRIER.confirm(second)).toMatchObject({
      error: { code: "insufficient_funds", attempt: 2 },
    });
  });
});

describe("a repeat", () => {
  it.each([
    ["settled", {}],
    ["refused", { amount: 50_001 }],
  ])("[LE5] of a %s confirm gets the same bytes and writes nothing", async (_, terms) => {
    const body = await aConfirm(world, await aTerminal(world), { terms });
    const first = await confirmText(body);
    const cost = await costOf(async () => expect(await confirmText(body)).toBe(first));
    expect(cost).toEqual({ hops: 1, commits: 0, rows: 0, flushes: 0 });
  });

  it("[SG6] is answered long after the register's certificate has run out; a new confirm is not", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    const first = await confirmText(body);
    const unsent = await aConfirm(world, terminal, {
      terms: { deadline: world.now() + 400 * DAY_MS },
    });
    setClockOffset(400 * DAY_MS);
    expect(await confirmText(body)).toBe(first);
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(unsent)).toEqual({
        ok: false,
        error: { code: "certificate_expired" },
      }),
    );
    expect(cost.rows).toBe(0);
  });

  it("[LE6] with other bytes under the same attempt is refused and writes nothing", async () => {
    const terminal = await aTerminal(world);
    const offer = await aSale(world);
    await env.CARRIER.confirm(await aConfirm(world, terminal, { offer }));
    const other = await aConfirm(world, terminal, {
      offer,
      confirmation: { time: world.now() + 1 },
    });
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(other)).toEqual({
        ok: false,
        error: { code: "exists_with_different_confirmation" },
      }),
    );
    expect(cost.rows).toBe(0);
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 - 4980 });
  });

  it("[LE6] under another account is refused, though its grant is good", async () => {
    const offer = await aSale(world);
    await env.CARRIER.confirm(await aConfirm(world, await aTerminal(world), { offer }));
    const stranger = await aTerminal(world);
    for (const attempt of [1, 2]) {
      const body = await aConfirm(world, stranger, { offer, grant: { attempt } });
      expect(await env.CARRIER.confirm(body)).toMatchObject({
        error: { code: "exists_with_different_confirmation" },
      });
    }
    expect(await balancesOf(world, stranger)).toMatchObject({ JPY: 50_000 });
  });
});
