// Objects that are stopped at every step of a trade: what was answered stays true, and what was lost is made again.
import {
  abortAllDurableObjects,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { parseTradeId, slotOf, type TradeId } from "../../../protocol/ids.ts";
import { CLAIM_MS, OUTCOME_RETRY_FIRST_MS } from "../../../protocol/limits.ts";
import type { TradeView } from "../../../protocol/messages.ts";
import { refusal } from "../../../protocol/problem.ts";
import { err } from "../../../protocol/result.ts";
import type { SignedTerms } from "../../../protocol/signing/signed-objects.ts";
import { CarrierEntrypoint } from "../../../worker/carrier-server/index.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { currentTillOf } from "../../../worker/synchronous-server/till/config.ts";
import type { Till } from "../../../worker/synchronous-server/till/till.ts";
import { aCertificate, someTerms } from "../../support/builders/realm.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aKey,
  aShop,
  ask,
  aTrade,
  aWallet,
  balancesOfTill,
  cancel,
  flushed,
  getTrade,
  postClaim,
  postConfirm,
  postCreate,
  problemIn,
  readOffer,
  type Shop,
  type SignedOffer,
  setTills,
  settledRow,
  signTerms,
  statusOf,
  storedRow,
  tillCost,
  tillStub,
  until,
} from "../synchronous-world.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await aShop();
});
afterEach(() => vi.restoreAllMocks());

/** A newer trade of the shop at the same till, written. */
async function aNeighbour(of: Shop, id: TradeId): Promise<void> {
  for (;;) {
    const newer = await aTrade(of);
    await flushed(newer.id);
    if (parseTradeId(newer.id).till === parseTradeId(id).till) return;
  }
}

/** A trade that was answered, and whose till was stopped before its row was flushed. */
async function aLostTrade(terms?: SignedTerms, at = shop): Promise<SignedOffer> {
  const signed = terms ?? (await signTerms(at));
  const { id } = (await (await postCreate(at, signed)).json()) as TradeView;
  await abortAllDurableObjects();
  expect(await storedRow(id), "its row was not flushed").toBeUndefined();
  const { certificate, chain } = at.certified;
  return { trade: id, terms: signed, certificate, chain };
}

/** Most keys move, of eight tills; whose doesn't, another's does. */
async function untilDefined<T>(make: () => Promise<T | undefined>): Promise<T> {
  return (await make()) ?? untilDefined(make);
}

async function stateOf(trade: TradeId): Promise<string> {
  return JSON.parse(String((await storedRow(trade))?.state)).state;
}

describe("[MS4] a create whose row was lost", () => {
  it("is made again by the claim, in the claim's one row, and settles", async () => {
    const offer = await aLostTrade();
    const wallet = await aWallet();
    let granted: Awaited<ReturnType<typeof aClaim>> | undefined;
    const cost = await tillCost(shop, async () => {
      granted = await aClaim(wallet, offer);
    });
    // It is asked once more, with the offer, since it doesn't know the trade.
    expect(cost).toMatchObject({ hops: 2, commits: 1, rows: 1 });
    const answer = await postConfirm(await aConfirmOf(wallet, offer, granted!));
    expect(answer.status).toBe(200);
    await until(() => settledRow(offer.trade));
    expect(await readOffer(offer.trade)).toEqual(offer);
  });

  it("is made again by repeating it, with the same id", async () => {
    const { trade, terms } = await aLostTrade();
    const again = (await (await postCreate(shop, terms)).json()) as TradeView;
    expect(again.id).toBe(trade);
  });

  it("[ID2] [TM12] after a change of the tills isn't found, and its key has one trade: that of the next create", async () => {
    const at = await aShop();
    const lost = await untilDefined(async () => {
      const offer = await aLostTrade(await signTerms(at), at);
      const moves = currentTillOf(slotOf(parseTradeId(offer.trade).hash), [1, 8]) !== 0;
      return moves ? offer : undefined;
    });
    expect((await setTills(at, 8)).status).toBe(200);
    const wallet = await aWallet();
    expect(await problemIn(await postClaim(wallet, lost))).toMatchObject({
      code: "trade_not_found",
    });
    const made = (await (await postCreate(at, lost.terms)).json()) as TradeView;
    expect(made.id).not.toBe(lost.trade);
    expect((await postClaim(wallet, await readOffer(made.id))).status).toBe(200);
    expect(await storedRow(lost.trade)).toBeUndefined();
  });

  it("is unknown to readers until then", async () => {
    const { trade } = await aLostTrade();
    const response = await ask(`/v1/trades/${trade}/offer`);
    expect(await problemIn(response)).toMatchObject({ code: "trade_not_found" });
  });

  it("cancelled by its shop stays cancelled, for the claim and for the create that comes again", async () => {
    const offer = await aLostTrade();
    const cancelled = await cancel(shop, offer.trade);
    expect(await problemIn(cancelled)).toMatchObject({ code: "trade_cancelled" });
    const claimed = await postClaim(await aWallet(), offer);
    expect(await problemIn(claimed)).toMatchObject({ code: "trade_cancelled" });
    expect(await statusOf(offer.trade)).toBe("cancelled");
    const again = await postCreate(shop, offer.terms);
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ id: offer.trade, status: "cancelled" });
    await until(async () => (await storedRow(offer.trade))?.terms !== null);
    expect(await stateOf(offer.trade)).toBe("cancelled");
    const view = (await (await getTrade(shop, offer.trade)).json()) as TradeView;
    expect(view).toMatchObject({ status: "cancelled", amount: 4980 });
  });

  it("[MS2] is not made from other terms of the same register", async () => {
    const { trade, ...rest } = await aLostTrade();
    const cheap = await signTerms(shop, { amount: 1 });
    const forged = { trade, ...rest, terms: cheap };
    const response = await postClaim(await aWallet(), forged);
    expect(response.status).toBe(409);
    expect(await problemIn(response)).toMatchObject({ code: "offer_mismatch" });
    expect(await storedRow(trade)).toBeUndefined();
  });

  it("[SG5] is not made from terms that the register didn't sign, or under a certificate that the carrier didn't", async () => {
    const offer = await aLostTrade();
    const stranger = await makeKeyPair();
    const { key, deadline } = offer.terms.payload;
    const forged = await someTerms(shop.realm, { key, amount: 4980, deadline }, stranger);
    const byStranger = await postClaim(await aWallet(), { ...offer, terms: forged });
    expect(await problemIn(byStranger)).toMatchObject({ code: "bad_signature" });
    const certificate = await aCertificate({ ...shop.realm, registerKey: stranger }, {}, stranger);
    const uncertified = await postClaim(await aWallet(), { ...offer, terms: forged, certificate });
    expect(uncertified.status).toBe(403);
    expect(await problemIn(uncertified)).toMatchObject({ code: "register_uncertified" });
    const other = await aShop();
    const theirs = { ...offer, ...other.certified, terms: await signTerms(other) };
    const { trade, terms, certificate: theirCertificate, chain } = theirs;
    const swapped = await postClaim(await aWallet(), {
      trade,
      terms,
      certificate: theirCertificate,
      chain,
    });
    expect(await problemIn(swapped)).toMatchObject({ code: "wrong_register" });
    expect(await storedRow(offer.trade)).toBeUndefined();
  });

  it("[TR2] is expired when its deadline has passed", async () => {
    const offer = await aLostTrade(await signTerms(shop, { deadline: clockNow() + 5_000 }));
    advanceClock(5_000);
    const response = await postClaim(await aWallet(), offer);
    expect(await problemIn(response)).toMatchObject({ code: "trade_expired" });
    expect(await statusOf(offer.trade)).toBe("expired");
  });
});

describe("a till that is stopped", () => {
  it("between claim and credit: the credit settles the trade", async () => {
    const wallet = await aWallet();
    const { id } = await aTrade(shop);
    const offer = await readOffer(id);
    const granted = await aClaim(wallet, offer);
    await evictDurableObject(tillStub(id));
    const answer = await postConfirm(await aConfirmOf(wallet, offer, granted));
    expect(answer.status).toBe(200);
    await until(() => settledRow(id));
  });

  it("[TR4] between a claim and its repeat: the same grant", async () => {
    const wallet = await aWallet();
    const offer = await readOffer((await aTrade(shop)).id);
    const first = await aClaim(wallet, offer);
    await evictDurableObject(tillStub(offer.trade));
    expect((await aClaim(wallet, offer)).grant).toEqual(first.grant);
  });

  it("[LE10] keeps its balance and goes on numbering", async () => {
    const own = await aShop();
    const sales: number[] = [];
    let till: number | undefined;
    while (sales.length < 3) {
      const wallet = await aWallet();
      const { id } = await aTrade(own);
      till ??= parseTradeId(id).till;
      if (parseTradeId(id).till !== till) continue;
      const offer = await readOffer(id);
      const confirm = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
      await postConfirm(confirm);
      await until(() => settledRow(id));
      await evictDurableObject(tillStub(id));
      sales.push(((await (await getTrade(own, id)).json()) as TradeView).sale?.number ?? 0);
    }
    expect(sales).toEqual([1, 2, 3]);
    expect(await balancesOfTill(own, till!)).toEqual({ JPY: 3 * 4980 });
  });

  it.each([
    ["a UUIDv7 key", () => aKey()],
    ["a key of its own", () => `order ${crypto.randomUUID()}`.replace(" ", "-")],
    ["a UUIDv7 key of last month", () => aKey(clockNow() - 30 * 24 * 60 * 60_000)],
  ])("[TR6] finds its live trades again, made with %s, and releases the claim", async (_, key) => {
    const { id } = await aTrade(shop, { key: key() });
    await flushed(id);
    await aClaim(await aWallet(), await readOffer(id));
    await evictDurableObject(tillStub(id));
    advanceClock(CLAIM_MS);
    await runDurableObjectAlarm(tillStub(id));
    expect(await stateOf(id)).toBe("open");
  });

  it("[TM5] while a trade is ending: asks again after it wakes, and forgets the stragglers that ended", async () => {
    const { id } = await aTrade(shop, { key: crypto.randomUUID() });
    await flushed(id);
    await aClaim(await aWallet(), await readOffer(id));
    const outcome = vi
      .spyOn(CarrierEntrypoint.prototype, "outcome")
      .mockImplementation(async () => err(refusal("storage_unavailable")));
    await cancel(shop, id);
    await evictDurableObject(tillStub(id));
    outcome.mockRestore();
    advanceClock(OUTCOME_RETRY_FIRST_MS);
    await runDurableObjectAlarm(tillStub(id));
    expect(await stateOf(id)).toBe("cancelled");
    await evictDurableObject(tillStub(id));
    const left = await runInDurableObject(tillStub(id), (till: Till) =>
      till.database.exec("SELECT id FROM stragglers WHERE id = ?", id),
    );
    expect(left).toEqual([]);
  });

  it("[TR6] [TM5] after days without it: finds what was live then, and goes on asking", async () => {
    const own = await aShop();
    const { id } = await aTrade(own);
    await flushed(id);
    await aClaim(await aWallet(), await readOffer(id));
    await evictDurableObject(tillStub(id));
    advanceClock(3 * 24 * 60 * 60_000);
    const outcome = vi
      .spyOn(CarrierEntrypoint.prototype, "outcome")
      .mockImplementation(() => new Promise(() => undefined));
    const listed = await runInDurableObject(tillStub(id), (till: Till) =>
      till.database.exec("SELECT id FROM stragglers"),
    );
    expect(listed, "before it has asked anything").toEqual([{ id }]);
    outcome.mockImplementation(async () => err(refusal("storage_unavailable")));
    await runDurableObjectAlarm(tillStub(id));
    expect(await stateOf(id)).toBe("ending");
    // A newer trade at the same till, and a stop before the branch has answered.
    await aNeighbour(own, id);
    await evictDurableObject(tillStub(id));
    outcome.mockRestore();
    advanceClock(OUTCOME_RETRY_FIRST_MS);
    await runDurableObjectAlarm(tillStub(id));
    expect(await stateOf(id)).toBe("expired");
  });

  it("[TR5] [TM5] while an ending trade got no answer for a day: asks after any stop, though newer trades were made", async () => {
    const own = await aShop();
    const { id } = await aTrade(own);
    await flushed(id);
    await aClaim(await aWallet(), await readOffer(id));
    const outcome = vi
      .spyOn(CarrierEntrypoint.prototype, "outcome")
      .mockImplementation(async () => err(refusal("storage_unavailable")));
    await cancel(own, id);
    advanceClock(24 * 60 * 60_000);
    await runDurableObjectAlarm(tillStub(id));
    // The alarm comes late; the shop goes on selling, and the till is stopped before it has asked again.
    advanceClock(3 * 60 * 60_000);
    await aNeighbour(own, id);
    await evictDurableObject(tillStub(id));
    outcome.mockRestore();
    advanceClock(OUTCOME_RETRY_FIRST_MS);
    await runDurableObjectAlarm(tillStub(id));
    expect(await stateOf(id)).toBe("cancelled");
  });

  it("a flush that fails is no answer, aborts the till, and the same request then works", async () => {
    const { id } = await aTrade(shop);
    await flushed(id);
    const offer = await readOffer(id);
    const wallet = await aWallet();
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await runInDurableObject(tillStub(id), (till: Till) => {
      vi.spyOn(till.database, "transaction").mockImplementation(() => {
        throw new Error("database or disk is full");
      });
    });
    const failed = await postClaim(wallet, offer);
    expect(failed.status).toBe(503);
    expect(await problemIn(failed)).toMatchObject({ code: "storage_unavailable", retryable: true });
    log.mockRestore();
    expect((await postClaim(wallet, offer)).status).toBe(200);
  });
});
