// Several browsers of one shopper: the second is linked, pays as the same payer, is revoked and pays no more; and a
// lost one is replaced by recovery words.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { pay, payButton, untilPaid } from "../../cli/purchase/shopper.ts";
import { aPin } from "../support/canary/plant.ts";
import { aNewcomer, aShopper, type Shopper, untilHeard } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });

async function terminalsOf(shopper: Shopper): Promise<Page> {
  const wallet = await shopper.wallet();
  await press(wallet, "Settings");
  await press(wallet, "Browsers that can pay");
  return wallet;
}

/** What anyone who holds the extension's storage can do with the device key: ask it to sign, and no more. */
function exportsOfDeviceKey(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("warifu");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const kept = await new Promise<{ privateKey: CryptoKey }>((resolve) => {
      const request = database.transaction("keys").objectStore("keys").get("device");
      request.onsuccess = () => resolve(request.result);
    });
    const { privateKey } = kept;
    const tried = (["pkcs8", "jwk", "raw"] as const).map((format) =>
      crypto.subtle.exportKey(format as "pkcs8", privateKey).then(
        () => `${format} exported`,
        (error: Error) => `${format} ${error.name}`,
      ),
    );
    const wrapping = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "wrapKey",
    ]);
    const algorithm = { name: "AES-GCM", iv: new Uint8Array(12) };
    tried.push(
      crypto.subtle.wrapKey("pkcs8", privateKey, wrapping, algorithm).then(
        () => "wrapped",
        (error: Error) => `wrap ${error.name}`,
      ),
    );
    await crypto.subtle.sign("Ed25519", privateKey, new Uint8Array(1));
    return [
      privateKey.algorithm.name,
      String(privateKey.extractable),
      ...(await Promise.all(tried)),
    ];
  });
}

/** @returns who paid, as the shop knows him */
async function buy(world: World, shopper: Shopper): Promise<string | undefined> {
  const shop = await shopper.visit(world.counter.origin());
  const sheet = await shopper.press(shop);
  await pay(sheet);
  await untilPaid(sheet);
  const { trade = "" } = await untilHeard(shop, "settled");
  await sheet.close();
  const { warifu } = world.counter;
  let paid = await warifu.getTrade(trade);
  while (paid.status !== "settled") paid = await warifu.getTrade(trade);
  return paid.payer_tag;
}

test("[TE1] [TE5] [TE7] [TE8] [TE19] a second browser is linked, pays as the same payer, is revoked, and pays no more", async ({
  world,
}) => {
  test.setTimeout(90_000);
  const first = await aShopper(world, { colorScheme: "dark" });
  const second = await aNewcomer(world);
  const waiting = await second.wallet();
  await press(waiting, "I already have an account");
  await press(waiting, "Link this browser to another one");
  const code = await waiting.locator(".link-code").innerText();
  await expectAccessible(waiting);
  const terminals = await terminalsOf(first);
  await terminals.getByLabel("Code that the other browser shows").fill(code.toLowerCase());
  await press(terminals, "Look for it");
  const number = await terminals.locator(".number-match").innerText();
  expect(number).toMatch(/^\d{4}$/);
  await expect(waiting.locator(".number-match")).toHaveText(number);
  await expectAccessible(terminals);
  await press(terminals, "Yes, link it");
  await heading(waiting, "Your account").waitFor();
  await expect(terminals.getByText("can pay from this account now")).toBeVisible();
  expect(await exportsOfDeviceKey(waiting)).toEqual([
    ...["Ed25519", "false", "pkcs8 InvalidAccessError", "jwk InvalidAccessError"],
    ...["raw InvalidAccessError", "wrap InvalidAccessError"],
  ]);

  // While a window of the wallet is open, an order comes there instead of opening one.
  await Promise.all([waiting.close(), terminals.close()]);
  const payer = await buy(world, first);
  expect(payer).toMatch(/^pay_test_/);
  expect(await buy(world, second)).toBe(payer);
  expect(await first.balance()).toBe("¥47,600");

  // The sheet is there already when the other browser revokes this one.
  const sheet = await second.press(await second.visit(world.counter.origin()));
  await payButton(sheet).waitFor();
  // The order is shown there too, and its sheet leads to the list.
  const list = await first.wallet();
  await payButton(list).waitFor();
  await press(list, "Browsers that can pay");
  const rows = list.locator(".terminal");
  await rows.nth(1).getByRole("button", { name: "Revoke" }).click();
  await press(list, "Revoke it");
  await expect(rows.nth(1)).toContainText("Revoked on");
  await expectAccessible(list);
  await pay(sheet);
  await heading(sheet, "Nothing to confirm").waitFor();
  await expect(sheet.getByText("This browser was revoked").first()).toBeVisible();
  await press(sheet, "Done");
  const after = await second.wallet();
  await heading(after, "This browser can't pay any more").waitFor();
  await expect(after.getByText("Counter")).not.toHaveCount(0);
  await expectAccessible(after);
  expect(await first.balance()).toBe("¥47,600");
  await Promise.all([first.close(), second.close()]);
});

test("[TE13] [TE14] [TE15] [TE19] recovery words lead a new browser to the account, and away from the lost one", async ({
  world,
  shopper,
}) => {
  const terminals = await terminalsOf(shopper);
  await press(terminals, "Make recovery words");
  const groups = await wordsOn(terminals);
  expect(groups).toHaveLength(14);
  await expectAccessible(terminals);
  await copyWords(terminals, groups);
  await expect(terminals.getByText(/^Made on/)).toBeVisible();
  const stored = JSON.stringify(await shopper.stored());
  expect(groups.filter((group) => stored.includes(group))).toEqual([]);

  const found = await aNewcomer(world);
  const wallet = await found.wallet();
  await press(wallet, "I already have an account");
  await press(wallet, "Use my recovery words");
  const field = wallet.getByRole("textbox", { name: "Recovery words" });
  await field.fill(groups.slice(1).join(" "));
  await press(wallet, "Use these words");
  await expect(wallet.getByText("A character is wrong or missing")).toBeVisible();
  await field.fill(groups.join(" ").toLowerCase());
  await wallet.getByLabel("Revoke all my other browsers").check();
  await expectAccessible(wallet);
  await press(wallet, "Use these words");
  await heading(wallet, "Your account").waitFor();
  await wallet.close();
  await buy(world, found);
  const lost = await shopper.wallet();
  await heading(lost, "This browser can't pay any more").waitFor();
  await press(lost, "Begin anew");
  await press(lost, "Begin anew");
  await lost.getByRole("button", { name: "Open a demo account" }).waitFor();
  await found.close();
});

test("[SU25] [TE12] an account with a PIN asks for it before it links a browser or takes new words, and a thief gets no further", async ({
  world,
  shopper,
}) => {
  test.setTimeout(60_000);
  const pin = world.watch.plant("pin", aPin(), "a PIN");
  const wallet = await shopper.wallet();
  await press(wallet, "Settings");
  await press(wallet, "Security");
  await press(wallet, "Set a PIN");
  await enterPin(wallet, pin, "New PIN, six digits", "Set a PIN");
  await expect(wallet.getByText("A PIN is set.")).toBeVisible();
  await press(wallet, "Back");
  await press(wallet, "Browsers that can pay");

  const second = await aNewcomer(world);
  const waiting = await second.wallet();
  await press(waiting, "I already have an account");
  await press(waiting, "Link this browser to another one");
  const code = await waiting.locator(".link-code").innerText();
  await wallet.getByLabel("Code that the other browser shows").fill(code);
  await press(wallet, "Look for it");
  await press(wallet, "Yes, link it");
  await heading(wallet, "Link “Browser extension (chrome)”").waitFor();
  await expectAccessible(wallet);
  await enterPin(wallet, "000000");
  await expect(wallet.getByText("9 tries are left.")).toBeVisible();
  // Who gives up here has changed nothing.
  await press(wallet, "Change nothing");
  await expect(wallet.getByText(/^Nothing has changed/)).toBeVisible();
  await expect(heading(waiting, "Link this browser")).toBeVisible();
  await press(wallet, "Yes, link it");
  await enterPin(wallet, pin);
  await heading(waiting, "Your account").waitFor();
  await expect(wallet.getByText("can pay from this account now")).toBeVisible();

  await press(wallet, "Make recovery words");
  await copyWords(wallet, await wordsOn(wallet));
  await heading(wallet, "New recovery words").waitFor();
  await enterPin(wallet, pin);
  await expect(wallet.getByText(/^Made on/)).toBeVisible();
  await second.close();
});

/** Once they are shown: whoever reads a list at once may read none. */
async function wordsOn(page: Page): Promise<string[]> {
  const groups = page.locator(".recovery-words li");
  await groups.first().waitFor();
  return groups.allInnerTexts();
}

/** From the paper: those that are asked for. */
async function copyWords(page: Page, groups: readonly string[]): Promise<void> {
  await press(page, "I have written them down");
  await expectAccessible(page);
  const asked = page.locator(".terminals-part label");
  await expect(asked).toHaveCount(3);
  const labels = await asked.allInnerTexts();
  for (const label of labels) {
    const [number] = /\d+/.exec(label) ?? [];
    await page
      .getByLabel(`Group ${number}`, { exact: true })
      .fill(groups[Number(number) - 1] ?? "");
  }
  await press(page, "Use these words");
}

async function enterPin(
  page: Page,
  pin: string,
  label = "PIN, six digits",
  button = "Use the PIN",
): Promise<void> {
  await page.getByLabel(label).fill(pin);
  await press(page, button);
}
