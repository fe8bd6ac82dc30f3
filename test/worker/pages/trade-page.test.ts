// A trade's page at our origin, and its QR code: what they say, and what they don't.

import { encode } from "uqr";
import { beforeAll, describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { tradeCode } from "../../../protocol/trade/trade-code.ts";
import { aShop, ask, aTrade, cancel, ORIGIN, problemIn, type Shop } from "../synchronous-world.ts";

let shop: Shop;
let trade: TradeId;
beforeAll(async () => {
  shop = await aShop({ name: "Kami <b>& co</b>", origins: ["https://shop.example"] });
  ({ id: trade } = await aTrade(shop, { reference: "ORDER-77" }));
});

const page = (id: string, language = "en") =>
  ask(`/t/${id}`, { headers: { "Accept-Language": language } });

describe("[PG17] a trade's page", () => {
  it("says the certified name, its address, the amount and the code, and has the shop's button", async () => {
    const html = await (await page(trade)).text();
    expect(html).toContain("<h1>Kami &#60;b&#62;&#38; co&#60;/b&#62;</h1>");
    expect(html).toContain(">shop.example<");
    expect(html).toContain('<p class="amount">¥4,980</p>');
    expect(html).toContain(`<span class="code">${tradeCode(trade)}</span>`);
    expect(html).toContain(`<script src="/checkout.js" data-register="${shop.register}" async>`);
    expect(html).toContain(`<warifu-checkout trade="${trade}" follow="${trade}"`);
    expect(html).toContain("Test: no real money moves");
  });

  it("says nothing of what is bought or noted", async () => {
    const html = await (await page(trade)).text();
    for (const word of ["notebook", "ORDER-77"]) expect(html).not.toContain(word);
  });

  it("is in the reader's language", async () => {
    const japanese = await page(trade, "ja-JP,en;q=0.5");
    expect(japanese.headers.get("Content-Language")).toBe("ja");
    expect(await japanese.text()).toContain('<html lang="ja">');
    expect((await page(trade, "fr")).headers.get("Content-Language")).toBe("en");
  });

  it("is listed by no search engine, kept by no cache, and tells nobody its address", async () => {
    const { headers } = await page(trade);
    expect(headers.get("X-Robots-Tag")).toBe("noindex, nofollow");
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(headers.get("Set-Cookie")).toBeNull();
  });

  it("opens from a link, a code that was read, or another page", async () => {
    const from = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" };
    expect((await ask(`/t/${trade}`, { headers: from })).status).toBe(200);
  });

  it("of a trade that was ended has no button, and says so", async () => {
    const ended = await aTrade(shop);
    await cancel(shop, ended.id);
    const html = await (await page(ended.id)).text();
    expect(html).toContain("The shop ended this payment. Nothing was taken.");
    expect(html).not.toContain("<warifu-checkout");
  });

  it.each([
    ["that doesn't exist", () => trade.replace(/.{8}$/, "00000000")],
    ["that is no id", () => "%3Cscript%3E"],
    ["of the other mode", () => trade.replace("test", "live")],
  ])("of a trade %s is the same page of none", async (_, id) => {
    const response = await page(id());
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain("There is no payment at this address.");
    expect(html).not.toContain("<warifu-checkout");
    expect(html).toBe(await (await page("x")).text());
  });
});

describe("[PG17] its QR code", () => {
  it("is an image of our own address, and for our own pages alone", async () => {
    const response = await ask(`/t/${trade}/qr.svg`);
    expect(response.headers.get("Content-Type")).toBe("image/svg+xml");
    expect(response.headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
    expect(response.headers.get("Cache-Control")).toBe("private, max-age=86400, immutable");
    const svg = await response.text();
    const { data, size } = encode(`${ORIGIN}/t/${trade}`, { ecc: "M", border: 4 });
    expect(svg).toContain(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"`);
    const dark = new Set([...svg.matchAll(/M(\d+) (\d+)h1/g)].map(([, x, y]) => `${x},${y}`));
    const drawn = data.map((row, y) => row.map((_, x) => dark.has(`${x},${y}`)));
    expect(drawn).toEqual(data);
  });

  it("of what is no trade of ours isn't there", async () => {
    expect(await problemIn(await ask("/t/x/qr.svg"))).toMatchObject({ code: "trade_not_found" });
  });
});
