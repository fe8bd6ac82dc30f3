// The shop through its own door: pages, forms, the three payment addresses, and whose orders are whose.

import { beforeEach, describe, expect, it } from "vitest";
import { CHECKOUT_INTEGRITY, CHECKOUT_PATH } from "../../protocol/page/checkout-script.ts";
import { readConfig } from "../../shop/config.ts";
import { languageOf } from "../../shop/language.ts";
import { cspErrors } from "../support/policy/csp-findings.ts";
import { aBrowser, aShop, ORIGIN, rows, type TestShop } from "./a-shop.ts";

let test: TestShop;
let browser: ReturnType<typeof aBrowser>;

beforeEach(async () => {
  test = await aShop();
  browser = aBrowser(test);
});

async function press(): Promise<{ trade: string; order: string }> {
  const response = await browser.post("/checkout/trade");
  expect(response.status).toBe(200);
  return response.json() as Promise<{ trade: string; order: string }>;
}
const text = async (path: string) => (await browser.get(path)).text();

describe("buying", () => {
  it("[PG12] goes from the goods over basket and checkout to a paid order", async () => {
    expect(await text("/")).toContain("Brush and ink");
    expect(
      (await browser.post("/basket", { product: "brush-and-ink" })).headers.get("location"),
    ).toBe("/basket");
    await browser.post("/basket", { product: "postcards" });
    await browser.post("/basket/line", { product: "postcards", quantity: "2" });
    expect(await text("/basket")).toContain("¥6,940");
    expect((await browser.post("/checkout", { locker: "market" })).headers.get("location")).toBe(
      "/checkout",
    );
    const checkout = await text("/checkout");
    expect(checkout).toContain('trade-from="/checkout/trade"');
    expect(checkout).toContain(
      `<script src="http://localhost:8787${CHECKOUT_PATH}" integrity="${CHECKOUT_INTEGRITY}" crossorigin="anonymous"`,
    );
    expect(checkout).toContain(`data-register="${test.shop.warifu.register}" async>`);
    expect(checkout).toContain("Market hall");
    const { trade, order } = await press();
    const receipt = await test.fake.settle(trade);
    const taken = await browser.postJson("/receipts", { receipt });
    expect([taken.status, await taken.json()]).toEqual([200, { order, state: "paid" }]);
    const page = await text(`/orders/${order}`);
    expect(page).toContain("Order 1001 is paid");
    expect(page).toContain("Postcards, set of eight × 2");
    expect(await text("/basket")).toContain("The basket is empty.");
  });

  it("shows a reloaded checkout the trade that is under way", async () => {
    await browser.post("/basket", { product: "postcards" });
    expect(await text("/checkout")).not.toContain("follow=");
    const { trade } = await press();
    expect(await text("/checkout")).toContain(`follow="${trade}"`);
    await browser.post("/basket", { product: "postcards" });
    expect(await text("/checkout")).not.toContain("follow=");
  });

  it("looks for a payment when its order is looked at", async () => {
    await browser.post("/basket", { product: "postcards" });
    const { trade, order } = await press();
    expect(await text(`/orders/${order}`)).toContain("Not paid yet");
    expect(await (await browser.get(`/orders/${order}/status`)).json()).toEqual({
      state: "unpaid",
    });
    await test.fake.settle(trade);
    expect(await text(`/orders/${order}`)).toContain("Order 1001 is paid");
    expect(await (await browser.get(`/orders/${order}/status`)).json()).toEqual({ state: "paid" });
    expect(await text("/orders")).toContain(`href="/orders/${order}"`);
  });

  it("has one currency at a time", async () => {
    await browser.post("/basket", { product: "pearl-paper" });
    expect(await text("/basket")).toMatch(/KWD\s12\.500/);
    const refused = await browser.post("/basket", { product: "postcards" });
    expect(refused.headers.get("location")).toBe("/basket?refused=currency");
    expect(await text("/basket?refused=currency")).toContain("another currency");
    expect(rows(test, "basket_lines")).toHaveLength(1);
    const { trade } = await press();
    expect(test.fake.get(trade).terms.payload).toMatchObject({ amount: 12_500, currency: "KWD" });
  });

  it("with an empty basket makes no order", async () => {
    expect((await browser.get("/checkout")).headers.get("location")).toBe("/basket");
    expect((await browser.post("/checkout/trade")).status).toBe(409);
    await browser.post("/basket", { product: "postcards" });
    await browser.post("/basket/line", { product: "postcards", quantity: "0" });
    expect((await browser.post("/checkout/trade")).status).toBe(409);
    expect(rows(test, "orders")).toEqual([]);
  });

  it("takes no more than 99 of a thing, and nothing that isn't sold", async () => {
    await browser.post("/basket", { product: "postcards" });
    for (const quantity of ["-1", "1000", "x", ""])
      await browser.post("/basket/line", { product: "postcards", quantity });
    expect(rows(test, "basket_lines")[0]?.quantity).toBe(1);
    await browser.post("/basket/line", { product: "postcards", quantity: "99" });
    await browser.post("/basket", { product: "postcards" });
    expect(rows(test, "basket_lines")[0]?.quantity).toBe(99);
    expect((await browser.post("/basket", { product: "gold" })).status).toBe(404);
  });

  it("is told what Warifu refused, and keeps the order", async () => {
    await browser.post("/basket", { product: "postcards" });
    test.fake.mishaps.push("unauthorized");
    const refused = await browser.post("/checkout/trade");
    expect([refused.status, await refused.json()]).toEqual([502, { error: "unauthorized" }]);
    expect(rows(test, "orders")).toMatchObject([{ state: "unpaid" }]);
  });
});

describe("a receipt brought by a page", () => {
  it("of another order is refused, whoever brings it", async () => {
    await browser.post("/basket", { product: "postcards" });
    const mine = await press();
    const other = aBrowser(test);
    await other.post("/basket", { product: "postcards" });
    const theirs = (await (await other.post("/checkout/trade")).json()) as { trade: string };
    const receipt = await test.fake.settle(theirs.trade);
    const refused = await browser.postJson(`/orders/${mine.order}/receipt`, { receipt });
    expect([refused.status, await refused.json()]).toEqual([422, { error: "order_mismatch" }]);
    expect(rows(test, "orders").map(({ state }) => state)).toEqual(["unpaid", "unpaid"]);
  });

  it("may be brought again", async () => {
    await browser.post("/basket", { product: "postcards" });
    const { trade, order } = await press();
    const receipt = await test.fake.settle(trade);
    for (let times = 0; times < 2; times++) {
      const taken = await browser.postJson(`/orders/${order}/receipt`, { receipt });
      expect(await taken.json()).toEqual({ order, state: "paid" });
    }
  });

  it.each(["", "{", "null", '{"receipt":1}'])("that is %j is refused", async (body) => {
    const headers = { "content-type": "application/json", origin: ORIGIN };
    const request = { method: "POST", headers, body };
    expect((await test.app.request(`${ORIGIN}/receipts`, request)).status).toBe(422);
  });
});

describe("the shop's door", () => {
  it("shows an order to the browser that made it, and to no other", async () => {
    await browser.post("/basket", { product: "postcards" });
    const { order } = await press();
    const stranger = aBrowser(test);
    for (const path of [`/orders/${order}`, `/orders/${order}/status`]) {
      expect((await stranger.get(path)).status).toBe(404);
      expect((await browser.get(path)).status).toBe(200);
    }
    expect(await (await stranger.get("/orders")).text()).not.toContain(order);
  });

  it("takes forms from its own pages only", async () => {
    const foreign = aBrowser(test, { origin: "https://evil.example" });
    for (const path of ["/basket", "/checkout", "/checkout/trade"])
      expect((await foreign.post(path, { product: "postcards" })).status).toBe(403);
    expect((await foreign.post("/checkout/trade")).status).toBe(403);
  });

  it("[PG11] has a strict policy that names Warifu's origin", async () => {
    const policy = (await browser.get("/")).headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`script-src 'self' http://localhost:8787${CHECKOUT_PATH};`);
    expect(policy).toContain("frame-ancestors 'none'; require-trusted-types-for 'script'");
    expect(cspErrors(policy)).toEqual([]);
    expect(policy).toContain("frame-src http://localhost:8787;");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect((await browser.get("/nowhere")).headers.get("content-security-policy")).toBe(policy);
  });

  it("refuses bodies that no page of its own sends", async () => {
    const response = await browser.postJson("/receipts", { receipt: "x".repeat(70_000) });
    expect(response.status).toBe(413);
  });

  it("writes nothing of its own into a page unescaped", async () => {
    await browser.post("/basket", { product: "postcards" });
    const { order } = await press();
    test.shop.db
      .prepare("UPDATE orders SET lines = replace(lines, 'Postcards', '<script>alert(1)</script>')")
      .run();
    const page = await text(`/orders/${order}`);
    expect(page).toContain("&lt;script&gt;alert(1)");
    expect(page).not.toContain("<script>alert(1)");
  });

  it("speaks Japanese to those who ask for it", async () => {
    const japanese = aBrowser(test, { "accept-language": "ja,en;q=0.8" });
    const page = await (await japanese.get("/")).text();
    expect(page).toContain('<html lang="ja">');
    expect(page).toContain("筆と墨");
    await japanese.post("/basket", { product: "brush-and-ink" });
    const { trade } = (await (await japanese.post("/checkout/trade")).json()) as { trade: string };
    expect(test.fake.get(trade).terms.payload.items[0]?.name).toBe("筆と墨");
  });

  it("answers its health", async () => {
    expect(await (await browser.get("/health")).json()).toEqual({ status: "ok" });
  });
});

it.each([
  [undefined, "en"],
  ["", "en"],
  ["*", "en"],
  ["de-DE,de;q=0.9", "en"],
  ["ja-JP", "ja"],
  ["en;q=0.5, ja;q=0.7", "ja"],
  ["ja;q=0, en;q=0.1", "en"],
  ["fr, ja;q=0.3, en;q=0.2", "ja"],
])("Accept-Language %j is answered in %s", (header, language) => {
  expect(languageOf(header)).toBe(language);
});

describe("the shop's configuration", () => {
  it("has a default for all but the secret", () => {
    expect(readConfig({})).toEqual({
      warifuKey: undefined,
      port: 3000,
      host: "127.0.0.1",
      origin: "http://127.0.0.1:3000",
      database: "shop.sqlite",
      tradeDelayMs: 0,
    });
  });

  it.each([
    [{ PORT: "http" }, "PORT isn't a whole number"],
    [{ SHOP_ORIGIN: "127.0.0.1:3000" }, "SHOP_ORIGIN isn't an origin"],
    [{ SHOP_ORIGIN: "http://127.0.0.1:3000/" }, "SHOP_ORIGIN isn't an origin"],
  ])("%j is told", (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });
});
