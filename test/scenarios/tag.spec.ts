// The tag in pages as people build them: no wallet, another device, single-page shops, double tags, the back button.
// A browser without a wallet; what pays is another device's.

import type { BrowserContext, Page } from "@playwright/test";
import { payButton, pressInShop } from "../../cli/purchase/shopper.ts";
import { tradeCode } from "../../protocol/trade/trade-code.ts";
import { framesIn, plainBrowser } from "../support/scenario/plain-browser.ts";
import { aScriptedTerminal, type ScriptedTerminal } from "../support/scenario/scripted-terminal.ts";
import { heard, untilHeard } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

let plain: BrowserContext;
let phone: ScriptedTerminal;
test.beforeAll(async ({ world }) => {
  const { proxy, keys } = world;
  const settings = { origin: proxy.origin, rootKey: keys.root.publicKey };
  [plain, phone] = await Promise.all([plainBrowser(), aScriptedTerminal(settings)]);
});
test.afterAll(() => plain.close());

const PAY = { name: "Pay with Warifu" };

async function open(world: World, body: string): Promise<Page> {
  const page = await plain.newPage();
  await page.goto(world.counter.put("/tag", body));
  return page;
}

const button = (page: Page, nth = 0) =>
  page.locator("warifu-checkout iframe").nth(nth).contentFrame();

/** Pays as the phone does that has read the code: on our own page of the trade. */
async function payElsewhere({ counter, proxy }: World, trade: { id: string }): Promise<void> {
  const { state } = await phone.buy(trade.id as never, counter.warifu.register, proxy.origin);
  expect(state).toBe("settled");
}

test("[PG19] where no wallet answers, the code leads to another device, and the page says when it is paid there", async ({
  world,
}) => {
  const { counter, proxy } = world;
  const page = await plain.newPage();
  await page.goto(counter.origin());
  const frame = button(page);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await frame.getByRole("button", PAY).click();
  await expect(frame.locator("#note")).toHaveText("No Warifu wallet answered in this browser.");
  await untilHeard(page, "no-wallet");
  await expect(frame.getByRole("link", { name: "Get the wallet" })).toHaveAttribute("href", "/get");
  const way = frame.getByRole("button", { name: "Pay on another device" });
  await expect(way).toHaveAttribute("aria-expanded", "false");
  expect(requests.filter((url) => url.includes("qr.svg"))).toEqual([]);
  await way.click();
  const qr = frame.getByRole("img", { name: "QR code of this payment" });
  await expect
    .poll(() => qr.evaluate((it) => (it as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  const trade = counter.trades.at(-1);
  if (!trade) throw new Error("the press made no trade");
  await expect(frame.getByText(tradeCode(trade.id as never))).toBeVisible();
  const link = frame.getByRole("link", { name: "Open it as a page" });
  await expect(link).toHaveAttribute("href", `/t/${trade.id}`);
  await payElsewhere(world, trade);
  await expect(frame.getByRole("button", { name: "Paid" })).toBeDisabled();
  await expect(frame.getByRole("status")).toHaveText("Paid.");
  expect((await untilHeard(page, "settled")).trade).toBe(trade.id);
  await expect(qr).toBeHidden();
  expect((await fetch(`${proxy.origin}/t/${trade.id}`)).status).toBe(200);
  await page.close();
});

test("[PG16] the wallet pays a trade on its own page at our origin, as the shop's", async ({
  world,
  shopper,
}) => {
  const { counter, proxy } = world;
  const trade = await counter.createTrade();
  const page = await shopper.visit(`${proxy.origin}/t/${trade.id}`);
  await expect(page.getByRole("heading", { name: "Counter" })).toBeVisible();
  await expect(page.locator(".amount")).toHaveText("¥1,200");
  await expect(page.getByText(tradeCode(trade.id as never))).toBeVisible();
  const sheet = await pressInShop(shopper.browser, page);
  await expect(sheet.getByText(new URL(counter.origin()).host)).toBeVisible();
  await payButton(sheet).click();
  await expect(button(page).getByRole("button", { name: "Paid" })).toBeVisible();
  await page.reload();
  await expect(page.getByText("This is paid.")).toBeVisible();
});

test("[PG20] an element that comes, goes, moves and changes its order leaves nothing behind", async ({
  world,
}) => {
  const page = await plain.newPage();
  const trade = await world.counter.createTrade();
  await page.goto(world.counter.put("/tag", "%TAG%<main></main><aside></aside>"));
  await page.waitForFunction(() => customElements.get("warifu-checkout"));
  const before = await listenersIn(page);
  await page.evaluate((id) => {
    const element = document.createElement("warifu-checkout");
    Object.assign(element, { createTrade: () => id, follow: id });
    document.querySelector("main")?.append(element);
  }, trade.id);
  await expect(button(page).getByText("Waiting for your payment.")).toBeVisible();
  await expect.poll(() => socketsOf(world, trade)).toBe(1);
  await page.evaluate(() => {
    const element = document.querySelector("warifu-checkout") as HTMLElement;
    document.querySelector("aside")?.append(element);
  });
  await expect(button(page).getByText("Waiting for your payment.")).toBeVisible();
  await expect.poll(() => socketsOf(world, trade)).toBe(1);
  await page.evaluate(() => {
    const element = document.querySelector("warifu-checkout") as HTMLElement;
    for (let i = 0; i < 20; i++) {
      element.remove();
      document.querySelector("main")?.append(element);
      element.setAttribute("variant", i % 2 ? "paper" : "outline");
    }
  });
  await expect(button(page).getByText("Waiting for your payment.")).toBeVisible();
  await expect.poll(() => socketsOf(world, trade)).toBe(1);
  await page.evaluate(() => document.querySelector("warifu-checkout")?.remove());
  await expect.poll(() => socketsOf(world, trade)).toBe(0);
  expect(await listenersIn(page)).toEqual(before);
  expect(await heard(page)).toEqual([]);
  await page.close();
});

/** As the server's side sees them. */
function socketsOf({ proxy }: World, { id }: { readonly id: string }): number {
  return proxy.openSockets(new RegExp(`/${id}/socket$`));
}

/** How many listen to the window and the document, as the browser itself counts. */
async function listenersIn(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let count = 0;
  for (const expression of ["window", "document"]) {
    const { result } = await session.send("Runtime.evaluate", { expression });
    const { objectId = "" } = result;
    const { listeners } = await session.send("DOMDebugger.getEventListeners", { objectId });
    count += listeners.length;
  }
  await session.detach();
  return count;
}

test("[PG20] moved by moveBefore(), the frame and what it is in the middle of stay", async ({
  world,
}) => {
  const page = await open(
    world,
    '%TAG%<main><warifu-checkout trade-from="/trade"></warifu-checkout></main><aside></aside>',
  );
  const [frame] = await framesIn(page, world);
  await button(page).getByRole("button", PAY).click();
  await button(page).getByRole("button", { name: "Pay on another device" }).click();
  await page.evaluate(() => {
    const aside = document.querySelector("aside") as Element & {
      moveBefore(node: Element, before: null): void;
    };
    aside.moveBefore(document.querySelector("warifu-checkout") as Element, null);
  });
  await expect(page.locator("aside warifu-checkout")).toHaveCount(1);
  await expect(button(page).getByRole("img")).toBeVisible();
  expect(frame?.isDetached()).toBe(false);
  await page.close();
});

test("[PG20] for another order the element shows and takes nothing of the one before", async ({
  world,
}) => {
  const { counter } = world;
  const [first, second] = [await counter.createTrade(), await counter.createTrade()];
  const page = await open(world, `%TAG%<warifu-checkout trade="${first.id}"></warifu-checkout>`);
  await button(page).getByRole("button", PAY).click();
  await payElsewhere(world, first);
  await expect(button(page).getByRole("button", { name: "Paid" })).toBeVisible();
  await page.evaluate(
    (id) => document.querySelector("warifu-checkout")?.setAttribute("trade", id),
    second.id,
  );
  await expect(button(page).getByRole("button", PAY)).toBeEnabled();
  await button(page).getByRole("button", PAY).click();
  await payElsewhere(world, second);
  await expect(button(page).getByRole("button", { name: "Paid" })).toBeVisible();
  expect(
    (await heard(page)).filter(({ name }) => name === "settled").map((one) => one.trade),
  ).toEqual([first.id, second.id]);
  await page.close();
});

test("[PG18] look and language change while a trade is under way, by the element or the page, in the same frame", async ({
  world,
}) => {
  const page = await open(world, '%TAG%<warifu-checkout trade-from="/trade"></warifu-checkout>');
  const [frame] = await framesIn(page, world);
  const change = (name: string, value: string) =>
    page.evaluate((to) => document.querySelector("warifu-checkout")?.setAttribute(...to), [
      name,
      value,
    ] as [string, string]);
  const pay = button(page).locator("#pay");
  // By the keyboard: under the mouse its colours are others.
  await pay.press("Enter");
  await expect(button(page).locator("#note")).toContainText("No Warifu wallet");
  await page.evaluate(() => document.documentElement.setAttribute("lang", "ja"));
  await expect(pay).toHaveText("Warifuで支払う");
  await expect(button(page).locator("#note")).toContainText("見つかりませんでした");
  await change("locale", "en");
  await change("label", "reserve");
  await expect(pay).toHaveText("Reserve with Warifu");
  await change("size", "large");
  await change("radius", "28");
  await change("variant", "paper");
  await expect(pay).toHaveCSS("border-radius", "28px");
  await expect(pay).toHaveCSS("min-height", "56px");
  await expect(pay).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await change("theme", "dark");
  await expect(pay).toHaveCSS("background-color", "rgb(28, 31, 37)");
  await change("theme", "auto");
  await page.evaluate(() => {
    document.documentElement.style.colorScheme = "dark";
  });
  await expect(pay).toHaveCSS("background-color", "rgb(28, 31, 37)");
  await change("variant", "#ff0000");
  await expect.poll(async () => (await heard(page)).at(-1)?.code).toBe("attribute_unknown");
  await expect(pay).toHaveCSS("background-color", "rgb(242, 240, 234)");
  await change("label", "plain");
  await expect(button(page).getByRole("button", PAY)).toHaveText("Warifu");
  expect(frame?.isDetached()).toBe(false);
  await expect(button(page).locator("#note")).toContainText("No Warifu wallet");
  await page.close();
});

test("[PG20] two tags, two versions, a tag that comes late and one that is only prepared make one button each", async ({
  world,
}) => {
  const early =
    "<warifu-checkout></warifu-checkout><script>document.querySelector('warifu-checkout').createTrade = () => fetch('/trade', { method: 'POST' }).then((it) => it.json()).then(({ trade }) => trade);</script>";
  const page = await open(world, early);
  await expect(page.locator("warifu-checkout iframe")).toHaveCount(0);
  const { register } = world.counter.warifu;
  const load = (path: string) =>
    page.evaluate(
      ({ src, register }) =>
        new Promise((loaded) => {
          const script = Object.assign(document.createElement("script"), { src, onload: loaded });
          script.dataset.register = register;
          document.head.append(script);
        }),
      { src: world.proxy.origin + path, register },
    );
  const { CHECKOUT_PATH } = await import("../../protocol/page/checkout-script.ts");
  for (const path of ["/checkout.js", CHECKOUT_PATH, "/checkout.js?again"]) await load(path);
  await expect(page.locator("warifu-checkout iframe")).toHaveCount(1);
  await button(page).getByRole("button", PAY).click();
  await untilHeard(page, "no-wallet");
  expect((await heard(page)).filter(({ name }) => name === "no-wallet")).toHaveLength(1);
  await expect(button(page).getByRole("button", { name: "Pay on another device" })).toBeVisible();
  await page.close();
});

test("[PG20] a page that is gone back to has kept no socket, and says at once what became of its trade", async ({
  world,
}) => {
  const { counter } = world;
  const trade = await counter.createTrade();
  const page = await plain.newPage();
  const keeps =
    "<script>addEventListener('pageshow', ({ persisted }) => { window.kept = persisted; });</script>";
  const url = counter.put(
    "/tag",
    `%TAG%<warifu-checkout follow="${trade.id}"></warifu-checkout>${keeps}`,
  );
  await page.goto(url);
  await expect(button(page).getByText("Waiting for your payment.")).toBeVisible();
  await expect.poll(() => socketsOf(world, trade)).toBe(1);
  await page.goto(counter.put("/elsewhere", "<p>Elsewhere</p>"));
  await expect.poll(() => socketsOf(world, trade)).toBe(0);
  await payElsewhere(world, trade);
  await page.evaluate(() => history.back());
  await page.waitForURL(url, { waitUntil: "commit" });
  expect((await untilHeard(page, "settled")).trade).toBe(trade.id);
  // Not loaded anew: the browser had kept it. (Playwright finds no frame of a page that was kept; what the page heard
  // is what the frame in it said.)
  expect(await page.evaluate(() => (globalThis as unknown as { kept?: boolean }).kept)).toBe(true);
  await page.close();
});
