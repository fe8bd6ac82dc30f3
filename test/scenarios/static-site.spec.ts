// A shop without a backend: the example's one file as it stands, its day pass by a link, and pages that lie about it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { payButton, pressInShop } from "../../cli/purchase/shopper.ts";
import { ACCESS_PATH } from "../../protocol/page/access-script.ts";
import type { PriceListView } from "../../register-server/index.ts";
import type { Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const EXAMPLE = new URL("../../examples/static-site/", import.meta.url);
const PATH = "/archive";

/** The example's items, sold for this counter's own page. */
async function publish({ counter }: World): Promise<PriceListView> {
  const items = JSON.parse(readFileSync(new URL("items.json", EXAMPLE), "utf8"));
  const url = `${counter.origin()}${PATH}`;
  const { warifu } = counter;
  return warifu.publishPriceList(
    await warifu.signPriceList(items.map((item: object) => ({ ...item, url }))),
  );
}

/** The example as its reader fills it in. */
async function putUp({ counter, proxy, keys }: World, list: PriceListView): Promise<string> {
  const access = await (await fetch(`${proxy.origin}${ACCESS_PATH}`)).text();
  const facts: Record<string, string> = {
    ORIGIN: proxy.origin,
    REGISTER: counter.warifu.register,
    MODE: counter.warifu.mode,
    ROOT_KEY: keys.root.publicKey,
    LIST: list.id,
    ACCESS_PATH,
    ACCESS_INTEGRITY: `sha384-${createHash("sha384").update(access).digest("base64")}`,
  };
  const html = readFileSync(new URL("index.html", EXAMPLE), "utf8");
  const filled = html.replaceAll(/%([A-Z_]+)%/g, (mark, name) => facts[name] ?? mark);
  return counter.put(PATH, filled, { "content-type": "text/html" });
}

const part = (page: Page, item: string) => page.locator(`section[data-item="${item}"]`);
const button = (page: Page, item: string) =>
  part(page, item).locator("iframe").contentFrame().locator("#pay");

async function pay(shopper: Shopper, page: Page, item: string): Promise<void> {
  const [sheet] = await Promise.all([shopper.browser.nextSheet(), button(page, item).click()]);
  await payButton(sheet).click();
  await expect(sheet.getByRole("heading", { name: "Paid", exact: true })).toBeVisible();
  await sheet.close();
}

test("[PL5] [PL10] one file sells an article and a day: what was paid opens, here and at the next visit, and nothing else", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(await putUp(world, await publish(world)));
  await pay(shopper, page, "article");
  await expect(part(page, "article").getByText("both hands")).toBeVisible();
  expect(await shopper.balance()).toBe("¥49,700");
  await page.reload();
  await expect(part(page, "article").getByText("both hands")).toBeVisible();
  await expect(part(page, "day-pass").locator(".open")).toHaveCount(0);
  // What opens one item opens no other, whoever writes it there.
  await page.evaluate(() => {
    const article = localStorage.getItem("access:article") ?? "";
    localStorage.setItem("access:day-pass", article);
  });
  await page.reload();
  await expect(part(page, "article").getByText("both hands")).toBeVisible();
  await expect(part(page, "day-pass").locator(".open")).toHaveCount(0);
});

test("[PL9] [PL11] a link sells an item on our own page, and leads on to the shop, which lets the payer in", async ({
  world,
  shopper,
}) => {
  await putUp(world, await publish(world));
  const { warifu } = world.counter;
  const page = await shopper.visit(warifu.paymentLink("day-pass", { quantity: 2 }));
  await expect(page.locator(".amount")).toHaveText("¥1,000");
  await expect(page.getByText("A day in the archive × 2")).toBeVisible();
  expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  const sheet = await pressInShop(shopper.browser, page);
  await expect(sheet.getByText(new URL(world.counter.origin()).host)).toBeVisible();
  await payButton(sheet).click();
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  const on = page.getByRole("link", { name: "Continue to the shop" });
  await expect(on).toHaveAttribute("href", /^[^?#]+#warifu-access=/);
  await on.click();
  await expect(part(page, "day-pass").getByText("open to you until")).toBeVisible();
  await expect(page).toHaveURL(`${world.counter.origin()}${PATH}`);
  await page.reload();
  await expect(part(page, "day-pass").getByText("open to you until")).toBeVisible();
});

test("[PL4] a page that asks for what isn't sold gets no trade, and a withdrawn list sells nothing", async ({
  world,
  shopper,
}) => {
  const list = await publish(world);
  const { counter } = world;
  const tag = (item: string, quantity: number) =>
    `%TAG%<warifu-checkout price-list="${list.id}" item="${item}" quantity="${quantity}"></warifu-checkout>`;
  const refused = async (path: string, body: string) => {
    const page = await shopper.visit(counter.put(path, body));
    await page.locator("warifu-checkout iframe").contentFrame().locator("#pay").click();
    await expect
      .poll(() =>
        page.evaluate(() => JSON.stringify((window as never as { heard: unknown }).heard)),
      )
      .toContain("item_not_sold");
    await page.close();
  };
  await refused("/many", tag("day-pass", 4));
  await refused("/gold", tag("gold", 1));
  await counter.warifu.withdrawPriceList();
  await refused("/gone", tag("day-pass", 1));
  const link = await fetch(counter.warifu.paymentLink("day-pass"));
  expect(link.status).toBe(410);
  expect(await shopper.balance()).toBe("¥50,000");
});
