// Every story is swept for canaries when it ends (support/scenario/watch.ts). This one plants what no other has at hand,
// goes the rarer ways with it, and shows that the capture hears every channel: what a shop does get is found in each.

import { join } from "node:path";
import type { Page } from "@playwright/test";
import { fillBasket } from "../../cli/purchase/buy-headless.ts";
import { pay, untilPaid } from "../../cli/purchase/shopper.ts";
import { aPerson, aPin, canary } from "../support/canary/plant.ts";
import { Sweep } from "../support/canary/sweep.ts";
import { accountOf, operator } from "../support/scenario/operator.ts";
import type { Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const press = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true }).first().click();

/** All that he is called by, in the one field where he may write what he likes. */
async function nameBrowser({ watch }: World, shopper: Shopper): Promise<void> {
  const { name, email } = aPerson();
  for (const [kind, value] of Object.entries({ name, email }))
    watch.plant(kind as "name" | "email", value, "the name of a browser", [
      ...(["terminal", "synchronous-storage", "carrier-storage"] as const),
    ]);
  const wallet = await shopper.wallet();
  await press(wallet, "Settings");
  await press(wallet, "Browsers that can pay");
  await press(wallet, "Rename");
  await wallet.getByLabel("Name", { exact: true }).fill(`${name} ${email}`);
  await press(wallet, "Save");
  await expect(wallet.getByText(email).first()).toBeVisible();
  await press(wallet, "Make recovery words");
  const words = wallet.locator(".recovery-words li");
  // Whoever reads a list at once may read none.
  await words.first().waitFor();
  const groups = await words.allInnerTexts();
  watch.plant("secret", groups.join(" "), "recovery words");
  watch.plant("secret", groups.join(""), "recovery words");
  await press(wallet, "I have written them down");
  await wallet.close();
}

async function setPin({ watch }: World, { visit, browser }: Shopper): Promise<string> {
  const pin = watch.plant("pin", watch.person.pin, "a PIN");
  const page = await visit(
    `chrome-extension://${browser.extensionId}/popup.html?window=1&place=security`,
  );
  await press(page, "Set a PIN");
  await page.getByLabel("New PIN, six digits").fill(pin);
  await press(page, "Set a PIN");
  await expect(page.getByText("A PIN is set.")).toBeVisible();
  await page.close();
  return pin;
}

/** At the demo shop, above what one click may: refused by a wrong PIN first. @returns the trade */
async function buyWithPin(world: World, shopper: Shopper, pin: string): Promise<string> {
  const { origin } = await world.shop();
  const page = await shopper.context.newPage();
  await fillBasket(page, origin);
  const sheet = await shopper.press(page);
  await pay(sheet);
  for (const tried of [world.watch.plant("pin", aPin(), "a wrong PIN"), pin]) {
    await sheet.getByLabel("PIN, six digits").fill(tried);
    await press(sheet, "Use the PIN");
    if (tried !== pin) await expect(sheet.getByText("9 tries are left.")).toBeVisible();
  }
  await untilPaid(sheet);
  await sheet.close();
  await expect(page.getByRole("heading", { name: /^Order \d+ is paid$/ })).toBeVisible();
  const heard = world.proxy.passed.findLast(({ path }) => /^\/v1\/trades\/\w+\/claim$/.test(path));
  await world.watch.hearPage(page);
  return /trd_\w+/.exec(heard?.path ?? "")?.[0] ?? "";
}

/** Refused by a limit; then held, taken in part, and given back in part. */
async function payAtTheCounter(world: World, shopper: Shopper, account: string): Promise<void> {
  const { counter } = world;
  operator(world, "limits", account, "JPY", "--payment", "1000");
  const refused = await shopper.press(await shopper.visit(counter.origin()));
  await pay(refused);
  await expect(refused.getByRole("heading", { name: "Not paid" })).toBeVisible();
  await refused.close();
  const { id } = await counter.createTrade({ amount: 900, currency: "JPY", capture: "later" });
  const sheet = await shopper.press(await shopper.visit(`${counter.origin()}/given?trade=${id}`));
  await pay(sheet);
  await sheet.getByRole("heading", { name: "Reserved", exact: true }).waitFor();
  await expect.poll(async () => (await counter.warifu.getTrade(id)).status).toBe("authorized");
  await counter.warifu.captureTrade(id, { amount: 500, currency: "JPY", last: true });
  await counter.warifu.refundTrade(id, { amount: 200, currency: "JPY" });
  expect((await counter.warifu.listRefunds(id)).length).toBe(1);
}

test("[PV1] [PV2] a shopper with a name, a card, a PIN and recovery words pays, is refused and refunded; no shop, log or page has any of it", async ({
  world,
  shopper,
}) => {
  const { watch } = world;
  const account = await accountOf(world, shopper);
  await nameBrowser(world, shopper);
  const pin = await setPin(world, shopper);
  operator(world, "step-up", account, "JPY", "--one-click", "1000");
  const trade = await buyWithPin(world, shopper, pin);
  await payAtTheCounter(world, shopper, account);
  await world.sweep();

  const { canaries } = watch.sweep.fresh();
  const kinds = ["card", "name", "email", "phone", "address", "pin", "secret"];
  expect(Object.keys(canaries)).toEqual(expect.arrayContaining(kinds));
  const learned = ["account", "user", "device", "credential", "ticket"];
  expect(Object.keys(canaries)).toEqual(expect.arrayContaining(learned));
  expect(watch.sweep.planted.map(({ value }) => value)).toContain(account);

  // The trade's id is the shop's to know: a sweep for it finds it wherever a leak would have been found.
  watch.hearFiles("shop-own", join(world.folder, "shop"));
  const control = new Sweep(watch.capture);
  control.plant(canary("secret", trade, "a trade's id"));
  const heard = control.fresh().findings.join("\n");
  for (const channel of [
    /in shop: synchronous server: POST \/v1\/trades, answer, body/,
    /in shop: synchronous server: GET \/v1\/trades\/trd_…\/status, head/,
    /in shop: synchronous server: GET \/v1\/trades\/trd_…\/socket, server's message/,
    /in shop: synchronous server: GET \/v1\/trades\/trd_…, head/,
    /in shop-own: shop: POST \/checkout\/trade, answer, body/,
    /in shop-own: shop: POST \/receipts, body/,
    /in shop: page, message from our frame/,
    /in shop-own: file \S*shop.sqlite, table order_trades/,
    /in terminal: synchronous server: GET \/v1\/money, client's message/,
    /in logs: what the synchronous server printed/,
  ])
    expect(heard).toMatch(channel);
  expect(watch.capture.caught.map(({ where }) => where)).toContain("page, as it was left");
});
