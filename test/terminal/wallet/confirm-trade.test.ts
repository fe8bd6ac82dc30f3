// From the press on Pay to the carrier's answer: what is sent, in which order, and what each answer means.

import { describe, expect, it } from "vitest";
import type { Currency } from "../../../protocol/money/money.ts";
import { PROBLEMS, type ProblemCode } from "../../../protocol/problem.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import type { Receipt, SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import { aRealm, aReceipt, aTradeId, NOW } from "../../support/builders/realm.ts";
import { anOfferOf } from "../support/records.ts";
import { aTerminal, type TerminalWorld } from "../support/terminal-world.ts";

const YEN = 4_980;

async function pressPay(world: TerminalWorld): Promise<void> {
  await world.wallet.pay("press-1", YEN);
}

describe("paying", () => {
  it("goes from the sheet to a checked receipt, with one claim and one confirmation", async () => {
    const world = await aTerminal();
    const { trade } = await world.sheet();
    await pressPay(world);
    expect(world.record()).toMatchObject({ state: "settled", attempt: 1 });
    expect(world.servers.sent("/claim")).toHaveLength(1);
    expect(world.servers.sent("/confirmations")).toHaveLength(1);
    expect(world.servers.balance).toBe(50_000 - YEN);
    expect(world.told).toEqual([{ trade, replyTo: "7:3" }]);
  });

  it("claims nothing before the shopper has pressed Pay", async () => {
    const world = await aTerminal();
    await world.sheet();
    await world.passTime(60_000);
    expect(world.servers.sent("/claim")).toEqual([]);
  });

  it("refuses a press on another amount than the one of the offer", async () => {
    const world = await aTerminal();
    await world.sheet();
    await world.wallet.pay("press-1", YEN + 1);
    expect(world.record().state).toBe("offered");
    expect(world.servers.sent("/claim")).toEqual([]);
  });

  it("pressed twice, pays once", async () => {
    const world = await aTerminal();
    await world.sheet();
    await Promise.all([pressPay(world), pressPay(world), world.wallet.work()]);
    expect(world.record().state).toBe("settled");
    expect(world.servers.sent("/claim")).toHaveLength(1);
    expect(world.servers.sent("/confirmations")).toHaveLength(1);
  });

  it("stores the confirmation before it sends it", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/confirmations", "unreachable");
    await pressPay(world);
    const record = world.record();
    expect(record).toMatchObject({ state: "confirming", tries: 1 });
    expect("body" in record && record.body).toBe(world.servers.sent("/confirmations")[0]?.body);
  });

  it("[LE5] a lost answer is asked for with the same bytes, and money moves once", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/confirmations", "lost", "garbled", "internal_error", "unreachable");
    await pressPay(world);
    expect(world.record().state).toBe("confirming");
    await world.passTime(60_000);
    expect(world.record().state).toBe("settled");
    const bodies = world.servers.sent("/confirmations").map(({ body }) => body);
    expect(bodies).toHaveLength(5);
    expect(new Set(bodies).size).toBe(1);
    expect(world.servers.balance).toBe(50_000 - YEN);
  });

  it("[TR14] keeps checking after the deadline, whatever the clock says", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/confirmations", ...Array<"lost">(200).fill("lost"));
    await pressPay(world);
    await world.passTime(60 * 60_000);
    expect(world.record().state).toBe("confirming");
    world.servers.mishaps.length = 0;
    await world.passTime(60_000);
    expect(world.record().state).toBe("settled");
  });
});

describe("a receipt", () => {
  /** The carrier's own signature, over something else than what was confirmed here. */
  const OTHERS: Record<string, (offer: Offer) => Promise<Partial<Receipt>>> = {
    "of another attempt": async () => ({ attempt: 2 }),
    "of another amount": async () => ({ amount: 1 }),
    "of another outcome": async () => ({ outcome: "refused" }),
    "of another offer": async (offer) => ({ offer: await hashOf(offer) }),
    "of another trade": async () => ({ trade: aTradeId(await aRealm()) }),
  };

  it.each(Object.entries(OTHERS))("[SG7] %s never shows as paid", async (_other, overrides) => {
    const world = await aTerminal();
    const offer = await world.sheet();
    const forged = await aReceipt(world.realm, offer, await overrides(offer));
    await neverPaidBy(world, () => forged);
  });

  it("[SG7] changed after it was signed, or signed under another root, never shows as paid", async () => {
    const world = await aTerminal();
    await world.sheet();
    const payload = { time: NOW - 1 };
    await neverPaidBy(world, (receipt) => ({
      ...receipt,
      payload: { ...receipt.payload, ...payload },
    }));
    const other = await aTerminal();
    const theirs = await other.sheet();
    const stranger = await aRealm();
    const forged = await aReceipt(stranger, theirs);
    await neverPaidBy(other, () => forged);
  });

  async function neverPaidBy(
    world: TerminalWorld,
    forge: (receipt: SignedReceipt) => SignedReceipt,
  ): Promise<void> {
    world.servers.forge = forge;
    await pressPay(world);
    await world.passTime(10_000);
    expect(world.record().state).not.toBe("settled");
    expect(world.told).toEqual([]);
  }

  it("that doesn't prove the refusal it comes with leaves the terminal checking", async () => {
    const world = await aTerminal();
    const offer = await world.sheet();
    world.servers.refusal = "insufficient_funds";
    const frozen = { outcome: "refused", code: "account_frozen" } as const;
    world.servers.forge = () => aReceipt(world.realm, offer, frozen);
    await pressPay(world);
    expect(world.record().state).toBe("confirming");
    world.servers.forge = (receipt) => receipt;
    await world.passTime(10_000);
    expect(world.record()).toMatchObject({ state: "refused", code: "insufficient_funds" });
  });
});

describe("a payment that needs a step-up", () => {
  it("[LE79] stays unpaid, says what one click is enough for, and is sent no more", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.oneClick = 4979;
    await pressPay(world);
    const ended = { state: "ended", code: "step_up_required", left: { amount: 4979 } };
    expect(world.record()).toMatchObject(ended);
    world.servers.oneClick = undefined;
    await world.passTime(60_000);
    expect(world.record()).toMatchObject(ended);
    expect(world.servers.balance).toBe(50_000);
  });

  it("[LE79] is believed of bytes sent before only where the trade isn't settled", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/confirmations", "lost", "step_up_required");
    await pressPay(world);
    expect(world.record().state).toBe("confirming");
    await world.passTime(10_000);
    expect(world.record().state).toBe("settled");
    const other = await aTerminal();
    await other.sheet();
    other.servers.mishap("/confirmations", "unreachable");
    other.servers.oneClick = 0;
    await pressPay(other);
    await other.passTime(10_000);
    expect(other.record()).toMatchObject({ state: "ended", code: "step_up_required" });
  });
});

describe("a recorded refusal", () => {
  it("without the carrier's receipt is only somebody's word: the terminal goes on checking", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.refusal = "insufficient_funds";
    world.servers.forge = () => undefined as never;
    await pressPay(world);
    expect(world.record().state).toBe("confirming");
    world.servers.forge = (receipt) => receipt;
    await world.passTime(10_000);
    expect(world.record()).toMatchObject({ state: "refused", code: "insufficient_funds" });
  });

  it.each(["insufficient_funds", "account_frozen", "currency_not_held", "too_late"] as const)(
    "%s is shown with its receipt, and moves no money",
    async (code) => {
      const world = await aTerminal();
      await world.sheet();
      world.servers.refusal = code;
      await pressPay(world);
      expect(world.record()).toMatchObject({
        state: "refused",
        code,
        receipt: { payload: { outcome: "refused", code } },
      });
      expect(world.servers.balance).toBe(50_000);
    },
  );

  it("[LE13] [LE71] that says what is left is kept with it", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.refusal = "over_day_limit";
    world.servers.left = { amount: 300, currency: "JPY" as Currency };
    await pressPay(world);
    expect(world.record()).toMatchObject({ state: "refused", left: { amount: 300 } });
  });

  it("[LE7] a void has no receipt, and is an end all the same", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.refusal = "attempt_void";
    await pressPay(world);
    expect(world.record()).toMatchObject({ state: "refused", code: "attempt_void" });
  });

  it("can be tried again, as the next attempt", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.refusal = "insufficient_funds";
    await pressPay(world);
    await world.wallet.tryAgain("press-1");
    expect(world.record()).toMatchObject({ state: "offered", lastAttempt: 1 });
    await pressPay(world);
    expect(world.record()).toMatchObject({ state: "settled", attempt: 2 });
  });

  it("waits with the next attempt until the till has heard of the refusal", async () => {
    const world = await aTerminal();
    const { trade } = await world.sheet();
    world.servers.refusal = "insufficient_funds";
    await pressPay(world);
    const till = world.servers.trades.get(trade);
    if (till) till.attempt = 1; // the branch's word is still on its way
    await world.wallet.tryAgain("press-1");
    await pressPay(world);
    expect(world.record()).toMatchObject({ state: "claiming", tries: 1 });
    expect(world.servers.sent("/confirmations")).toHaveLength(1);
    if (till) till.attempt = 2;
    await world.passTime(5_000);
    expect(world.record()).toMatchObject({ state: "settled", attempt: 2 });
  });
});

describe("a confirmation that isn't taken", () => {
  it("at its first sending was never applied: nothing to confirm", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/confirmations", "grant_invalid");
    await pressPay(world);
    expect(world.record()).toMatchObject({ state: "unusable", code: "grant_invalid" });
  });

  it("after a lost answer may have been applied: the trade itself is asked, and says paid", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/confirmations", "lost", "grant_invalid");
    await pressPay(world);
    await world.passTime(5_000);
    expect(world.record().state).toBe("settled");
    expect(world.servers.sent("/status")).toHaveLength(1);
  });

  it("after a broken socket may have been applied too", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.socket = "breaks";
    world.servers.mishap("/confirmations", "ticket_invalid");
    await pressPay(world);
    expect(world.record().state).toBe("settled");
  });

  it.each([
    ["cancelled", "ended", "trade_cancelled"],
    ["declined", "ended", "trade_declined"],
    ["expired", "expired", undefined],
  ] as const)(
    "and a trade that is %s by then ended without our money",
    async (status, state, code) => {
      const world = await aTerminal();
      const { trade } = await world.sheet();
      world.servers.mishap("/confirmations", "unreachable", "grant_invalid");
      await pressPay(world);
      Object.assign(world.servers.trades.get(trade) ?? {}, { status });
      await world.passTime(5_000);
      expect(world.record()).toMatchObject({ state, ...(code ? { code } : {}) });
    },
  );

  it("is still checked while the trade is open", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/confirmations", "unreachable", "grant_invalid", "grant_invalid");
    await pressPay(world);
    await world.passTime(2_000);
    expect(world.record().state).toBe("confirming");
  });
});

describe("a trade whose amount is held", () => {
  const held = (world: TerminalWorld) =>
    anOfferOf(world.realm, { capture: "later", hold_until: NOW + 7 * 86_400_000 });

  it("[LE20] is paid by a receipt that says authorized, and by none that says settled", async () => {
    const world = await aTerminal();
    const offer = await held(world);
    await world.sheet(offer);
    world.servers.forge = () => aReceipt(world.realm, offer);
    await pressPay(world);
    expect(world.record().state).toBe("confirming");
    world.servers.forge = (receipt) => receipt;
    await world.passTime(5_000);
    expect(world.record()).toMatchObject({ state: "settled", attempt: 1 });
  });

  it("[LE20] after a lost answer is found in the trade itself, held or captured by then", async () => {
    for (const status of ["authorized", "completed"] as const) {
      const world = await aTerminal();
      const { trade } = await world.sheet(await held(world));
      world.servers.mishap("/confirmations", "lost", "grant_invalid");
      await pressPay(world);
      Object.assign(world.servers.trades.get(trade) ?? {}, { status });
      await world.passTime(5_000);
      expect(world.record().state).toBe("settled");
    }
  });

  it("a trade that is settled at once isn't paid by a receipt of a hold", async () => {
    const world = await aTerminal();
    const offer = await world.sheet();
    world.servers.forge = () => aReceipt(world.realm, offer, { outcome: "authorized" });
    await pressPay(world);
    expect(world.record().state).toBe("confirming");
  });
});

describe("the money socket", () => {
  it("[MS7] carries the same bytes as HTTP, and needs none when it answers", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.socket = "open";
    await pressPay(world);
    expect(world.record().state).toBe("settled");
    expect(world.servers.bySocket).toHaveLength(1);
    expect(world.servers.sent("/confirmations")).toEqual([]);
  });

  it("that breaks before the answer is followed by HTTP with the same bytes: one debit", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.socket = "breaks";
    await pressPay(world);
    expect(world.record().state).toBe("settled");
    expect(world.servers.sent("/confirmations")[0]?.body).toBe(world.servers.bySocket[0]);
    expect(world.servers.balance).toBe(50_000 - YEN);
  });
});

describe("a claim", () => {
  const ENDS: Partial<Record<ProblemCode, string>> = {
    trade_expired: "expired",
    claimed_by_another: "ended",
    attempts_exhausted: "ended",
    trade_settled: "ended",
    trade_cancelled: "ended",
    trade_declined: "ended",
    trade_voided: "ended",
  };
  // A credential that isn't taken is renewed first: that has its own tests.
  const codes = (Object.keys(PROBLEMS) as ProblemCode[]).filter(
    (code) => code !== "credential_invalid" && code !== "credential_expired",
  );

  it.each(codes)("refused with %s ends as it should, and nothing was signed", async (code) => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/claim", code);
    await pressPay(world);
    const retried = PROBLEMS[code].kind === "not_yet";
    expect(world.record().state).toBe(retried ? "claiming" : (ENDS[code] ?? "unusable"));
    expect(world.servers.sent("/confirmations")).toEqual([]);
  });

  it("[TR4] repeated after a lost answer gets the same grant, and one confirmation", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/claim", "lost");
    await pressPay(world);
    await world.passTime(5_000);
    expect(world.record()).toMatchObject({ state: "settled", attempt: 1 });
    expect(world.servers.outcomes.size).toBe(1);
  });

  it("that gets no answer for a minute is no order to pay any more", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/claim", ...Array<"unreachable">(20).fill("unreachable"));
    await pressPay(world);
    await world.passTime(2 * 60_000);
    expect(world.record().state).toBe("offered");
    world.servers.mishaps.length = 0;
    await world.passTime(60_000);
    expect(world.servers.balance).toBe(50_000);
    expect(world.record().state).toBe("offered");
  });

  it("answered with another trade's grant is nothing to sign", async () => {
    const world = await aTerminal();
    const { trade } = await world.sheet();
    const till = world.servers.trades.get(trade);
    const other = await aTerminal();
    const otherOffer = await other.sheet();
    if (till) Object.assign(till, { offer: otherOffer });
    await pressPay(world);
    expect(world.record()).toMatchObject({ state: "unusable", code: "offer_mismatch" });
    expect(world.servers.sent("/confirmations")).toEqual([]);
  });

  it("signs the moment of the press and what was on the sheet", async () => {
    const world = await aTerminal();
    const offer = await world.sheet();
    world.now = NOW + 3_000;
    world.servers.mishap("/claim", "unreachable");
    await pressPay(world);
    await world.passTime(5_000);
    const { confirmation } = JSON.parse(world.servers.sent("/confirmations")[0]?.body ?? "");
    expect(confirmation.payload).toMatchObject({
      amount: YEN,
      currency: "JPY",
      register: offer.terms.payload.iss,
      trade: offer.trade,
      attempt: 1,
      time: NOW + 3_000,
    });
  });
});
