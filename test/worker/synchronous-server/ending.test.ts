// How trades end without being paid: cancel, decline, release, expiry; and that from a claim on only the branch ends one.
import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { CLAIM_MS, OUTCOME_RETRY_FIRST_MS } from "../../../protocol/limits.ts";
import type { Confirmed, RefusedProblem, TradeView } from "../../../protocol/messages.ts";
import { refusal } from "../../../protocol/problem.ts";
import { err, ok } from "../../../protocol/result.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import { CarrierEntrypoint } from "../../../worker/carrier-server/index.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { CreditorEntrypoint } from "../../../worker/synchronous-server/index.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aShop,
  ask,
  aTrade,
  aWallet,
  cancel,
  flushed,
  getTrade,
  post,
  postClaim,
  postConfirm,
  postDecline,
  problemIn,
  readOffer,
  type Shop,
  settledRow,
  statusOf,
  storedRow,
  tillCost,
  tillNumberOf,
  tillStub,
  until,
  type Wallet,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => vi.restoreAllMocks());

async function anOpenOffer(lifetimeMs = 30 * 60_000): Promise<Offer> {
  const { id } = await aTrade(shop, { deadline: clockNow() + lifetimeMs });
  await flushed(id);
  return readOffer(id);
}

async function aClaimed(lifetimeMs?: number) {
  const wallet = await aWallet();
  const offer = await anOpenOffer(lifetimeMs);
  const granted = await aClaim(wallet, offer);
  return { wallet, offer, trade: offer.trade, granted };
}

/** Confirmed at the branch, while nothing of it reaches the till. */
async function aConfirmedUnseen(lifetimeMs?: number) {
  const claimed = await aClaimed(lifetimeMs);
  const credit = vi
    .spyOn(CreditorEntrypoint.prototype, "credit")
    .mockImplementation(async () => ({ stored: [] }));
  const confirm = await aConfirmOf(claimed.wallet, claimed.offer, claimed.granted);
  const answer = await postConfirm(confirm);
  expect(answer.status).toBe(200);
  await vi.waitFor(() => expect(credit).toHaveBeenCalled());
  return { ...claimed, confirmed: (await answer.json()) as Confirmed };
}

function sharingATill<T extends { trade: TradeId }>(trades: T[]): [T, T] {
  for (const one of trades)
    for (const other of trades)
      if (one !== other && tillNumberOf(one.trade) === tillNumberOf(other.trade))
        return [one, other];
  throw new Error("no two trades share a till");
}

/** The carrier can't say how a trade ends. */
function silentCarrier() {
  return vi
    .spyOn(CarrierEntrypoint.prototype, "outcome")
    .mockImplementation(async () => err(refusal("storage_unavailable")));
}

async function viewOf(trade: TradeId): Promise<TradeView> {
  return (await getTrade(shop, trade)).json();
}

async function alarm(trade: TradeId): Promise<boolean> {
  return runDurableObjectAlarm(tillStub(trade));
}

async function stateOf(trade: TradeId): Promise<string> {
  return JSON.parse(String((await storedRow(trade))?.state)).state;
}

describe("cancel by the shop", () => {
  it("[TR3] [EV2] ends an open trade at once, in its row and its event's, and again in none", async () => {
    const { trade } = await anOpenOffer();
    const cost = await tillCost(shop, async () => {
      const response = await cancel(shop, trade);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ id: trade, status: "cancelled" });
    });
    expect(cost).toMatchObject({ hops: 1, commits: 1, rows: 2 });
    const again = await tillCost(shop, async () => {
      expect(await (await cancel(shop, trade)).json()).toMatchObject({ status: "cancelled" });
    });
    expect(again.rows).toBe(0);
  });

  it("[TR5] [LE7] of a claimed trade asks the branch, which voids the attempt: cancelled", async () => {
    const { trade, wallet, offer, granted } = await aClaimed();
    const response = await cancel(shop, trade);
    expect(await response.json()).toMatchObject({ status: "cancelled" });
    const late = await postConfirm(await aConfirmOf(wallet, offer, granted));
    expect(late.status).toBe(402);
    expect(await problemIn(late)).toMatchObject({ code: "attempt_void", kind: "outcome" });
    expect(await statusOf(trade)).toBe("cancelled");
  });

  it("[TR8] meets a confirm that was first: settled wins, and the sale is credited", async () => {
    const { trade, confirmed } = await aConfirmedUnseen();
    const response = await cancel(shop, trade);
    expect(response.status).toBe(409);
    expect(await problemIn(response)).toMatchObject({ code: "trade_settled" });
    expect(await viewOf(trade)).toMatchObject({ status: "settled", receipt: confirmed.receipt });
  });

  it("[TM5] without an answer of the carrier says that it is ending, and the alarm asks again", async () => {
    const { trade } = await aClaimed();
    const outcome = silentCarrier();
    const response = await cancel(shop, trade);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "open", ending: true });
    expect(await viewOf(trade)).toMatchObject({ status: "open", ending: true });
    expect(await statusOf(trade)).toBe("open");
    advanceClock(OUTCOME_RETRY_FIRST_MS);
    await alarm(trade);
    expect(await stateOf(trade)).toBe("ending");
    const asked = outcome.mock.calls.length;
    await alarm(trade);
    expect(outcome.mock.calls.length, "not yet again: the delay doubles").toBe(asked);
    outcome.mockRestore();
    advanceClock(2 * OUTCOME_RETRY_FIRST_MS);
    await alarm(trade);
    expect(await viewOf(trade)).toMatchObject({ status: "cancelled" });
  });

  it("a carrier that breaks while it is asked decides nothing either", async () => {
    const { trade } = await aClaimed();
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    silentCarrier().mockImplementation(() => Promise.reject(new Error("acc_test_secret")));
    expect(await (await cancel(shop, trade)).json()).toMatchObject({ ending: true });
    expect(JSON.stringify(log.mock.calls)).toContain("carrier_unavailable");
    expect(JSON.stringify(log.mock.calls)).not.toContain("acc_test");
  });

  it("[TR9] an answer that can't be true is not taken, and the invariant is in the log", async () => {
    const [{ trade }, paid] = [await aClaimed(), await aConfirmedUnseen()];
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { receipt } = paid.confirmed;
    silentCarrier().mockImplementation(async () => ok({ kind: "settled", receipt }));
    expect(await (await cancel(shop, trade)).json()).toMatchObject({
      status: "open",
      ending: true,
    });
    expect(JSON.stringify(log.mock.calls)).toContain("outcome_refused");
  });

  it("[TR4] a claim of a trade that is ending is told to ask again", async () => {
    const { trade, wallet, offer } = await aClaimed();
    silentCarrier();
    await cancel(shop, trade);
    const again = await postClaim(wallet, offer);
    expect(again.status).toBe(409);
    expect(await problemIn(again)).toMatchObject({ code: "trade_ending", retryable: true });
    const stranger = await postClaim(await aWallet(), offer);
    expect(await problemIn(stranger)).toMatchObject({ code: "claimed_by_another" });
  });

  it("of another register's trade is trade_not_found, and of a made-up one", async () => {
    const { trade } = await anOpenOffer();
    const other = await aShop();
    const cost = await tillCost(shop, async () => {
      expect(await problemIn(await cancel(other, trade))).toMatchObject({
        code: "trade_not_found",
      });
      expect(await problemIn(await getTrade(other, trade))).toMatchObject({
        code: "trade_not_found",
      });
      expect(await problemIn(await cancel(shop, "trd_test_0"))).toMatchObject({
        code: "trade_not_found",
      });
    });
    expect(cost.hops).toBe(0);
  });

  it("needs an idempotency key and an empty object", async () => {
    const { trade } = await anOpenOffer();
    const path = `/v1/trades/${trade}/cancel`;
    const Authorization = `Bearer ${shop.apiKey}`;
    expect(await problemIn(await post(path, {}, { Authorization }))).toMatchObject({
      code: "idempotency_key_missing",
    });
    const headers = { Authorization, "Idempotency-Key": "k" };
    expect(await problemIn(await post(path, { why: "no" }, headers))).toMatchObject({
      code: "invalid_request",
      param: "/why",
    });
    expect(await statusOf(trade)).toBe("open");
  });
});

describe("decline by the shopper", () => {
  it("[TR3] ends an open trade at once", async () => {
    const { trade } = await anOpenOffer();
    const response = await postDecline(await aWallet(), trade);
    expect(await response.json()).toMatchObject({ trade, status: "declined" });
    expect(await viewOf(trade)).toMatchObject({ status: "declined" });
  });

  it("[TR5] of his claim asks the branch: declined", async () => {
    const { trade, wallet } = await aClaimed();
    expect(await (await postDecline(wallet, trade)).json()).toMatchObject({ status: "declined" });
    expect(await viewOf(trade)).not.toHaveProperty("payer");
  });

  it("of another's claim is claimed_by_another, and writes nothing", async () => {
    const { trade } = await aClaimed();
    const stranger = await aWallet();
    const cost = await tillCost(shop, async () => {
      const response = await postDecline(stranger, trade);
      expect(await problemIn(response)).toMatchObject({ code: "claimed_by_another" });
    });
    expect(cost.rows).toBe(0);
  });

  it("[TR8] meets his own confirm in another window: settled wins", async () => {
    const { trade, wallet } = await aConfirmedUnseen();
    const response = await postDecline(wallet, trade);
    expect(await problemIn(response)).toMatchObject({ code: "trade_settled" });
    expect(await statusOf(trade)).toBe("settled");
  });

  it("without an answer of the carrier is trade_ending, to be asked again", async () => {
    const { trade, wallet } = await aClaimed();
    silentCarrier();
    const response = await postDecline(wallet, trade);
    expect(response.status).toBe(409);
    expect(await problemIn(response)).toMatchObject({ code: "trade_ending", retryable: true });
    vi.restoreAllMocks();
    expect(await (await postDecline(wallet, trade)).json()).toMatchObject({ status: "declined" });
  });
});

describe("time", () => {
  it("[TR6] [TM1] a claim that isn't confirmed is released after 60 s, and another payer may pay", async () => {
    const { trade, offer } = await aClaimed();
    advanceClock(CLAIM_MS - 1_000);
    await alarm(trade);
    expect(await stateOf(trade)).toBe("claimed");
    advanceClock(1_000);
    await alarm(trade);
    expect(await stateOf(trade)).toBe("open");
    const second = await aWallet();
    const granted = await aClaim(second, offer);
    expect(granted.grant.payload.attempt).toBe(2);
    const answer = await postConfirm(await aConfirmOf(second, offer, granted));
    expect(((await answer.json()) as Confirmed).receipt.payload.attempt).toBe(2);
    await until(() => settledRow(trade));
  });

  it("[TR10] the first payer's late confirm meets the void: nothing is debited twice", async () => {
    const { trade, wallet, offer, granted } = await aClaimed();
    advanceClock(CLAIM_MS);
    await alarm(trade);
    const late = await postConfirm(await aConfirmOf(wallet, offer, granted));
    const problem = (await late.json()) as RefusedProblem;
    expect(problem).toMatchObject({ code: "attempt_void", kind: "outcome", attempt: 1 });
    expect(problem).not.toHaveProperty("receipt");
    expect(await statusOf(trade)).toBe("open");
  });

  it("[TR8] a release meets a confirm that was first: settled", async () => {
    const { trade } = await aConfirmedUnseen();
    advanceClock(CLAIM_MS);
    await alarm(trade);
    expect(await stateOf(trade)).toBe("settled");
  });

  it("[TR3] an open trade expires at its deadline, by the alarm", async () => {
    const { trade } = await anOpenOffer(10_000);
    advanceClock(10_000);
    await alarm(trade);
    expect(await stateOf(trade)).toBe("expired");
    expect(await viewOf(trade)).toMatchObject({ status: "expired" });
  });

  it("[MS8] a reader sees an expired trade before the alarm has come; reading writes nothing", async () => {
    const { trade } = await anOpenOffer(10_000);
    advanceClock(10_000);
    const response = await ask(`/v1/trades/${trade}/status`);
    expect(await response.json()).toMatchObject({ status: "expired" });
    // The read woke the alarm, which writes it.
    await until(async () => (await stateOf(trade)) === "expired");
  });

  it("[TR6] a claimed trade past its deadline expires only by the branch's word", async () => {
    const { trade, wallet, offer, granted } = await aClaimed(CLAIM_MS + 5_000);
    const outcome = silentCarrier();
    advanceClock(CLAIM_MS + 10_000);
    await alarm(trade);
    expect(await stateOf(trade)).toBe("ending");
    expect(await statusOf(trade)).toBe("open");
    outcome.mockRestore();
    advanceClock(OUTCOME_RETRY_FIRST_MS);
    await alarm(trade);
    expect(await stateOf(trade)).toBe("expired");
    const late = await postConfirm(await aConfirmOf(wallet, offer, granted));
    expect(await problemIn(late)).toMatchObject({ code: "attempt_void" });
  });

  it("[LE9] a late credit is taken while the till is still asking", async () => {
    const { trade, confirmed } = await aConfirmedUnseen();
    silentCarrier();
    await cancel(shop, trade);
    expect(await stateOf(trade)).toBe("ending");
    const { receipt } = confirmed;
    const decided = [
      { key: `${trade}#1`, trade, attempt: 1, outcome: { kind: "settled" as const, receipt } },
    ];
    const stored = await tillStub(trade).credit(decided);
    expect(stored).toEqual([`${trade}#1`]);
    expect(await viewOf(trade)).toMatchObject({ status: "settled", receipt });
  });
});

describe("credit", () => {
  it("[LE9] [TR9] is idempotent: a repeat is acknowledged and writes nothing", async () => {
    const { trade, confirmed } = await aConfirmedUnseen();
    const { receipt } = confirmed;
    const decided = [
      { key: `${trade}#1`, trade, attempt: 1, outcome: { kind: "settled" as const, receipt } },
    ];
    await tillStub(trade).credit(decided);
    const first = await viewOf(trade);
    const cost = await tillCost(shop, async () => {
      expect(await tillStub(trade).credit(decided)).toEqual([`${trade}#1`]);
    });
    expect(cost).toMatchObject({ rows: 0, commits: 0 });
    expect(await viewOf(trade)).toEqual(first);
  });

  it("[TR11] one that can't be is not acknowledged and in the log, and the others are stored", async () => {
    const confirmed = await Promise.all([0, 1, 2, 3, 4].map(() => aConfirmedUnseen()));
    // Five trades at four tills: two of them are at the same one.
    const [good, bad] = sharingATill(confirmed);
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const outcome = { kind: "settled", receipt: good.confirmed.receipt } as const;
    const stored = await tillStub(good.trade).credit([
      { key: "bad", trade: bad.trade, attempt: 1, outcome },
      { key: "good", trade: good.trade, attempt: 1, outcome },
    ]);
    expect(stored).toEqual(["good"]);
    expect(JSON.stringify(log.mock.calls)).toContain("LE9");
    expect(JSON.stringify(log.mock.calls)).not.toContain(bad.trade);
    expect(await statusOf(good.trade)).toBe("settled");
    expect(await statusOf(bad.trade)).toBe("open");
  });

  it("[ID4] of an id that we didn't make is not acknowledged, and the others are", async () => {
    const { trade, confirmed } = await aConfirmedUnseen();
    vi.mocked(CreditorEntrypoint.prototype.credit).mockRestore();
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const outcome = { kind: "settled", receipt: confirmed.receipt } as const;
    const made = `${trade.slice(0, -6)}000000` as TradeId;
    const { stored } = await env.CREDITOR.credit([
      { key: "made", trade: made, attempt: 1, outcome },
      { key: "ours", trade, attempt: 1, outcome },
    ]);
    expect(stored).toEqual(["ours"]);
    expect(JSON.stringify(log.mock.calls)).toContain("trade_not_ours");
  });

  it("of a refused attempt reopens the trade, and says nothing of it to anybody", async () => {
    const wallet: Wallet = await aWallet();
    const { id } = await aTrade(shop, { amount: 60_000 });
    const offer = await readOffer(id);
    const granted = await aClaim(wallet, offer);
    const answer = await postConfirm(await aConfirmOf(wallet, offer, granted));
    expect(answer.status).toBe(402);
    const problem = (await answer.json()) as RefusedProblem;
    expect(problem).toMatchObject({ code: "insufficient_funds", kind: "outcome", attempt: 1 });
    expect(problem.receipt?.payload).toMatchObject({ outcome: "refused", trade: id });
    await until(async () => (await stateOf(id)) === "open");
    const view = await viewOf(id);
    expect(view.status).toBe("open");
    expect(JSON.stringify(view)).not.toContain("insufficient");
    const again = await aClaim(await aWallet(), offer);
    expect(again.grant.payload.attempt).toBe(2);
  });
});
