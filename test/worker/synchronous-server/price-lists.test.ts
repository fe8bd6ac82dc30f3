// Price lists at the synchronous server: published, replaced, withdrawn; and what anyone may begin from one.

import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { parseTradeId, type TradeId } from "../../../protocol/ids.ts";
import { LISTED_TRADE_MS, PRICE_LISTS_MAX } from "../../../protocol/limits.ts";
import type { TradeView } from "../../../protocol/messages.ts";
import type { PriceListName } from "../../../protocol/price-list/price-list.ts";
import type { ListedTrade } from "../../../protocol/price-list/price-list-messages.ts";
import { verifyOffer } from "../../../protocol/trade/offer.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import type { Register } from "../../../worker/synchronous-server/register/register.ts";
import { anItem, ITEMS, listedTerms } from "../../support/builders/price-list.ts";
import {
  aListedTrade,
  buy,
  listIdOf,
  postList,
  publish,
  readList,
  readListedOffer,
  signList,
} from "../price-list-world.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aKey,
  aShop,
  aShopOf,
  aTrade,
  aWallet,
  cancel,
  env,
  getTrade,
  ORIGIN,
  postClaim,
  postConfirm,
  problemIn,
  type Shop,
  settledRow,
  signTerms,
  statusOf,
  storedRow,
  until,
  type Wallet,
} from "../synchronous-world.ts";

let shop: Shop;
let wallet: Wallet;

beforeAll(async () => {
  [shop, wallet] = await Promise.all([aShop(), aWallet()]);
  await publish(shop);
});

async function codeOf(sent: Promise<Response>): Promise<string> {
  const response = await sent;
  return response.ok ? `${response.status}` : (await problemIn(response)).code;
}

describe("a price list", () => {
  it("[PL2] is taken by a register of older code, which had no table for one", async () => {
    const own = await aShop();
    const stub = objectNamed(env.REGISTER, own.register);
    await runInDurableObject(stub, (_: Register, { storage: { sql } }) => {
      sql.exec("DROP TABLE price_lists");
      sql.exec("DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)");
    });
    await abortAllDurableObjects();
    expect(await codeOf(readList(listIdOf(own)))).toBe("price_list_not_found");
    await publish(own);
    expect(await codeOf(readList(listIdOf(own)))).toBe("200");
  });

  it("[PL2] is published once, and read by anyone", async () => {
    const own = await aShop();
    const list = await signList(own);
    const first = await postList(own, list);
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({ id: listIdOf(own), serial: 1, withdrawn: false });
    const read = await readList(listIdOf(own));
    expect(await read.json()).toMatchObject({ list, items: ITEMS, name: "main" });
  });

  it("[PL2] published again changes nothing, under its key or another", async () => {
    const own = await aShop();
    const list = await signList(own);
    const key = { "Idempotency-Key": "the-first" };
    expect(await codeOf(postList(own, list, ITEMS, key))).toBe("201");
    for (const headers of [key, {}]) {
      const again = await postList(own, list, ITEMS, headers);
      expect(again.status).toBe(200);
      expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    }
    const other = await signList(own, ITEMS, { serial: 2 });
    expect(await codeOf(postList(own, other, ITEMS, key))).toBe("idempotency_key_reused");
  });

  it("[PL2] gives way to a later serial alone; the links' names stay", async () => {
    const own = await aShop();
    const first = await publish(own, ITEMS, { serial: 3 });
    const dearer = [anItem({ amount: 1300 })];
    await publish(own, dearer, { serial: 5 });
    expect(await codeOf(postList(own, first))).toBe("price_list_outdated");
    const same = await signList(own, ITEMS, { serial: 5 });
    expect(await codeOf(postList(own, same))).toBe("price_list_outdated");
    expect((await aListedTrade(own)).amount).toBe(1300);
    expect(await codeOf(buy(own, { item: "article", quantity: 1 }))).toBe("item_not_found");
  });

  it("[PL2] without items is withdrawn: nothing is begun from it any more, what was begun goes on", async () => {
    const own = await aShop();
    await publish(own);
    const { trade } = await aListedTrade(own);
    await publish(own, [], { serial: 2 });
    expect(await codeOf(buy(own))).toBe("price_list_withdrawn");
    expect(await (await readList(listIdOf(own))).json()).toMatchObject({ withdrawn: true });
    expect((await postClaim(wallet, await readListedOffer(trade))).status).toBe(200);
  });

  it("[PL2] is the register's own, by its key and for its origins", async () => {
    const [own, other] = await Promise.all([aShop(), aShop()]);
    const list = await signList(own);
    const thief = { ...own, realm: { ...own.realm, registerKey: await makeKeyPair() } };
    const away = [anItem({ url: "https://elsewhere.example/" })];
    const asking = [anItem({ asks: ["email"] })];
    const attempts: [string, Promise<Response>][] = [
      ["bad_signature", postList(own, await signList(thief))],
      ["wrong_register", postList(other, list)],
      ["wrong_mode", postList(own, await signList(own, ITEMS, { mode: "live" }))],
      [
        "wrong_audience",
        postList(own, await signList(own, ITEMS, { aud: `realm:${"0".repeat(16)}` })),
      ],
      ["price_list_mismatch", postList(own, list, [anItem({ amount: 1 })])],
      ["wrong_origin", postList(own, await signList(own, away), away)],
      ["encryption_key_missing", postList(own, await signList(own, asking), asking)],
      ["unauthorized", postList({ apiKey: `${own.apiKey.slice(0, -4)}0000` }, list)],
    ];
    for (const [code, sent] of attempts) expect(await codeOf(sent)).toBe(code);
    expect(await codeOf(readList(listIdOf(own)))).toBe("price_list_not_found");
  });

  it("is one of twenty at most", async () => {
    const own = await aShop();
    const named = (at: number) => ({ name: `list-${at}` as PriceListName });
    for (let at = 0; at < PRICE_LISTS_MAX; at++) await publish(own, ITEMS, named(at));
    const more = await signList(own, ITEMS, named(PRICE_LISTS_MAX));
    expect(await codeOf(postList(own, more))).toBe("too_many_price_lists");
    await publish(own, [], { ...named(0), serial: 2 });
  });

  it.each([
    "prl_test_0000000000000_main",
    "prl_test_0000000000000_Main",
    "x",
    "prl_live_0000000000000_main",
  ])("that isn't there is none: %s", async (id) => {
    expect(["price_list_not_found", "wrong_mode"]).toContain(await codeOf(readList(id)));
  });
});

describe("a listed trade", () => {
  it("[PL4] [PL6] is begun by anyone, for what the register signed, and is paid as any other", async () => {
    const { trade, amount, deadline, status } = await aListedTrade(shop, "day-pass", 2);
    expect({ amount, status }).toEqual({ amount: 1000, status: "open" });
    expect(deadline).toBeLessThanOrEqual(clockNow() + LISTED_TRADE_MS);
    const offer = await readListedOffer(trade);
    expect(await verifyOffer(offer, shop.realm.trust)).toBeUndefined();
    const granted = await aClaim(wallet, offer);
    const answer = await postConfirm(await aConfirmOf(wallet, offer, granted));
    expect(answer.status).toBe(200);
    await until(() => settledRow(trade));
    const view = (await (await getTrade(shop, trade)).json()) as TradeView;
    expect(view).toMatchObject({
      status: "settled",
      amount: 1000,
      items: [{ name: "A day in the archive", quantity: 2, amount: 1000 }],
      listed: { list: listIdOf(shop), item: "day-pass", quantity: 2 },
    });
  });

  it("[PL6] is one for its key: a repeat gets it again, another choice is refused", async () => {
    const key = aKey();
    const first = await buy(shop, { item: "notebook", quantity: 2 }, key);
    const again = await buy(shop, { item: "notebook", quantity: 2 }, key);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.json()).toEqual(await first.json());
    expect(await codeOf(buy(shop, { item: "notebook", quantity: 3 }, key))).toBe(
      "idempotency_key_reused",
    );
  });

  it("[PL6] never takes a key of the shop's own", async () => {
    const terms = await signTerms(shop);
    const own = await aTrade(shop, terms.payload);
    const listed = (await (
      await buy(shop, { item: "notebook", quantity: 1 }, terms.payload.key)
    ).json()) as ListedTrade;
    expect(listed.trade).not.toBe(own.id);
    expect((await getTrade(shop, own.id)).status).toBe(200);
  });

  it("[PL6] is of now: a key of another time is told the time, one without a time is none", async () => {
    const stale = await buy(shop, undefined, aKey(clockNow() + 120_000));
    expect(await problemIn(stale)).toMatchObject({
      code: "stale_request",
      time: expect.any(Number),
    });
    expect(await codeOf(buy(shop, undefined, aKey(clockNow() - LISTED_TRADE_MS - 1000)))).toBe(
      "stale_request",
    );
    expect(await codeOf(buy(shop, undefined, crypto.randomUUID()))).toBe("invalid_request");
  });

  it.each<[string, object]>([
    ["item_not_found", { item: "gold", quantity: 1 }],
    ["quantity_out_of_range", { item: "notebook", quantity: 6 }],
    ["invalid_request", { item: "notebook", quantity: 0 }],
    ["invalid_request", { item: "notebook", quantity: 1, amount: 1 }],
    ["invalid_request", { item: "notebook" }],
  ])("[PL4] is refused with %s for %j", async (code, choice) => {
    expect(await codeOf(buy(shop, choice))).toBe(code);
  });

  it("[PL4] isn't begun when the item or the list is sold no more", async () => {
    const own = await aShop();
    const soon = clockNow() + 60_000;
    await publish(own, [anItem({ until: soon }), anItem({ id: "other" as never })]);
    expect((await aListedTrade(own)).deadline).toBe(soon);
    advanceClock(61_000);
    expect(await codeOf(buy(own))).toBe("item_not_sold");
    expect(await codeOf(buy(own, { item: "other", quantity: 1 }))).toBe("201");
  });

  it("[TM13] is over after a quarter of an hour", async () => {
    const { trade } = await aListedTrade(shop);
    advanceClock(LISTED_TRADE_MS + 1);
    expect(await statusOf(trade)).toBe("expired");
  });

  it("is cancelled by the shop as any other", async () => {
    const { trade } = await aListedTrade(shop);
    expect(await (await cancel(shop, trade)).json()).toMatchObject({ status: "cancelled" });
  });

  it("[MS4] whose row was lost is made again by the claim, of its own terms alone", async () => {
    const { trade } = await aListedTrade(shop, "notebook", 2);
    const offer = await readListedOffer(trade);
    await abortAllDurableObjects();
    expect(await storedRow(trade)).toBeUndefined();
    const payer = await aWallet();
    const { listing, payload } = offer.terms;
    const cheap = { ...offer, terms: listedTerms(listing, 1, aKey()) };
    expect(await codeOf(postClaim(payer, cheap))).toBe("offer_mismatch");
    const dear = { ...offer, terms: { listing, payload: { ...payload, amount: 9, items: [] } } };
    expect(await codeOf(postClaim(payer, dear))).toBe("quantity_out_of_range");
    expect((await postClaim(payer, offer)).status).toBe(200);
  });

  it("[PL6] never stands in the place of a shop's trade whose row was lost", async () => {
    const dear = await aTrade(shop, { amount: 90_000 });
    const offer = await readListedOffer(dear.id);
    await abortAllDurableObjects();
    const { listing } = (await readListedOffer((await aListedTrade(shop)).trade)).terms;
    const terms = listedTerms(listing, 1, offer.terms.payload.key);
    expect(await codeOf(postClaim(await aWallet(), { ...offer, terms }))).toBe("offer_mismatch");
  });

  it("[ID2] goes to the till of its slot, whatever the number of tills", async () => {
    const big = await aShopOf(4);
    await publish(big);
    const tills = new Set<number>();
    for (let at = 0; at < 24; at++)
      tills.add(parseTradeId((await aListedTrade(big)).trade as TradeId).till);
    expect(tills.size).toBeGreaterThan(1);
  });

  it("[PL6] is begun by programs and our own pages, and by no other page", async () => {
    const from = (origin: string) => buy(shop, undefined, aKey(), { Origin: origin });
    expect((await from(ORIGIN)).status).toBe(201);
    expect(await codeOf(from("https://evil.example"))).toBe("wrong_context");
  });
});
