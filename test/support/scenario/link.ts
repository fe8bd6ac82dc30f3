/** Linking a second browser to the first one's account, as a shopper does: the code typed over, the numbers compared. */

import type { Page } from "@playwright/test";
import { aNewcomer, aShopper, type Shopper } from "./shopper.ts";
import { expect } from "./story.ts";
import type { World } from "./world.ts";

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** Two browsers of one account, with no window open. */
export async function twoBrowsers(
  world: World,
): Promise<{ readonly first: Shopper; readonly second: Shopper }> {
  const [first, second] = [await aShopper(world), await aNewcomer(world)];
  const waiting = await second.wallet();
  await press(waiting, "I already have an account");
  await press(waiting, "Link this browser to another one");
  const code = await waiting.locator(".link-code").innerText();
  const terminals = await first.wallet();
  await press(terminals, "Settings");
  await press(terminals, "Browsers that can pay");
  await terminals.getByLabel("Code that the other browser shows").fill(code);
  await press(terminals, "Look for it");
  const number = await terminals.locator(".number-match").innerText();
  await expect(waiting.locator(".number-match")).toHaveText(number);
  await press(terminals, "Yes, link it");
  await waiting.getByRole("heading", { name: "Your account" }).waitFor();
  await expect(terminals.getByText("can pay from this account now")).toBeVisible();
  await Promise.all([waiting.close(), terminals.close()]);
  return { first, second };
}
