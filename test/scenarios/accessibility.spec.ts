// Every screen of the story of one purchase, as axe and a keyboard see it.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { openBrowser } from "../../cli/purchase/browser.ts";
import { fillBasket } from "../../cli/purchase/buy-headless.ts";
import { payButton } from "../../cli/purchase/shopper.ts";
import { aShopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

/** What axe finds. The popup is a page that no new page may be opened beside: axe's legacy mode. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing from onboarding to receipt (${colorScheme})`, async ({ world }) => {
    const onboarding = await openBrowser({ extension: world.extension, colorScheme });
    const first = await onboarding.context.newPage();
    await first.goto(`chrome-extension://${onboarding.extensionId}/popup.html`);
    await first.getByRole("button", { name: "Open a demo account" }).waitFor();
    expect(await findings(first)).toEqual([]);
    await onboarding.context.close();

    const shopper = await aShopper(world, { colorScheme });
    const { origin } = await world.shop();
    const page = await shopper.context.newPage();
    await fillBasket(page, origin);
    expect(await findings(page)).toEqual([]);
    const popup = await shopper.press(page);
    await payButton(popup).waitFor();
    expect(await findings(popup)).toEqual([]);
    await payButton(popup).click();
    await popup.getByRole("heading", { name: "Paid", exact: true }).waitFor();
    expect(await findings(popup)).toEqual([]);
    const home = await shopper.wallet();
    await home.getByRole("heading", { name: "Your account" }).waitFor();
    expect(await findings(home)).toEqual([]);
    await shopper.close();
  });
}

test("Enter never pays by accident, and the keyboard alone can pay", async ({ world, shopper }) => {
  const page = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(page);
  await payButton(sheet).waitFor();
  await sheet.keyboard.press("Enter");
  await expect(payButton(sheet)).toBeVisible();
  await expect(payButton(sheet)).not.toBeFocused();
  for (
    let i = 0;
    i < 10 && !(await payButton(sheet).evaluate((it) => it === document.activeElement));
    i++
  ) {
    await sheet.keyboard.press("Tab");
  }
  await expect(payButton(sheet)).toBeFocused();
  // The dwell is over when the button says so.
  await expect(payButton(sheet)).not.toHaveAttribute("aria-disabled", "true");
  await sheet.keyboard.press("Enter");
  await sheet.getByRole("heading", { name: "Paid", exact: true }).waitFor();
});
