// A change of the till map: slots move, the same key stays the same trade, and no key ever gets two.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { parseTradeId, slotOf } from "../../../protocol/ids.ts";
import type { TillMap, TradeView } from "../../../protocol/messages.ts";
import type { SignedTerms } from "../../../protocol/signing/signed-objects.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import type { Register } from "../../../worker/synchronous-server/register/register.ts";
import { currentTillOf, earlierTillsOf } from "../../../worker/synchronous-server/till/config.ts";
import {
  aClaim,
  aConfirmOf,
  allTills,
  aShop,
  aWallet,
  env,
  getTrade,
  postConfirm,
  postCreate,
  problemIn,
  readOffer,
  type Shop,
  setTills as setTillsOf,
  signTerms,
  statusOf,
  storedRow,
  tillCost,
  tillNumberOf,
  until,
} from "../synchronous-world.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});

const setTills = (tills: number, at = shop, headers = {}) => setTillsOf(at, tills, headers);

async function create(terms: SignedTerms): Promise<TradeView> {
  const response = await postCreate(shop, terms);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

function manyTerms(count: number): Promise<SignedTerms[]> {
  return Promise.all(Array.from({ length: count }, () => signTerms(shop)));
}

describe("[ID2] after a change of the map", () => {
  it("a repeat of each create gets its first id, whether its row was flushed or not", async () => {
    const terms = await manyTerms(24);
    const first = await Promise.all(terms.map(create));
    const changed = await setTills(7);
    expect((await changed.json()) as TillMap).toEqual({
      register: shop.register,
      tills: 7,
      version: 2,
    });
    const again = await Promise.all(terms.map(create));
    expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    const moved = first.filter(
      ({ id }) => currentTillOf(slotOf(parseTradeId(id).hash), [4, 7]) !== tillNumberOf(id),
    );
    expect(moved.length, "some of the keys have another till now").toBeGreaterThan(0);
  });

  it("new trades go to the new tills, and are paid there", async () => {
    await setTills(16);
    const trades = await Promise.all((await manyTerms(40)).map(create));
    expect(Math.max(...trades.map(({ id }) => tillNumberOf(id)))).toBeGreaterThan(3);
    const there = trades.find(({ id }) => tillNumberOf(id) > 3)!;
    const wallet = await aWallet();
    const offer = await readOffer(there.id);
    const confirm = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
    expect((await postConfirm(confirm)).status).toBe(200);
    await until(async () => (await statusOf(there.id)) === "settled");
  });

  it("a trade stays at its till: it is read, claimed and settled where it was made", async () => {
    const [terms] = await manyTerms(1);
    const trade = await create(terms!);
    await setTills(9);
    expect((await getTrade(shop, trade.id)).status).toBe(200);
    const wallet = await aWallet();
    const offer = await readOffer(trade.id);
    const confirm = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
    expect((await postConfirm(confirm)).status).toBe(200);
    await until(async () => (await statusOf(trade.id)) === "settled");
  });

  it("other terms under an old key are refused by the till that has it", async () => {
    const terms = await manyTerms(12);
    await Promise.all(terms.map(create));
    await setTills(5);
    for (const { payload } of terms) {
      const other = await signTerms(shop, { key: payload.key, amount: 1 });
      expect(await problemIn(await postCreate(shop, other))).toMatchObject({
        code: "idempotency_key_reused",
      });
    }
  });

  it("back to the first number: keys made in between are still found", async () => {
    await setTills(8);
    const terms = await manyTerms(20);
    const first = await Promise.all(terms.map(create));
    expect(((await (await setTills(1)).json()) as TillMap).version).toBe(3);
    const again = await Promise.all(terms.map(create));
    expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  });

  it("a create costs one hop more for each till that the slot had before", async () => {
    await setTills(8);
    // The Worker learns the new map by the first answer.
    await Promise.all((await manyTerms(8)).map(create));
    const [terms] = await manyTerms(1);
    const earlier = await tillCost(shop, () => create(terms!), 8);
    expect(earlier.hops).toBeLessThanOrEqual(2);
  });
});

describe("[ID2] while the map changes", () => {
  it("creates that race with it get one id per key, before, during and after", async () => {
    const terms = await manyTerms(30);
    const racing = terms.map(async (one) => {
      for (;;) {
        const response = await postCreate(shop, one);
        if (response.ok) return (await response.json()) as TradeView;
        // Two tills that don't agree yet: told to send it again.
        expect(await problemIn(response)).toMatchObject({
          code: "storage_unavailable",
          retryable: true,
        });
      }
    });
    const [during] = await Promise.all([Promise.all(racing), setTills(13)]);
    const after = await Promise.all(terms.map(create));
    expect(after.map(({ id }) => id)).toEqual(during.map(({ id }) => id));
    await until(async () =>
      (await Promise.all(during.map(({ id }) => storedRow(id)))).every(Boolean),
    );
    const rows = await Promise.all(
      allTills(shop, 13).map(async (till) => {
        return runInDurableObject(till, (object) => object.database.exec("SELECT id FROM trades"));
      }),
    );
    expect(rows.flat()).toHaveLength(terms.length);
  });

  it("a till that has the newer map makes an earlier till refuse before it inserts", async () => {
    const tills = allTills(shop, 8);
    const [first] = tills;
    const config = await runInDurableObject(first!, (till) => {
      const [row] = till.database.exec<{ config: string }>("SELECT config FROM till");
      return JSON.parse(String(row?.config));
    });
    const pair = { certificate: shop.certified.certificate, chain: shop.certified.chain };
    // As if Register had been stopped after telling only the last four tills.
    for (const till of [4, 5, 6, 7])
      await tills[till]!.configure(
        { ...config, till, version: config.version + 1, maps: [1, 8] },
        pair,
      );
    const terms = await manyTerms(24);
    const views: TradeView[] = [];
    for (const one of terms) {
      const response = await postCreate(shop, one);
      if (response.ok) views.push(await response.json());
    }
    await setTills(8);
    const again = await Promise.all(terms.map(create));
    for (const { id } of views) expect(again.map((view) => view.id)).toContain(id);
    expect(new Set(again.map(({ id }) => id)).size).toBe(terms.length);
  });
});

describe("changing the map", () => {
  it("[LE91] [MS3] under its key is done once: a repeat that comes late brings no old map back", async () => {
    const under = (key: string, tills: number) => setTills(tills, shop, { "Idempotency-Key": key });
    const first = await (await under("first", 6)).json();
    await under("second", 9);
    const late = await under("first", 6);
    expect(late.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await late.json()).toEqual(first);
    // A key that changed nothing is as used as one that did.
    const same = await (await under("same", 9)).json();
    expect(same).toMatchObject({ tills: 9, version: 3 });
    await under("fourth", 4);
    expect(await (await under("same", 9)).json()).toEqual(same);
    expect((await problemIn(await under("first", 7))).code).toBe("idempotency_key_reused");
    const now = await (await under("last", 4)).json();
    expect(now).toMatchObject({ tills: 4, version: 4 });
  });

  it("to the same number changes nothing", async () => {
    expect(((await (await setTills(1)).json()) as TillMap).version).toBe(1);
    await setTills(6);
    expect(((await (await setTills(6)).json()) as TillMap).version).toBe(2);
  });

  it.each([0, 513, 1.5, "4"])("to %s is invalid_request", async (tills) => {
    expect(await problemIn(await setTills(tills as number))).toMatchObject({
      code: "invalid_request",
      param: "/tills",
    });
  });

  it("needs an API key of this very register", async () => {
    const other = await aShop();
    const stranger = { Authorization: `Bearer ${other.apiKey}` };
    expect(await problemIn(await setTills(8, shop, stranger))).toMatchObject({
      code: "wrong_register",
    });
    const made = { Authorization: `Bearer ${shop.apiKey.slice(0, -4)}0000` };
    expect(await problemIn(await setTills(8, shop, made))).toMatchObject({ code: "unauthorized" });
  });

  it("an interrupted change is finished by the alarm", async () => {
    const register = objectNamed(env.REGISTER, shop.register);
    await runInDurableObject(register, async (object: Register, { storage }) => {
      object.database.exec("UPDATE register SET maps = '[4,6]', version = version + 1");
      await storage.setAlarm(Date.now() + 60_000);
    });
    await runDurableObjectAlarm(register);
    const [row] = await runInDurableObject(register, (object: Register) =>
      object.database.exec<{ version: number; pushed: number }>("SELECT * FROM register"),
    );
    expect(row?.pushed).toBe(row?.version);
    const trades = await Promise.all((await manyTerms(30)).map(create));
    expect(Math.max(...trades.map(({ id }) => tillNumberOf(id)))).toBeGreaterThan(3);
  });
});

describe("the till of a slot", () => {
  it("the tills before are each named once, the latest first, without the current one", () => {
    expect(earlierTillsOf(4095, [4, 8, 4])).toEqual([7]);
    expect(earlierTillsOf(4095, [4, 8, 16])).toEqual([7, 3]);
    expect(earlierTillsOf(0, [4, 8, 16])).toEqual([]);
    expect(earlierTillsOf(4095, [4])).toEqual([]);
  });
});
