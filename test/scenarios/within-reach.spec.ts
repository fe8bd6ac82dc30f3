// A purchase for those who can't use a mouse, need everything twice as large, or want nothing to move.

import type { Page } from "@playwright/test";
import { checkoutFrame, pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { untilHeard } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

/** What a finger or an unsteady hand needs, CSS pixels. */
const TARGET_PX = 44;

async function isFocused(page: Page, name: string | RegExp): Promise<boolean> {
  const button = page.getByRole("button", { name });
  return (await button.count()) > 0 && button.evaluate((it) => it === document.activeElement);
}

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let i = 0; i < 30 && !(await isFocused(page, name)); i++) await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name })).toBeFocused();
}

test("the keyboard alone leads from the shop's button to the receipt and its check", async ({
  world,
  shopper,
}) => {
  const shop = await shopper.visit(world.counter.origin());
  const button = checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" });
  await expect(button).toBeEnabled();
  await shop.keyboard.press("Tab");
  await expect(button).toBeFocused();
  const [sheet] = await Promise.all([shopper.browser.nextSheet(), shop.keyboard.press("Enter")]);
  await expect(payButton(sheet)).not.toHaveAttribute("aria-disabled", "true");
  await tabTo(sheet, /^Pay ¥/);
  await sheet.keyboard.press("Enter");
  await untilPaid(sheet);
  await expect(sheet.getByRole("heading", { name: "Paid", exact: true })).toBeFocused();
  await sheet.close();
  await untilHeard(shop, "settled");

  const wallet = await shopper.wallet();
  await expect(wallet.getByRole("button", { name: /Paid/ })).toBeVisible();
  await tabTo(wallet, /Paid/);
  await wallet.keyboard.press("Enter");
  await expect(wallet.getByRole("heading", { name: /^Payment to / })).toBeFocused();
  await tabTo(wallet, "Check it");
  await wallet.keyboard.press("Enter");
  await expect(wallet.getByText("The receipt is genuine.")).toBeVisible();
});

test("at 200 % zoom nothing of sheet, receipt and home is cut off, and all can be pressed", async ({
  world,
  shopper,
}) => {
  const wallet = await shopper.wallet();
  await wallet.setViewportSize({ width: 720, height: 900 });
  await wallet.evaluate(async () => {
    const { tabs } = (globalThis as unknown as Tabs).chrome;
    await tabs.setZoom((await tabs.getCurrent()).id, 2);
  });
  await expect.poll(() => wallet.evaluate(() => devicePixelRatio)).toBe(2);
  await expect(wallet.getByRole("heading", { name: "Your account" })).toBeVisible();
  await fits(wallet);
  const shop = await shopper.visit(world.counter.origin());
  await checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" }).click();
  await wallet.bringToFront();
  await payButton(wallet).waitFor();
  await fits(wallet);
  await pay(wallet);
  await untilPaid(wallet);
  await fits(wallet);
});

interface Tabs {
  readonly chrome: {
    readonly tabs: {
      getCurrent(): Promise<{ id: number }>;
      setZoom(id: number, zoom: number): Promise<void>;
    };
  };
}

/** Nothing to be scrolled sideways, no button outside or too small, no text in a box too small for it. */
async function fits(page: Page): Promise<void> {
  const wrong = await page.evaluate((least) => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push("wider than its window");
    for (const button of document.querySelectorAll("button")) {
      const { left, right, height } = button.getBoundingClientRect();
      const name = button.textContent ?? "";
      if (left < 0 || right > innerWidth + 1) found.push(`outside: ${name}`);
      if (height < least) found.push(`${height} px high: ${name}`);
      if (button.scrollWidth > button.clientWidth + 1) found.push(`cut off: ${name}`);
    }
    return found;
  }, TARGET_PX);
  expect(wrong).toEqual([]);
}

test("with reduced motion nothing on sheet and receipt moves, and with forced colours they can be read", async ({
  world,
  shopper,
}) => {
  const wallet = await shopper.wallet();
  await wallet.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
  await expect(wallet.getByRole("heading", { name: "Your account" })).toBeVisible();
  await noteMotion(wallet);
  const shop = await shopper.visit(world.counter.origin());
  await checkoutFrame(shop).getByRole("button", { name: "Pay with Warifu" }).click();
  await wallet.bringToFront();
  await payButton(wallet).waitFor();
  await pay(wallet);
  await untilPaid(wallet);
  await untilHeard(shop, "settled");
  expect(await wallet.evaluate(() => (globalThis as unknown as { moved: string[] }).moved)).toEqual(
    [],
  );
  // What only a background says is gone with forced colours: each button has an edge of its own.
  const edges = await wallet
    .locator("button.action")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).borderStyle));
  expect(edges).not.toContain("none");
});

/** Every animation and transition that begins and takes time, by its name. */
async function noteMotion(page: Page): Promise<void> {
  await page.evaluate(() => {
    const moved: string[] = [];
    Object.assign(globalThis, { moved });
    const look = () => {
      for (const one of document.getAnimations()) {
        const { duration = 0 } = one.effect?.getComputedTiming() ?? {};
        if (Number(duration) > 1) moved.push(`${one.constructor.name} of ${duration} ms`);
      }
      requestAnimationFrame(look);
    };
    look();
  });
}
