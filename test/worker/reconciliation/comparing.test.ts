// Reconciliation over the real objects of both servers: what is on its way, what is missing, altered or miscounted, the
// trade it comes down to, and the one till that is frozen until the operator thaws it.

import {
  createExecutionContext,
  createScheduledController,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Mismatch, ReconciliationReport } from "../../../protocol/count/reconciliation.ts";
import { HOUR_MS, hourOf, NOTHING } from "../../../protocol/count/set-hash.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { IN_FLIGHT_MS, RECEIPT_ROOT_GRACE_MS } from "../../../protocol/limits.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import type { Reconciled } from "../../../worker/carrier-server/carrier.ts";
import carrierServer from "../../../worker/carrier-server/index.ts";
import type { Reconciliation } from "../../../worker/carrier-server/reconciliation/reconciliation.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import type { Database } from "../../../worker/objects/database.ts";
import type { Till } from "../../../worker/synchronous-server/till/till.ts";
import { actAsOperator, askAsOperator } from "../carrier-server/operator-world.ts";
import { ringBranch, theBranch } from "../carrier-world.ts";
import {
  advanceClock,
  aShopOf,
  aTrade,
  aWallet,
  getTrade,
  postClaim,
  postCreate,
  problemIn,
  readOffer,
  type Shop,
  settledRow,
  signTerms,
  tillNumberOf,
  tillStub,
  until,
  type Wallet,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import {
  aPurchase,
  aPurchaseAt,
  branchAlarms,
  carriersCount,
  pay,
  setClockToNoon,
} from "./count-world.ts";

const stub = () => env.RECONCILIATION.getByName("test/reconciliation");

let shop: Shop;
let wallet: Wallet;
beforeAll(() => {
  for (const level of ["error", "warn"] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined);
});
beforeEach(async () => {
  setClockToNoon();
  shop = await aShopOf(4);
  wallet = await aWallet();
});
afterEach(async () => {
  await creditsArrive();
  setClockOffset(0);
});

async function report(): Promise<ReconciliationReport> {
  const answer = await askAsOperator("/v1/reconciliation");
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Those of the test's own shop. */
async function mismatches(): Promise<Mismatch[]> {
  return (await report()).mismatches.filter(({ register }) => register === shop.register);
}

/** Seen to differ, and seen again when nothing of it can be on its way any more. */
async function lookTwice(): Promise<void> {
  await report();
  advanceClock(IN_FLIGHT_MS);
  await report();
}

/** The real tills, but for what is put in their place. */
function askTills(instead: Partial<Reconciled>): Promise<void> {
  return runInDurableObject(stub(), (object: Reconciliation) => {
    const { CREDITOR } = env;
    const tills: Reconciled = {
      tillDigests: (till, keys) => CREDITOR.tillDigests(till, keys),
      tillCount: (question) => CREDITOR.tillCount(question),
      freezeTill: (till) => CREDITOR.freezeTill(till),
      thawTill: (till, keys) => CREDITOR.thawTill(till, keys),
      ...instead,
    };
    object.sides = { ...object.sides, tills };
  });
}

function creditsAreLost(): Promise<void> {
  return runInDurableObject(theBranch(), (branch: Branch) => {
    branch.creditor = { credit: async () => Promise.reject(new Error("lost")) };
  });
}

function creditsArrive(): Promise<void> {
  return runInDurableObject(theBranch(), (branch: Branch) => {
    branch.creditor = env.CREDITOR;
  });
}

function alterTill(trade: TradeId, alter: (sql: SqlStorage) => void): Promise<void> {
  return alterObject(tillStub(trade), alter);
}

/** On disk, as a fault or a hand would; what the object remembers is dropped. */
async function alterObject(
  object: DurableObjectStub<Till> | DurableObjectStub<Branch>,
  alter: (sql: SqlStorage) => void,
): Promise<void> {
  await runInDurableObject(object as DurableObjectStub<Till>, (_, { storage }) =>
    alter(storage.sql),
  );
  await evictDurableObject(object);
}

describe("two counts", () => {
  it("[LE62] are equal after purchases, and the report says so to the operator alone", async () => {
    for (const amount of [100, 200]) await aPurchase(shop, wallet, { amount });
    const shown = await report();
    expect(shown).toMatchObject({ difference: 0, in_flight: 0, mismatches: [] });
    expect(shown.till_hours).toBeGreaterThan(0);
    const stranger = await askAsOperator("/v1/reconciliation", { operatorKey: "wrong" });
    expect(await problemIn(stranger)).toMatchObject({ code: "operator_unauthorized" });
  });

  it("[LE62] differ while a credit is lost: in flight, and equal again once it has arrived", async () => {
    await creditsAreLost();
    const { id } = await aTrade(shop);
    await pay(id, wallet);
    expect(await report()).toMatchObject({ difference: 1, in_flight: 1, mismatches: [] });
    await creditsArrive();
    // Asking for the branch's changes sends what is still to be credited.
    await report();
    await until(() => settledRow(id));
    expect(await report()).toMatchObject({ difference: 0, in_flight: 0 });
  });

  it("[LE62] of a till that doesn't answer are in flight for as long as it doesn't", async () => {
    await aPurchase(shop, wallet);
    await askTills({ tillDigests: () => Promise.reject(new Error("away")) });
    await lookTwice();
    const shown = await report();
    await askTills({});
    expect(shown.difference).toBeGreaterThan(0);
    expect(shown).toMatchObject({ in_flight: shown.difference, mismatches: [] });
    expect(await report()).toMatchObject({ difference: 0 });
  });

  it.each<[string, Partial<Reconciled>]>([
    ["null", { tillDigests: async () => null as never }],
    ["nothing", { tillDigests: async () => ({}) }],
    [
      "a count without a hash",
      { tillDigests: async (_, keys) => ({ [keys[0] ?? ""]: { count: 1, sums: {} } as never }) },
    ],
    [
      "another till's hours",
      { tillDigests: async () => ({ [`${shop.register}/99/1`]: NOTHING }) as never },
    ],
  ])("[LE89] of a till that answers %s are unknown, and never equal", async (_, instead) => {
    await aPurchase(shop, wallet);
    await askTills(instead);
    await lookTwice();
    const shown = await report();
    await askTills({});
    expect(shown.difference).toBeGreaterThan(0);
    expect(shown).toMatchObject({ in_flight: shown.difference, mismatches: [] });
    expect(await report()).toMatchObject({ difference: 0 });
  });

  it("[LE89] that a till counts afresh as nonsense are found once it counts again", async () => {
    await creditsAreLost();
    const { id } = await aTrade(shop);
    await pay(id, wallet);
    await askTills({ tillCount: async () => ({ digest: NOTHING, middle: "" }) as never });
    await lookTwice();
    expect(await mismatches()).toEqual([]);
    await askTills({});
    await report();
    expect(await mismatches()).toMatchObject([{ trades: [{ trade: id, till: null }] }]);
  });

  it("[LE62] are compared by the object's own alarm after the branch's, which it sets again while they differ", async () => {
    await creditsAreLost();
    const { id } = await aTrade(shop);
    await pay(id, wallet);
    await branchOnce();
    await until(() =>
      runInDurableObject(stub(), async (_, { storage }) => (await storage.getAlarm()) !== null),
    );
    expect(await runDurableObjectAlarm(stub())).toBe(true);
    const set = await runInDurableObject(stub(), (_, { storage }) => storage.getAlarm());
    expect((set ?? Number.POSITIVE_INFINITY) - Date.now()).toBeLessThanOrEqual(20_000);
    await creditsArrive();
    await branchAlarms();
    await until(() => settledRow(id));
    await runDurableObjectAlarm(stub());
    expect(await report()).toMatchObject({ difference: 0 });
  });
});

/** Its alarm, once: while credits are lost it is set again and again. */
function branchOnce(): Promise<boolean> {
  return ringBranch();
}

it("[LE62] are compared by the cron, whoever else forgot to", async () => {
  await aPurchase(shop, wallet);
  await runInDurableObject(stub(), (_, { storage }) => storage.deleteAlarm());
  const before = await runInDurableObject(stub(), ({ database }) => hoursIn(database));
  const context = createExecutionContext();
  carrierServer.scheduled(createScheduledController(), env, context);
  await waitOnExecutionContext(context);
  const after = await runInDurableObject(stub(), ({ database }) => hoursIn(database));
  expect(after).toBe(before + 1);
});

function hoursIn(database: Database): number {
  return database.exec<{ n: number }>("SELECT count(*) AS n FROM hours").at(0)?.n ?? 0;
}

describe("a mismatch", () => {
  it("[LE63] [LE64] of a sale that the till has lost is named by its trade, and freezes that till alone", async () => {
    const kept = await aPurchaseAt(0, shop, wallet);
    const lost = await aPurchaseAt(0, shop, wallet);
    const elsewhere = await aPurchaseAt(1, shop, wallet);
    await alterTill(lost, (sql) => {
      // As a till that was restored from before the sale.
      sql.exec("DELETE FROM trades WHERE id = ?", lost);
      const [row] = sql.exec<{ sums: string }>("SELECT sums FROM till").toArray();
      const sums = JSON.parse(row?.sums ?? "");
      sql.exec("UPDATE till SET sums = ?", JSON.stringify({ ...sums, lastSale: 1, hours: {} }));
    });
    expect(await report()).toMatchObject({ difference: 1, in_flight: 1 });
    await lookTwice();
    const [found, ...others] = await mismatches();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ till: 0, miscounted: [], hour: hourOf(clockNow()) * HOUR_MS });
    const side = { amount: 4980, currency: "JPY" };
    expect(found?.trades).toEqual([
      { trade: lost, attempt: 1, kind: "settled", carrier: side, till: null },
    ]);
    expect(found?.frozen_since).toBeGreaterThan(0);
    expect(await tillIsFrozen(kept)).toBe(true);
    expect(await tillIsFrozen(elsewhere)).toBe(false);
  });

  it("[LE63] of an amount that was altered on either side is named with both amounts", async () => {
    const trade = await aPurchaseAt(0, shop, wallet);
    await report();
    await alterObject(theBranch(), (sql) => {
      sql.exec("UPDATE outcomes SET amount = 1 WHERE trade = ?", trade);
    });
    await theBranch().recount(Object.keys(await carriersCount(shop)));
    await lookTwice();
    const sides = {
      carrier: { amount: 1, currency: "JPY" },
      till: { amount: 4980, currency: "JPY" },
    };
    expect((await mismatches())[0]?.trades).toMatchObject([{ trade, ...sides }]);
  });

  it("[LE63] of rows that were altered under the count is found when the day is over, and counted afresh", async () => {
    const trade = await aPurchaseAt(2, shop, wallet);
    await report();
    await alterTill(trade, (sql) => {
      sql.exec(
        "UPDATE trades SET terms = json_set(terms, '$.payload.amount', 7) WHERE id = ?",
        trade,
      );
    });
    await lookTwice();
    expect(await mismatches()).toEqual([]);
    advanceClock(24 * HOUR_MS + RECEIPT_ROOT_GRACE_MS);
    await stub().wake();
    const [found] = await mismatches();
    expect(found).toMatchObject({ till: 2, trades: [{ trade, till: { amount: 7 } }] });
  });

  it("[LE63] of a count that isn't what its rows come to is told by the side that miscounted", async () => {
    const trade = await aPurchaseAt(0, shop, wallet);
    await alterTill(trade, (sql) => {
      sql.exec("UPDATE till SET sums = json_set(sums, '$.hours', json('{}'))");
    });
    await lookTwice();
    expect(await mismatches()).toMatchObject([{ till: 0, trades: [], miscounted: ["till"] }]);
  });

  it("[LE63] is found at a busy till too, whose counts never stand still", async () => {
    const lost = await aPurchaseAt(0, shop, wallet);
    await alterTill(lost, (sql) => {
      sql.exec("DELETE FROM trades WHERE id = ?", lost);
      sql.exec("UPDATE till SET sums = json_set(sums, '$.hours', json('{}'))");
    });
    await report();
    for (let times = 0; times < 2; times++) {
      advanceClock(IN_FLIGHT_MS / 2);
      await aPurchaseAt(0, shop, await aWallet());
      await report();
    }
    expect((await mismatches()).flatMap(({ trades }) => trades)).toMatchObject([{ trade: lost }]);
  });

  it("[LE63] of a sale that the carrier never decided is found from the till's side", async () => {
    const real = await aPurchaseAt(0, shop, wallet);
    const invented = await aPurchaseAt(0, shop, wallet);
    await alterObject(theBranch(), (sql) => {
      sql.exec("DELETE FROM outcomes WHERE trade = ?", invented);
    });
    await theBranch().recount(Object.keys(await carriersCount(shop)));
    await lookTwice();
    const [found] = await mismatches();
    expect(found?.trades).toMatchObject([{ trade: invented, carrier: null }]);
    expect(await tillIsFrozen(real)).toBe(true);
  });
});

function tillIsFrozen(trade: TradeId): Promise<boolean> {
  return runInDurableObject(
    tillStub(trade),
    (_: Till, { storage }) => storage.sql.exec("SELECT 1 FROM frozen").toArray().length > 0,
  );
}

/** Terms whose key belongs to this till. */
async function createAt(till: number): Promise<Response> {
  for (;;) {
    const probe = await signTerms(shop);
    const answer = await postCreate(shop, probe);
    if (answer.status !== 201) return answer;
    const { id } = (await answer.clone().json()) as { id: TradeId };
    if (tillNumberOf(id) === till) return answer;
  }
}

describe("a frozen till", () => {
  async function frozen() {
    const claimed = await aTrade0();
    const granted = await postClaim(wallet, await readOffer(claimed));
    const open = await aTrade0();
    const openOffer = await readOffer(open);
    await stubTill().freeze();
    return { claimed, granted, open, openOffer };
  }
  const stubTill = () => tillStub(anyTradeOfTill0);
  let anyTradeOfTill0: TradeId;

  async function aTrade0(): Promise<TradeId> {
    for (;;) {
      const { id } = await aTrade(shop);
      if (tillNumberOf(id) !== 0) continue;
      anyTradeOfTill0 = id;
      return id;
    }
  }

  it("[LE64] refuses creates and new claims, also after it was dropped from memory", async () => {
    const { openOffer } = await frozen();
    await evictDurableObject(stubTill());
    const claim = await postClaim(wallet, openOffer);
    expect(await problemIn(claim)).toMatchObject({ code: "till_frozen", retryable: true });
    expect(await problemIn(await createAt(0))).toMatchObject({ code: "till_frozen", status: 503 });
  });

  it("[LE64] answers a create that comes again", async () => {
    const terms = await signTerms(shop);
    const made = await postCreate(shop, terms);
    const { id } = (await made.clone().json()) as { id: TradeId };
    await tillStub(id).freeze();
    const again = await postCreate(shop, terms);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.json()).toEqual(await made.json());
    await tillStub(id).thaw([]);
  });

  it("[LE64] lets what is claimed go on: its grant is given again, it is paid, read and credited", async () => {
    const { claimed, granted } = await frozen();
    const again = await postClaim(wallet, await readOffer(claimed));
    expect(await again.json()).toMatchObject({
      grant: ((await granted.json()) as { grant: unknown }).grant,
    });
    await pay(claimed, wallet);
    await until(() => settledRow(claimed));
    expect(await (await getTrade(shop, claimed)).json()).toMatchObject({ status: "settled" });
  });

  it("[LE64] goes on after the operator's thaw, which counts what was mended, once, and is kept in the log", async () => {
    const lost = await aPurchaseAt(0, shop, wallet);
    const row = await runInDurableObject(tillStub(lost), (_: Till, { storage }) =>
      storage.sql.exec("SELECT * FROM trades WHERE id = ?", lost).toArray().at(0),
    );
    await alterTill(lost, (sql) => {
      sql.exec("DELETE FROM trades WHERE id = ?", lost);
      sql.exec("UPDATE till SET sums = json_set(sums, '$.hours', json('{}'))");
    });
    await lookTwice();
    expect(await mismatches()).toHaveLength(1);
    await alterTill(lost, (sql) => {
      const marks = Object.keys(row ?? {}).map(() => "?");
      sql.exec(`INSERT INTO trades VALUES (${marks})`, ...Object.values(row ?? {}));
    });
    const asked = { register: shop.register, till: 0 };
    const key = crypto.randomUUID();
    const thawn = await actAsOperator("/v1/reconciliation/thaws", asked, { key });
    expect(thawn.status).toBe(200);
    const again = await actAsOperator("/v1/reconciliation/thaws", asked, { key });
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.text()).toBe(await thawn.text());
    const other = await actAsOperator("/v1/reconciliation/thaws", { ...asked, till: 1 }, { key });
    expect(await problemIn(other)).toMatchObject({ code: "idempotency_key_reused" });
    await lookTwice();
    expect(await mismatches()).toEqual([]);
    expect((await createAt(0)).status).toBe(201);
    const { acts } = await report();
    const own = acts.filter((act) => act.idempotency_key === key);
    expect(own).toMatchObject([{ act: "thaw_till", asked, operator: expect.any(String) }]);
  });

  it("[LE64] whose difference is still there is frozen again", async () => {
    const lost = await aPurchaseAt(0, shop, wallet);
    await alterTill(lost, (sql) => {
      sql.exec("DELETE FROM trades WHERE id = ?", lost);
      sql.exec("UPDATE till SET sums = json_set(sums, '$.hours', json('{}'))");
    });
    await lookTwice();
    const asked = { register: shop.register, till: 0 };
    await actAsOperator("/v1/reconciliation/thaws", asked, {});
    expect(await mismatches()).toEqual([]);
    await lookTwice();
    expect(await mismatches()).toMatchObject([{ till: 0, trades: [{ trade: lost }] }]);
  });
});
