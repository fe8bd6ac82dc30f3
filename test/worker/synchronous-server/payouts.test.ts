// A register's payouts through the public door: asked for once, collected from every till, ordered at the carrier, and
// gone on with after any crash; what each contains; the schedule; and who may ask.

import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type RegisterId, refundIdFrom } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { PayoutFile } from "../../../protocol/operator/payout-files.ts";
import type { PayoutAccountView } from "../../../protocol/register/payout-account.ts";
import type {
  PayoutEntries,
  PayoutList,
  PayoutView,
  ShopEntry,
} from "../../../protocol/register/payouts.ts";
import { Books } from "../../../worker/carrier-server/books/books.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import { Till } from "../../../worker/synchronous-server/till/till.ts";
import { actAsOperator } from "../carrier-server/operator-world.ts";
import { aPayoutAccount, inBooks, KAMI, OTHER } from "../carrier-server/payout-world.ts";
import {
  advanceClock,
  aShopOf,
  ask,
  aWallet,
  post,
  problemIn,
  type Shop,
} from "../synchronous-world.ts";
import {
  aSaleAt,
  aShopWithSales,
  balanceOf,
  everywhere,
  registerOf,
  SALES,
  total,
} from "./sales-world.ts";

const SUM = total(SALES);

afterEach(() => {
  setClockOffset(0);
  vi.restoreAllMocks();
});

const bearer = ({ apiKey }: Pick<Shop, "apiKey">) => ({ Authorization: `Bearer ${apiKey}` });
const read = (shop: Shop, path: string) => ask(path, { headers: bearer(shop) });

function write(shop: Shop, path: string, body: unknown, key: string = crypto.randomUUID()) {
  return post(path, body, { ...bearer(shop), "Idempotency-Key": key });
}

const requestPayout = (shop: Shop, key?: string, currency = "JPY") =>
  write(shop, "/v1/payouts", { currency }, key);

async function aPayout(shop: Shop, currency?: string): Promise<PayoutView> {
  const response = await requestPayout(shop, undefined, currency);
  if (response.status !== 201) throw new Error(await response.text());
  return response.json();
}

async function viewOf(shop: Shop, { id }: Pick<PayoutView, "id">): Promise<PayoutView> {
  return (await read(shop, `/v1/payouts/${id}`)).json();
}

async function setAccount(shop: Shop, overrides: Parameters<typeof aPayoutAccount>[1] = {}) {
  return write(shop, "/v1/payout-account", { account: await aPayoutAccount(shop, overrides) });
}

async function aShopToPay(amounts: readonly number[] = SALES) {
  const sold = await aShopWithSales(amounts);
  await setAccount(sold.shop);
  return sold;
}

async function entriesOf(shop: Shop, { id }: PayoutView, limit = 500): Promise<ShopEntry[]> {
  const all: ShopEntry[] = [];
  for (let cursor = "0.0"; ; ) {
    const path = `/v1/payouts/${id}/entries?limit=${limit}&cursor=${cursor}`;
    const page = (await (await read(shop, path)).json()) as PayoutEntries;
    all.push(...page.entries);
    if (page.next === undefined) return all;
    cursor = page.next;
  }
}

const nets = (entries: readonly ShopEntry[]) => total(entries.map(({ net }) => net));

async function goOn(shop: Shop): Promise<void> {
  await evictDurableObject(registerOf(shop));
  await runDurableObjectAlarm(registerOf(shop));
}

/** To just after the next midnight, UTC. */
async function midnight(shop: Shop): Promise<void> {
  const day = 24 * 60 * 60_000;
  advanceClock(day - (clockNow() % day) + 1);
  await runDurableObjectAlarm(registerOf(shop));
}

describe("a payout", () => {
  it("[LE54] takes all that every till has, and is ordered at the carrier", async () => {
    const { shop, trades } = await aShopToPay();
    const payout = await aPayout(shop);
    expect(payout).toMatchObject({ status: "ordered", amount: SUM, currency: "JPY", number: 1 });
    expect(payout.id).toMatch(/^pyt_test_[0-9a-v]{26}$/);
    expect(await everywhere(shop)).toBe(0);
    expect(await inBooks(shop.register)).toBe(0);
    const entries = await entriesOf(shop, payout);
    expect(entries.flatMap(({ trade }) => trade ?? []).sort()).toEqual([...trades].sort());
    expect(nets(entries)).toBe(SUM);
    expect(await entriesOf(shop, payout, 3)).toEqual(entries);
  });

  it("[LE54] is made once under its key, one at a time, and not of nothing", async () => {
    const { shop } = await aShopToPay();
    const keys = [crypto.randomUUID(), crypto.randomUUID()];
    const asked = await Promise.all(keys.map((key) => requestPayout(shop, key)));
    const made = asked.findIndex(({ ok }) => ok);
    const [other] = asked.filter((_, at) => at !== made);
    expect(other && (await problemIn(other)).code).toBe("payout_under_way");
    const key = keys[made];
    const again = await requestPayout(shop, key);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.json()).toEqual(await asked[made]?.json());
    expect((await problemIn(await requestPayout(shop))).code).toBe("payout_empty");
    const reused = await write(shop, "/v1/payouts", { currency: "USD" }, key);
    expect((await problemIn(reused)).code).toBe("idempotency_key_reused");
  });

  it("[LE54] [LE50] is followed by the next number, of what was sold since", async () => {
    const { shop } = await aShopToPay();
    const first = await aPayout(shop);
    const trade = await aSaleAt(shop, await aWallet(), 50);
    const second = await aPayout(shop);
    expect(second).toMatchObject({ number: 2, amount: 50 });
    expect(await entriesOf(shop, second)).toMatchObject([{ kind: "sale", trade, net: 50 }]);
    const { payouts, next } = (await (
      await read(shop, "/v1/payouts?limit=1")
    ).json()) as PayoutList;
    expect(payouts).toEqual([second]);
    const rest = await read(shop, `/v1/payouts?limit=1&cursor=${next}`);
    expect(await rest.json()).toEqual({ payouts: [first] });
  });

  it("[LE54] that is refused leaves the money to the register, and the next one contains it", async () => {
    const { shop } = await aShopWithSales(SALES);
    const refused = await aPayout(shop);
    expect(refused).toMatchObject({ status: "refused", code: "payout_account_missing" });
    expect(await balanceOf(shop)).toBe(SUM);
    expect(await entriesOf(shop, refused)).toEqual([]);
    await setAccount(shop);
    await aSaleAt(shop, await aWallet(), 50);
    const payout = await aPayout(shop);
    expect(payout).toMatchObject({ status: "ordered", number: 2, amount: SUM + 50 });
    expect(nets(await entriesOf(shop, payout))).toBe(SUM + 50);
  });

  it("[LE54] is paid once the carrier's bank was told", async () => {
    const { shop } = await aShopToPay();
    const payout = await aPayout(shop);
    const made = await actAsOperator("/v1/payouts/files", { currency: "JPY" }, {});
    const { id } = (await made.json()) as PayoutFile;
    expect((await viewOf(shop, payout)).status).toBe("ordered");
    await actAsOperator(`/v1/payouts/files/${id}/sent`, {}, {});
    expect((await viewOf(shop, payout)).status).toBe("paid");
  });

  it("[LE42] [LE54] of sales with fees is what they left, and says so", async () => {
    const shop = await aShopOf(4);
    const fees = { currency: "JPY", fixed: 10, rate_ppm: 30_000, refunds: "kept" };
    await actAsOperator(`/v1/registers/${shop.register}/fees`, fees, {});
    await aShopWithSales([1000, 2000], shop);
    await setAccount(shop);
    const payout = await aPayout(shop);
    expect(payout).toMatchObject({ status: "ordered", amount: 1000 - 40 + 2000 - 70 });
    const charged = (await entriesOf(shop, payout)).map(({ amount, fee }) => [amount, fee]);
    expect(charged.sort()).toEqual([
      [1000, 40],
      [2000, 70],
    ]);
  });

  it("[LE52] that claims more than branches credited is refused by the carrier", async () => {
    const { shop } = await aShopToPay();
    // A till that was broken into says that it has more.
    vi.spyOn(Till.prototype, "collect").mockImplementation(async () => ({
      ...{ amount: 1_000_000, list: "invented" },
    }));
    expect(await aPayout(shop)).toMatchObject({ status: "refused", code: "payout_unfunded" });
    expect(await inBooks(shop.register)).toBe(SUM);
  });
});

describe("a payout that is interrupted", () => {
  const lostAnswer = () => {
    throw new Error("the answer is lost");
  };

  it("[LE54] before a till gave, and after it did, goes on to the same end", async () => {
    for (const after of [false, true]) {
      const { shop } = await aShopToPay();
      const { collect } = Till.prototype;
      const spy = vi.spyOn(Till.prototype, "collect").mockImplementation(async function (
        this: Till,
        question,
      ) {
        if (after) await collect.call(this, question);
        return lostAnswer();
      });
      const begun = await aPayout(shop);
      expect(begun.status).toBe("collecting");
      expect((await problemIn(await requestPayout(shop))).code).toBe("payout_under_way");
      spy.mockRestore();
      await goOn(shop);
      expect(await viewOf(shop, begun)).toMatchObject({ status: "ordered", amount: SUM });
      expect(nets(await entriesOf(shop, begun))).toBe(SUM);
      expect(await inBooks(shop.register)).toBe(0);
    }
  });

  it("[LE54] before the carrier decided, and after it did, is paid once", async () => {
    for (const after of [false, true]) {
      const { shop } = await aShopToPay();
      const { payout } = Books.prototype;
      const spy = vi.spyOn(Books.prototype, "payout").mockImplementation(async function (
        this: Books,
        order,
      ) {
        if (after) await payout.call(this, order);
        return lostAnswer();
      });
      const begun = await aPayout(shop);
      expect(begun).toMatchObject({ status: "ordering", amount: SUM });
      spy.mockRestore();
      await goOn(shop);
      expect((await viewOf(shop, begun)).status).toBe("ordered");
      expect([await everywhere(shop), await inBooks(shop.register)]).toEqual([0, 0]);
    }
  });
});

describe("a payout that is stuck", () => {
  it("[LE54] [LE56] keeps neither another payout nor the schedule from going on", async () => {
    const { shop } = await aShopToPay();
    const wallet = await aWallet();
    await aSaleAt(shop, wallet, 500, "USD");
    const { payout: take } = Books.prototype;
    const lost = new Set(["JPY", "USD"]);
    vi.spyOn(Books.prototype, "payout").mockImplementation(async function (this: Books, order) {
      if (lost.has(order.currency)) throw new Error("the answer is lost");
      return take.call(this, order);
    });
    const stuck = await aPayout(shop);
    const dollars = await aPayout(shop, "USD");
    expect([stuck.status, dollars.status]).toEqual(["ordering", "ordering"]);
    lost.delete("USD");
    await goOn(shop);
    expect((await viewOf(shop, dollars)).status).toBe("ordered");
    await aSaleAt(shop, wallet, 700, "USD");
    const daily = { every: "daily", minimums: [] };
    await write(shop, "/v1/payouts/schedule", daily);
    await midnight(shop);
    const { payouts } = (await (await read(shop, "/v1/payouts")).json()) as PayoutList;
    expect(payouts.map(({ currency, amount, status }) => [currency, amount, status])).toEqual([
      ["USD", 700, "ordered"],
      ["USD", 500, "ordered"],
      ["JPY", SUM, "ordering"],
    ]);
  });
});

describe("a payout and refunds at the same time", () => {
  it("[LE54] [LE55] share what there is, and neither takes what the other has", async () => {
    const { shop, has } = await aShopToPay();
    const till = has.findIndex((amount) => amount > 0);
    const loans = [1, 2, 3].map((fill) => ({
      refund: refundIdFrom("test", new Uint8Array(16).fill(fill)),
      ...{ till, currency: "JPY" as Currency, amount: 300 },
    }));
    const [response] = await Promise.all([
      requestPayout(shop),
      ...loans.map((loan) => registerOf(shop).lend(loan)),
    ]);
    await goOn(shop);
    const payout = response.ok ? await viewOf(shop, await response.json()) : undefined;
    const paid = payout?.status === "ordered" ? (payout.amount ?? 0) : 0;
    // What was lent has reached the till.
    expect((await everywhere(shop)) + paid).toBe(SUM);
    if (payout) expect(nets(await entriesOf(shop, payout))).toBe(paid);
  });
});

describe("a schedule", () => {
  const schedule = { every: "daily", minimums: [{ currency: "JPY", amount: SUM }] };

  const numbers = async (shop: Shop) =>
    ((await (await read(shop, "/v1/payouts")).json()) as PayoutList).payouts.map(
      ({ amount, status }) => [amount, status],
    );

  it("[LE56] pays out at midnight, once, and not below the minimum", async () => {
    const { shop } = await aShopToPay();
    expect(await (await read(shop, "/v1/payouts/schedule")).json()).toMatchObject({ every: "off" });
    const set = await write(shop, "/v1/payouts/schedule", schedule);
    expect(await set.json()).toEqual(schedule);
    await runDurableObjectAlarm(registerOf(shop));
    expect(await numbers(shop)).toEqual([]);
    await midnight(shop);
    expect(await numbers(shop)).toEqual([[SUM, "ordered"]]);
    await runDurableObjectAlarm(registerOf(shop));
    await midnight(shop);
    expect(await numbers(shop)).toHaveLength(1);
    setClockOffset(0);
    await aSaleAt(shop, await aWallet(), SUM - 1);
    await midnight(shop);
    await midnight(shop);
    expect(await numbers(shop)).toHaveLength(1);
  });

  it("[LE56] that is off pays nothing by itself, and is the register's to set", async () => {
    const { shop } = await aShopToPay();
    await write(shop, "/v1/payouts/schedule", schedule);
    await write(shop, "/v1/payouts/schedule", { every: "off", minimums: [] });
    await midnight(shop);
    expect(await numbers(shop)).toEqual([]);
    const twice = [...schedule.minimums, ...schedule.minimums];
    const odd = await write(shop, "/v1/payouts/schedule", { every: "daily", minimums: twice });
    expect((await problemIn(odd)).code).toBe("invalid_request");
  });

  it("[LE56] that is set while it runs stays as it was set", async () => {
    const { shop } = await aShopToPay();
    await write(shop, "/v1/payouts/schedule", schedule);
    const off = { every: "off", minimums: [] };
    const balances = Till.prototype.balances;
    vi.spyOn(Till.prototype, "balances").mockImplementationOnce(async function (this: Till) {
      await write(shop, "/v1/payouts/schedule", off);
      return balances.call(this);
    } as unknown as typeof balances);
    await midnight(shop);
    expect(await (await read(shop, "/v1/payouts/schedule")).json()).toEqual(off);
  });

  it("[MS3] is set once by its key: a repeat that comes late undoes nothing", async () => {
    const { shop } = await aShopToPay();
    const off = { every: "off", minimums: [] };
    const set = (asked: unknown, key: string) => write(shop, "/v1/payouts/schedule", asked, key);
    await set(schedule, "first");
    expect((await set(off, "second")).headers.get("Idempotent-Replayed")).toBeNull();
    const late = await set(schedule, "first");
    expect(late.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await late.json()).toEqual(schedule);
    expect(await (await read(shop, "/v1/payouts/schedule")).json()).toEqual(off);
    const other = await problemIn(await set(off, "first"));
    expect(other.code).toBe("idempotency_key_reused");
  });
});

describe("the register's door to payouts", () => {
  it("[LE91] [MS3] takes one account under a key; a repeat that comes late brings no old one back", async () => {
    const { shop } = await aShopWithSales([]);
    const put = (account: unknown, key: string) =>
      write(shop, "/v1/payout-account", { account }, key);
    const first = await aPayoutAccount(shop);
    const second = await aPayoutAccount(shop, { number: 2, account: OTHER });
    const view = await (await put(first, "first")).json();
    expect((await problemIn(await put(second, "first"))).code).toBe("idempotency_key_reused");
    expect((await put(second, "second")).ok).toBe(true);
    const late = await put(first, "first");
    expect(late.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await late.json()).toEqual(view);
    expect(await (await read(shop, "/v1/payout-account")).json()).toMatchObject({ number: 2 });
    const older = await aPayoutAccount(shop, { number: 1, account: OTHER });
    expect((await problemIn(await put(older, "third"))).code).toBe("payout_account_outdated");
  });

  it("[LE51] sets the account by the register's signature, and shows its end", async () => {
    const { shop } = await aShopWithSales([]);
    expect((await problemIn(await read(shop, "/v1/payout-account"))).code).toBe(
      "payout_account_missing",
    );
    const view = (await (await setAccount(shop)).json()) as PayoutAccountView;
    expect(view).toMatchObject({ register: shop.register, number: 1, ends: "2606" });
    expect(await (await read(shop, "/v1/payout-account")).json()).toEqual(view);
    const other = await aShopOf(4);
    const forged = await aPayoutAccount(
      { register: shop.register, key: other.key },
      { number: 2, account: OTHER },
    );
    const body = { account: forged };
    expect((await problemIn(await write(shop, "/v1/payout-account", body))).code).toBe(
      "bad_signature",
    );
    expect((await problemIn(await write(other, "/v1/payout-account", body))).code).toBe(
      "wrong_register",
    );
    expect(await (await read(shop, "/v1/payout-account")).json()).toEqual(view);
  });

  it("[MS1] [MS3] is for its API key alone, and what is asked must fit", async () => {
    const { shop } = await aShopToPay([100]);
    const payout = await aPayout(shop);
    const other = await aShopOf(4);
    const code = async (answer: Response | Promise<Response>) =>
      (await problemIn(await answer)).code;
    for (const path of ["", "/entries"])
      expect(await code(read(other, `/v1/payouts/${payout.id}${path}`))).toBe("payout_not_found");
    const revoked = { apiKey: `${shop.apiKey.slice(0, -1)}${shop.apiKey.endsWith("0") ? 1 : 0}` };
    const guess = { ...shop, ...revoked };
    for (const path of ["", "/schedule", `/${payout.id}`, `/${payout.id}/entries`])
      expect(await code(read(guess, `/v1/payouts${path}`))).toBe("unauthorized");
    expect(await code(read(guess, "/v1/payout-account"))).toBe("unauthorized");
    expect(await code(setAccount(guess, { account: KAMI }))).toBe("unauthorized");
    expect(await code(requestPayout(guess))).toBe("unauthorized");
    expect(await code(write(shop, "/v1/payouts", { currency: "XXX" }))).toBe("invalid_request");
    expect(await code(requestPayout(shop, "schedule/2026-11-22/JPY"))).toBe("invalid_request");
    const keyless = post("/v1/payouts", { currency: "JPY" }, bearer(shop));
    expect(await code(keyless)).toBe("idempotency_key_missing");
    expect(await code(read(shop, "/v1/payouts?limit=0"))).toBe("invalid_request");
    expect(await code(read(shop, `/v1/payouts/${payout.id}/entries?cursor=x`))).toBe(
      "invalid_request",
    );
    const nobody = { ...shop, register: "" as RegisterId };
    expect(await code(read(nobody, "/v1/payouts/pyt_test_x"))).toBe("payout_not_found");
  });
});
