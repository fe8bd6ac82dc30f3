// The wallet beside the page: the same window, and the only one while it is open. Playwright can't open the browser's panel
// itself; its page is opened as a tab, which differs in nothing that the wallet knows of.

import AxeBuilder from "@axe-core/playwright";
import { checkoutFrame, pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { untilHeard } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

test("an order comes to the side panel where it is open, opens nothing else, and leaves it open", async ({
  world,
  shopper,
}) => {
  const { context, extensionId } = shopper.browser;
  const panel = await shopper.visit(`chrome-extension://${extensionId}/sidepanel.html`);
  await panel.setViewportSize({ width: 320, height: 700 });
  await expect(panel.getByRole("heading", { name: "Your account" })).toBeVisible();
  const shop = await shopper.visit(world.counter.origin());
  await checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" }).click();
  await payButton(panel).waitFor();
  const { violations } = await new AxeBuilder({ page: panel }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const wide = await panel.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide).toBe(false);
  await pay(panel);
  await untilPaid(panel);
  await untilHeard(shop, "settled");
  expect(context.pages().filter((page) => page.url().includes("popup.html"))).toEqual([]);
  await panel.getByRole("button", { name: "Done" }).click();
  await expect(panel.getByRole("heading", { name: "Your account" })).toBeVisible();

  // The service worker that comes back is told of it too.
  await shopper.killServiceWorker();
  await shop.reload();
  await checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" }).click();
  await payButton(panel).waitFor();
  expect(context.pages().filter((page) => page.url().includes("popup.html"))).toEqual([]);
});

test("popup, window and panel: there is one at a time, and the order goes where it is", async ({
  world,
  shopper,
}) => {
  const { context, extensionId } = shopper.browser;
  const open = () => context.pages().filter((page) => page.url().includes(extensionId));
  const shop = await shopper.visit(world.counter.origin());
  const popup = await shopper.press(shop);
  await payButton(popup).waitFor();
  expect(open()).toEqual([popup]);
  await popup.close();

  // A window of its own takes the order that waits, and the next one too.
  const window = await shopper.visit(`chrome-extension://${extensionId}/popup.html?window=1`);
  await payButton(window).waitFor();
  await shop.reload();
  await checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" }).click();
  await expect(window.getByText("1 of 2")).toBeVisible();
  expect(open()).toEqual([window]);
  await pay(window);
  await untilPaid(window);
  await window.close();

  // And the panel what is left.
  const panel = await shopper.visit(`chrome-extension://${extensionId}/sidepanel.html`);
  await payButton(panel).waitFor();
  await pay(panel);
  await untilPaid(panel);
  expect(open()).toEqual([panel]);
  expect(await shopper.balance()).toBe("¥47,600");
});
