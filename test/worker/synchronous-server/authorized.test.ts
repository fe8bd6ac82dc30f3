// Trades whose money is held: how they come to a till, what may and what may not end them, and who they are to whom.
import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { HOLD_END_WAIT_MS, HOLD_MAX_MS } from "../../../protocol/limits.ts";
import type { PageStatus } from "../../../protocol/messages.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import { aPaid, capture, HOUR, held, viewOf, voidHold } from "../orders-world.ts";
import {
  advanceClock,
  aKey,
  aShop,
  ask,
  aWallet,
  balancesOfTill,
  cancel,
  postClaim,
  postCreate,
  postDecline,
  problemIn,
  type Shop,
  signTerms,
  statusOf,
  storedRow,
  tillCost,
  tillNumberOf,
  tillStub,
} from "../synchronous-world.ts";

let shop: Shop;
let branch: FakeOrderTaker;
beforeAll(async () => {
  shop = await aShop();
});
beforeEach(() => {
  branch = new FakeOrderTaker();
  branch.install();
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("terms that capture later", () => {
  it("[TR15] may hold for as long as the limit says, and no longer", async () => {
    const deadline = clockNow() + HOUR;
    const longest = held({ deadline, hold_until: deadline + HOLD_MAX_MS });
    expect((await postCreate(shop, await signTerms(shop, longest))).status).toBe(201);
    const longer = held({ deadline, hold_until: deadline + HOLD_MAX_MS + 1 });
    const refused = await problemIn(await postCreate(shop, await signTerms(shop, longer)));
    expect(refused).toMatchObject({
      code: "deadline_out_of_range",
      param: "/terms/payload/hold_until",
    });
  });
});

describe("a trade whose money is held", () => {
  it("[TR15] is authorized and no sale: nothing is in the balance, nothing has a number", async () => {
    const own = await aShop();
    const { trade, offer } = await aPaid(own, branch, held());
    const view = await viewOf(own, trade);
    const { hold_until } = offer.terms.payload;
    expect(view).toMatchObject({ status: "authorized", capture: "later", hold_until });
    expect(view).toMatchObject({ captured: 0, refunded: 0 });
    expect(view.receipt?.payload).toMatchObject({ outcome: "authorized", hold_until });
    expect(view.sale).toBeUndefined();
    expect(await balancesOfTill(own, tillNumberOf(trade))).toEqual({});
    const page = (await (await ask(`/v1/trades/${trade}/status`)).json()) as PageStatus;
    expect(page).toMatchObject({ status: "authorized", receipt: view.receipt });
  });

  it("[TR15] is not taken as settled, nor a settled one as authorized", async () => {
    const unfit = [
      { capture: "later", kind: "settled" },
      { capture: "now", kind: "authorized" },
    ] as const;
    for (const { capture: asked, kind } of unfit) {
      const terms = asked === "later" ? held() : {};
      const { trade, offer } = await aPaid(shop, branch, terms, { tell: false });
      const news = await branch.decide(shop, offer, kind);
      expect(await tillStub(trade).credit([news])).toEqual([]);
      expect(await statusOf(trade)).toBe("open");
    }
  });

  it("[TR16] is ended by no cancel, no decline and no other payer", async () => {
    const { trade, wallet, offer } = await aPaid(shop, branch, held());
    expect((await problemIn(await cancel(shop, trade))).code).toBe("trade_settled");
    expect((await problemIn(await postDecline(wallet, trade))).code).toBe("trade_settled");
    expect((await problemIn(await postClaim(await aWallet(), offer))).code).toBe("trade_settled");
    expect(await statusOf(trade)).toBe("authorized");
  });

  it("[LE9] told again changes and writes nothing", async () => {
    const { trade, offer } = await aPaid(shop, branch, held(), { tell: false });
    const news = await branch.decide(shop, offer);
    await tillStub(trade).credit([news]);
    const cost = await tillCost(shop, async () => {
      expect(await tillStub(trade).credit([news])).toEqual([news.key]);
    });
    expect(cost).toMatchObject({ rows: 0, commits: 0 });
  });
});

describe("the end of a hold", () => {
  it("[TR17] is taken from the branch's news: voided, or completed with what was captured", async () => {
    const whole = await aPaid(shop, branch, held());
    const part = await aPaid(shop, branch, held());
    await capture(shop, part.trade, { amount: 1200 });
    for (const [{ trade }, status] of [
      [whole, "voided"],
      [part, "completed"],
    ] as const) {
      const news = { key: `end ${trade}`, trade, attempt: 1, outcome: branch.endHold(trade) };
      expect(await tillStub(trade).credit([news])).toEqual([news.key]);
      expect(await statusOf(trade)).toBe(status);
      const cost = await tillCost(shop, async () => {
        expect(await tillStub(trade).credit([news])).toEqual([news.key]);
      });
      expect(cost.rows).toBe(0);
    }
    expect((await viewOf(shop, part.trade)).captured).toBe(1200);
    expect((await viewOf(shop, whole.trade)).receipt).toBeUndefined();
  });

  it("[TR17] that is told before the hold is not acknowledged, and comes again", async () => {
    const { trade, offer } = await aPaid(shop, branch, held(), { tell: false });
    const held1 = await branch.decide(shop, offer);
    const ended = { key: "end", trade, attempt: 1, outcome: branch.endHold(trade) };
    expect(await tillStub(trade).credit([ended])).toEqual([]);
    expect(await tillStub(trade).credit([held1, ended])).toEqual([held1.key, "end"]);
    expect(await statusOf(trade)).toBe("voided");
  });

  it.each([
    ["a UUIDv7 key", () => aKey()],
    ["a key of its own", () => crypto.randomUUID()],
  ])(
    "[TR18] that nobody told is asked for a minute after its time, also by a till that slept (%s)",
    async (_, key) => {
      const { trade, offer } = await aPaid(await aShop(), branch, held({ key: key() }));
      branch.endHold(trade);
      const { hold_until = 0 } = offer.terms.payload;
      // The clock stands still: on a slow machine the last moment before would be over by itself.
      vi.spyOn(Date, "now").mockReturnValue(Date.now());
      advanceClock(hold_until - clockNow() + HOLD_END_WAIT_MS - 1);
      await runDurableObjectAlarm(tillStub(trade));
      expect(branch.asked).toEqual([]);
      // Before its moment comes: the alarm, which is due then, is the till's own.
      branch.trouble = "unreachable";
      advanceClock(1);
      await evictDurableObject(tillStub(trade));
      await ask(`/v1/trades/${trade}/status`);
      await runDurableObjectAlarm(tillStub(trade));
      expect(await statusOf(trade)).toBe("authorized");
      branch.trouble = "none";
      advanceClock(120_000);
      await runDurableObjectAlarm(tillStub(trade));
      expect(await statusOf(trade)).toBe("voided");
      expect((await storedRow(trade))?.next).toBeNull();
    },
  );

  it("[TR18] is asked for when an order is refused by it", async () => {
    const { trade } = await aPaid(shop, branch, held());
    branch.endHold(trade);
    expect((await problemIn(await voidHold(shop, trade))).code).toBe("hold_ended");
    expect(await statusOf(trade)).toBe("voided");
  });
});
