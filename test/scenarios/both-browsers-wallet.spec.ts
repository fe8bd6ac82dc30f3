// What the wallet shows beside its sheet, told once for Chromium and Firefox alike: payments, refunds, files, languages, another
// browser, a dispute; and a page that proved nothing.

import { type BrowserName, HEARD, type Person } from "../support/scenario/hand/person.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const BROWSERS: readonly BrowserName[] = ["Chromium", "Firefox"];

/** @returns the trade */
async function buys(world: World, person: Person, name: string, amount: number): Promise<string> {
  const { counter } = world;
  counter.next = {
    ...{ ...counter.next, amount, reference: name },
    items: [{ name, quantity: 1, amount }],
  };
  const shop = await person.visit(counter.origin());
  const sheet = await person.order(shop);
  await sheet.press(/^Pay /);
  await sheet.heading("Paid");
  await shop.until(HEARD("settled"));
  await sheet.close();
  await shop.close();
  return counter.trades.at(-1)?.id ?? "";
}

for (const browser of BROWSERS)
  test.describe(`in ${browser}`, () => {
    test("[MS13] what the shop gives back is seen in the history, and its receipt holds", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const trade = await buys(world, person, "Washi notebook", 1200);
      await world.counter.warifu.refundTrade(trade, { amount: 320, currency: "JPY" });
      const wallet = await person.wallet();
      await wallet.press(/Paid/);
      await wallet.heading(/^Payment to /);
      await wallet.shows("¥320");
      await wallet.shows("¥880");
      await wallet.press("Check it");
      await wallet.shows("The receipt is genuine.");
      await wallet.shows("Each refund has a sealed receipt of its own.");
      await wallet.press("Back");
      await wallet.shows("¥320 refunded");
    });

    test("payments are searched, and leave as a table and as data", async ({ world, hands }) => {
      const person = await hands.of(browser);
      const trades = [
        await buys(world, person, "Paper lantern", 1500),
        await buys(world, person, "Ink stone", 2500),
      ];
      const wallet = await person.wallet();
      await wallet.press("All payments");
      await wallet.shows("2 payments");
      await wallet.fill("Search", "lantern");
      await wallet.until('return document.querySelectorAll("button.line").length === 1');
      await wallet.shows("¥1,500");
      await wallet.fill("Search", "zebra");
      await wallet.shows("Nothing found");
      await wallet.press("Show all again");
      const table = await wallet.save("Save as a table (CSV)");
      for (const trade of trades) expect(table).toContain(trade);
      const { payments } = JSON.parse(await wallet.save("Save with receipts (JSON)"));
      expect(payments.map((one: { trade: string }) => one.trade).sort()).toEqual(trades.sort());
    });

    test("the wallet speaks Japanese, and Arabic from right to left, and English again", async ({
      hands,
    }) => {
      const person = await hands.of(browser);
      const wallet = await person.wallet();
      const spoken = "return document.documentElement.lang + document.documentElement.dir";
      await wallet.press("Settings");
      await wallet.choose("Language", "日本語");
      await wallet.heading("設定");
      expect(await wallet.ask(spoken)).toBe("jaltr");
      await wallet.choose("言語", "العربية");
      await wallet.heading("الإعدادات");
      await wallet.until(`return document.documentElement.dir === "rtl"`);
      await wallet.until(
        `const [sign] = document.querySelectorAll(".head-name");
         return sign.getBoundingClientRect().left > innerWidth / 2`,
      );
      await wallet.until("return document.documentElement.scrollWidth <= innerWidth");
      await wallet.choose("اللغة", "English");
      await wallet.heading("Settings");
    });

    test("[TE1] another browser is linked by its code and number, and pays from the same account", async ({
      world,
      hands,
    }) => {
      const first = await hands.of(browser);
      const second = await hands.of(browser === "Firefox" ? "Chromium" : "Firefox", "nothing");
      const waiting = await second.wallet();
      await waiting.press("I already have an account");
      await waiting.press("Link this browser to another one");
      await waiting.until('return document.querySelector(".link-code")');
      const code = await waiting.ask<string>(
        'return document.querySelector(".link-code").innerText',
      );
      const terminals = await first.wallet();
      await terminals.press("Settings");
      await terminals.press("Browsers that can pay");
      await terminals.fill("Code that the other browser shows", code.toLowerCase());
      await terminals.press("Look for it");
      await terminals.until('return document.querySelector(".number-match")');
      const number = await terminals.ask<string>(
        'return document.querySelector(".number-match").innerText',
      );
      expect(number).toMatch(/^\d{4}$/);
      await waiting.shows(number);
      await terminals.press("Yes, link it");
      await waiting.heading("Your account");
      await waiting.close();
      await terminals.close();
      await buys(world, second, "Washi notebook", 1200);
      await buys(world, first, "Ink stone", 2500);
      await (await second.wallet()).shows("¥46,300");
    });

    test("[DP2] [DP5] something wrong is told to the shop, which writes and gives the money back", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const trade = await buys(world, person, "Washi notebook", 1200);
      const wallet = await person.wallet();
      await wallet.press(/Paid/);
      await wallet.press("Something wrong?");
      await wallet.choose("What is wrong?", "It didn't arrive");
      await wallet.fill("Your words to the shop", "The parcel never came.");
      await wallet.press("Tell the shop");
      await wallet.heading("Waiting for the shop's answer");
      const { disputes } = world.counter.warifu;
      await expect
        .poll(async () => (await disputes.get(trade).catch(() => undefined))?.words.length)
        .toBe(1);
      await disputes.write(trade, "We are sorry.");
      await wallet.shows("We are sorry.");
      await disputes.accept(trade);
      await wallet.heading("Refunded");
    });

    test("[ID6] a page of another origin gets no button, and no order", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const { counter } = world;
      const before = counter.trades.length;
      const stranger = await person.visit(counter.origin("stranger.localhost"));
      await stranger.until(HEARD("trouble"));
      expect(counter.trades.length).toBe(before);
      expect(await person.walletWindows()).toBe(0);
      const wallet = await person.wallet();
      await wallet.shows("No orders yet");
    });
  });
