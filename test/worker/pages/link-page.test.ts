// A payment link's page at our origin: what it says, and what its address can't make it say.

import { beforeAll, describe, expect, it } from "vitest";
import type { ItemId } from "../../../protocol/price-list/price-list.ts";
import { anItem } from "../../support/builders/price-list.ts";
import { listIdOf, publish } from "../price-list-world.ts";
import { aShop, ask, type Shop } from "../synchronous-world.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await aShop({ name: "Kami <b>& co</b>", origins: ["https://shop.example"] });
  const url = "https://shop.example/?a=1&b=2";
  const pass = anItem({ id: "pass" as ItemId, kind: "access", access_ms: 1000, url });
  await publish(shop, [anItem({ name: "<i>Notebook</i>" }), pass]);
});

const page = (rest: string, language = "en") =>
  ask(`/l/${listIdOf(shop)}/${rest}`, { headers: { "Accept-Language": language } });

describe("[PL9] a payment link's page", () => {
  it("says the certified name and address, the item and the amount, and has the shop's button", async () => {
    const html = await (await page("notebook")).text();
    expect(html).toContain("<h1>Kami &#60;b&#62;&#38; co&#60;/b&#62;</h1>");
    expect(html).toContain(">shop.example<");
    expect(html).toContain('<p class="amount">¥1,200</p>');
    expect(html).toContain("&#60;i&#62;Notebook&#60;/i&#62;");
    const named = `price-list="${listIdOf(shop)}" item="notebook" quantity="1"`;
    expect(html).toContain(`<warifu-checkout ${named} size="large">`);
    expect(html).toContain('<section id="paid" hidden');
  });

  it("goes by item and quantity alone", async () => {
    const html = await (await page("notebook?quantity=3&amount=1&currency=EUR&name=x")).text();
    expect(html).toContain('<p class="amount">¥3,600</p>');
    expect(html).toContain("Notebook&#60;/i&#62; × 3");
  });

  it.each([
    "gold",
    "notebook?quantity=6",
    "notebook?quantity=0",
    "notebook?quantity=1e1",
    "Not%20an%20item",
  ])("sells nothing at %s", async (rest) => {
    const response = await page(rest);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("<warifu-checkout");
  });

  it("leads on to the address that the register signed", async () => {
    const html = await (await page("pass")).text();
    expect(html).toContain('data-url="https://shop.example/?a=1&#38;b=2"');
    expect(html).toContain('data-kind="access"');
  });

  it("speaks the reader's language, is kept by no cache and listed by nobody", async () => {
    const response = await page("notebook", "ja");
    expect(response.headers.get("Content-Language")).toBe("ja");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.get("X-Robots-Tag")).toBe("noindex, nofollow");
    expect(await response.text()).toContain("価格はお店が署名したものです");
  });

  it("opens from a mail, a code that was read, or another page", async () => {
    const from = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" };
    const response = await ask(`/l/${listIdOf(shop)}/notebook`, { headers: from });
    expect(response.status).toBe(200);
  });

  it("of a withdrawn list says so", async () => {
    const own = await aShop();
    await publish(own);
    await publish(own, [], { serial: 2 });
    const response = await ask(`/l/${listIdOf(own)}/notebook`);
    expect(response.status).toBe(410);
    expect(await response.text()).toContain("The shop has taken this offer back.");
  });
});
