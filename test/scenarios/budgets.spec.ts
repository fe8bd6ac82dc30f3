// What a shop may take without a question, in a real browser: clicks are counted in the wallet, and a sheet that opens
// is one too many.

import type { Page } from "@playwright/test";
import { checkoutFrame, pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { type Shopper, untilHeard } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const COUNTER = "Counter";

/** Presses in the shop, in a page of its own; what happens then is for the story to see. */
async function pressQuietly({ world, shopper }: Story, page?: Page): Promise<Page> {
  const shop = page ?? (await shopper.visit(world.counter.origin()));
  await checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" }).click();
  return shop;
}

interface Story {
  readonly world: World;
  readonly shopper: Shopper;
}

/** Pays by hand: one click in the wallet. */
async function payByHand({ world, shopper }: Story): Promise<Page> {
  const sheet = await shopper.press(await shopper.visit(world.counter.origin()));
  await pay(sheet);
  await untilPaid(sheet);
  return sheet;
}

/** Every window of the wallet that opens by itself from now on. */
function watchSheets({ context }: Shopper): Page[] {
  const opened: Page[] = [];
  context.on("page", (page) => {
    if (page.url().startsWith("chrome-extension://")) opened.push(page);
  });
  return opened;
}

/** In the form: an amount a month, and a cap. */
async function allow(form: Page, amount: number, cap: number): Promise<void> {
  await form.getByLabel("In a month, at most").fill(String(amount));
  await form.getByLabel("Each time, at most").fill(String(cap));
  await form.getByRole("button", { name: /^Allow up to/ }).click();
}

async function shopPage(story: Story): Promise<Page> {
  const { shopper } = story;
  const page = await shopper.visit(
    `chrome-extension://${shopper.browser.extensionId}/popup.html?window=1&place=budgets`,
  );
  await page.getByRole("button", { name: new RegExp(COUNTER) }).click();
  return page;
}

/** A shop that was paid once, and may take so much by itself. */
async function withBudget(story: Story, amount: number, cap: number): Promise<void> {
  await (await payByHand(story)).close();
  const page = await shopPage(story);
  await page.getByRole("button", { name: "Let it take up to …" }).click();
  await allow(page, amount, cap);
  await expect(page.getByText("Without asking")).toBeVisible();
  await expect(page.getByText("¥0 used")).toBeVisible();
  await page.close();
}

test("[BU2] [BU8] a first purchase takes 1 click, a repeat 1, and inside a budget it takes none", async ({
  world,
  shopper,
}) => {
  const story = { world, shopper };
  const first = await payByHand(story);
  await expect(first.getByRole("button", { name: /Let this shop take/ })).toHaveCount(0);
  await first.close();
  const second = await payByHand(story);
  await second.getByRole("button", { name: "Let this shop take up to … a month" }).click();
  await allow(second, 10_000, 1_500);
  await expect(second.getByText("up to ¥10,000 a month")).toBeVisible();
  await second.close();

  const opened = watchSheets(shopper);
  const shop = await pressQuietly(story);
  const { trade } = await untilHeard(shop, "settled");
  await expect(checkoutFrame(shop).getByRole("button", { name: "Paid" })).toBeVisible();
  expect((await world.counter.warifu.getTrade(trade ?? "")).status).toBe("settled");
  expect(opened).toEqual([]);
  const badge = () => shopper.browser.serviceWorker.evaluate(badgeText);
  await expect.poll(badge).toBe("✓");

  const wallet = await shopper.wallet();
  await expect(wallet.getByRole("heading", { name: "Your account" })).toBeAttached();
  await expect(wallet.getByText("¥46,400")).toBeVisible();
  await expect(wallet.getByText("Inside your budget")).toBeVisible();
  await expect.poll(badge).toBe("");
});

const badgeText = () =>
  (
    globalThis as unknown as { chrome: { action: { getBadgeText(of: object): Promise<string> } } }
  ).chrome.action.getBadgeText({});

test("[BU3] beyond cap and budget, paused and revoked, the sheet opens and says why", async ({
  world,
  shopper,
}) => {
  const story = { world, shopper };
  await withBudget(story, 2_500, 1_500);
  world.counter.next = { ...world.counter.next, amount: 1_501, items: [] };
  const over = await shopper.press(await shopper.visit(world.counter.origin()));
  await expect(over.getByText("You allow it ¥1,500 each time without asking.")).toBeVisible();
  await expect(over.getByText("¥999")).toBeVisible();
  await pay(over);
  await untilPaid(over);
  await over.close();

  world.counter.next = { ...world.counter.next, amount: 1_000, items: [] };
  const usedUp = await shopper.press(await shopper.visit(world.counter.origin()));
  await expect(usedUp.getByText("¥999 is left of its budget.")).toBeVisible();
  await pay(usedUp);
  await untilPaid(usedUp);
  await usedUp.close();

  const page = await shopPage(story);
  await page.getByRole("button", { name: "Change" }).click();
  await allow(page, 10_000, 1_500);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Go on" })).toBeVisible();
  await page.close();
  const paused = await shopper.press(await shopper.visit(world.counter.origin()));
  await expect(paused.getByText("Its budget is paused, so you are asked.")).toBeVisible();
  await pay(paused);
  await untilPaid(paused);
  await paused.close();

  const again = await shopPage(story);
  await again.getByRole("button", { name: "Revoke" }).click();
  await expect(again.getByText("This shop asks you each time.")).toBeVisible();
  await again.close();
  const revoked = await shopper.press(await shopper.visit(world.counter.origin()));
  await expect(payButton(revoked)).toHaveText("Pay ¥1,000");
  await expect(revoked.getByText("Its budget")).toHaveCount(0);
});

test("[BU4] tabs that press at once get no more than is left, and one of them a sheet", async ({
  world,
  shopper,
}) => {
  const story = { world, shopper };
  await withBudget(story, 2_500, 1_500);
  const tabs = [
    await shopper.visit(world.counter.origin()),
    await shopper.visit(world.counter.origin()),
    await shopper.visit(world.counter.origin()),
  ];
  const sheets = watchSheets(shopper);
  await Promise.all(tabs.map((tab) => pressQuietly(story, tab)));
  await expect.poll(() => sheets.length).toBe(1);
  await expect
    .poll(async () => {
      const views = world.counter.trades
        .slice(-3)
        .map(({ id }) => world.counter.warifu.getTrade(id));
      return (await Promise.all(views)).map(({ status }) => status).sort();
    })
    .toEqual(["open", "settled", "settled"]);
  const [sheet] = sheets;
  await expect(payButton(sheet as Page)).toHaveText("Pay ¥1,200");
  await pay(sheet as Page);
  await untilPaid(sheet as Page);
  expect(await shopper.balance()).toBe("¥45,200");
});

test("[BU4] [PG4] a worker that dies between press and claim, or claim and confirm, pays once; a script gets nothing", async ({
  world,
  shopper,
}) => {
  const story = { world, shopper };
  await withBudget(story, 10_000, 1_500);
  const sheets = watchSheets(shopper);
  const waking = await shopper.visit(world.counter.origin());
  for (const path of [/\/offer$/, /\/claim$/]) {
    const held = world.proxy.arm(path, { kind: "hold" });
    const shop = await pressQuietly(story);
    await held.met;
    await shopper.killServiceWorker();
    held.release();
    // Whoever comes near another button wakes it, and it goes on from its store.
    await waking.reload();
    await checkoutFrame(waking).getByRole("button", { name: "Pay with Warifu" }).hover();
    await untilHeard(shop, "settled");
  }
  const scripted = await shopper.visit(world.counter.origin());
  await checkoutFrame(scripted).getByRole("button", { name: "Pay with Warifu" }).waitFor();
  await scripted.evaluate(pressByScript);
  const shop = await pressQuietly(story);
  await untilHeard(shop, "settled");
  expect(sheets).toEqual([]);
  expect(await shopper.balance()).toBe("¥45,200");
});

/** All that a page can do to our frame without a hand. */
function pressByScript(): void {
  const element = document.querySelector("warifu-checkout");
  const frame = (element?.shadowRoot ?? element)?.querySelector("iframe");
  for (const target of [element, frame]) {
    if (!(target instanceof HTMLElement)) continue;
    target.click();
    target.focus();
    for (const type of ["pointerdown", "mousedown", "keydown", "click"])
      target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
  }
  frame?.contentWindow?.postMessage({ warifu: "press", press: "p" }, "*");
  frame?.contentWindow?.postMessage({ warifu: "trade", press: "p", trade: "t" }, "*");
}
