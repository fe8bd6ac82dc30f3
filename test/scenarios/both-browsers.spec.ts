// A shopper's purchases, told once and lived through in Chromium and in Firefox alike: the built extension, both servers, a shop.

import { aPin } from "../support/canary/plant.ts";
import { CONFIRM_PATH, freshCounter, MONEY_SOCKET } from "../support/scenario/hand/acts.ts";
import {
  type BrowserName,
  HEARD,
  type Pane,
  type Person,
} from "../support/scenario/hand/person.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

const BROWSERS: readonly BrowserName[] = ["Chromium", "Firefox"];
const CLAIM = /^\/v1\/trades\/[^/]+\/claim$/;
/** The terminal's own clock stays: the servers' may be this far from it before they refuse its requests [TM7]. */
const SKEW_MS = 50_000;

const PAY = "Pay ¥1,200";

async function pays(sheet: Pane, button = PAY): Promise<void> {
  await sheet.press(button);
  await sheet.heading("Paid");
}

/** One purchase at the counter, to its end. @returns the trade */
async function buys({ counter }: World, person: Person, button = PAY): Promise<string> {
  const shop = await person.visit(counter.origin());
  const sheet = await person.order(shop);
  await pays(sheet, button);
  await shop.until(HEARD("settled"));
  await sheet.close();
  await shop.close();
  return lastTrade(counter);
}

function lastTrade({ trades }: World["counter"]): string {
  return trades.at(-1)?.id ?? "";
}

async function statusIs({ counter }: World, trade: string, status: string): Promise<void> {
  await expect.poll(async () => (await counter.warifu.getTrade(trade)).status).toBe(status);
}

for (const browser of BROWSERS)
  test.describe(`in ${browser}`, () => {
    test("a first purchase takes one click and a repeat one; shop and wallet say the same", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const shop = await person.visit(world.counter.origin());
      const first = await person.order(shop);
      await first.shows("First time: never paid from this browser");
      await first.shows(world.counter.origin());
      await pays(first);
      await shop.until(HEARD("settled"));
      await person.buttonSays(shop, "Paid");
      await statusIs(world, lastTrade(world.counter), "settled");
      await first.close();
      await shop.reload();
      const second = await person.order(shop);
      await second.shows("Paid once, on");
      await pays(second);
      await second.close();
      const home = await person.wallet();
      await home.heading("Your account");
      await home.shows("¥47,600");
    });

    test("[BU2] inside a budget nothing is clicked and no window comes", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      await buys(world, person);
      const shop = await person.visit(world.counter.origin());
      const sheet = await person.order(shop);
      await pays(sheet);
      await sheet.press("Let this shop take up to … a month");
      await sheet.fill("In a month, at most", "10000");
      await sheet.fill("Each time, at most", "1500");
      await sheet.press(/^Allow up to/);
      await sheet.shows(/up to ¥10,000 a month/i);
      await sheet.close();
      await shop.reload();
      await person.press(shop);
      await shop.until(HEARD("settled"));
      expect(await person.walletWindows()).toBe(0);
      await expect.poll(() => person.badge()).toBe("✓");
      const home = await person.wallet();
      await home.shows("Inside your budget");
      await home.shows("¥46,400");
      await expect.poll(() => person.badge()).toBe("");
    });

    test("Escape declines, and the shop is told", async ({ world, hands }) => {
      const person = await hands.of(browser);
      const shop = await person.visit(world.counter.origin());
      const sheet = await person.order(shop);
      await sheet.works(PAY);
      await sheet.key("Escape");
      await sheet.heading("Declined");
      await shop.until(HEARD("refused"));
      await statusIs(world, lastTrade(world.counter), "declined");
    });

    test("the keyboard alone leads from the sheet to the receipt", async ({ world, hands }) => {
      const person = await hands.of(browser);
      const sheet = await person.order(await person.visit(world.counter.origin()));
      await sheet.works(PAY);
      await sheet.key("Enter");
      await sheet.hasButton(PAY);
      await sheet.tabTo(PAY);
      await sheet.key("Enter");
      await sheet.heading("Paid");
      await statusIs(world, lastTrade(world.counter), "settled");
    });

    test("[TR2] an order that runs out while its sheet is open is too late everywhere", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const { counter } = world;
      counter.next = { ...counter.next, deadline: Date.now() + SKEW_MS - 10_000 };
      const shop = await person.visit(counter.origin());
      const sheet = await person.order(shop);
      await sheet.shows(/The order closes in \d+ seconds/);
      await world.moveClock(SKEW_MS);
      await sheet.press(PAY);
      await sheet.heading("Too late");
      await shop.until(HEARD("expired"));
      await statusIs(world, lastTrade(counter), "expired");
    });

    test("not enough money is refused in words, and nothing moves", async ({ world, hands }) => {
      const person = await hands.of(browser);
      const { counter } = world;
      const trade = await counter.createTrade({ amount: 60_000, currency: "JPY", items: [] });
      const shop = await person.visit(`${counter.origin()}/given?trade=${trade.id}`);
      const sheet = await person.order(shop);
      await sheet.shows("Not enough money: you have ¥50,000");
      await sheet.press("Pay ¥60,000");
      await sheet.heading("Not paid");
      await sheet.shows("There isn't enough money in your account.");
      await statusIs(world, trade.id, "open");
      await sheet.close();
      await (await person.wallet()).shows("¥50,000");
    });

    test("offline it says so and nothing gets through; back again it pays once", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const home = await person.wallet();
      await home.heading("Your account");
      await person.offline(true);
      await home.shows("You are offline");
      await person.offline(false);
      await home.lacks("You are offline");
      await home.close();

      const sheet = await person.order(await person.visit(world.counter.origin()));
      await sheet.works(PAY);
      const cable = world.proxy.arm(/^/, { kind: "refuse" }, { times: 0 });
      await person.offline(true);
      await sheet.press(PAY);
      await sheet.heading("Checking");
      const trade = lastTrade(world.counter);
      const claims = world.proxy.passed.filter(
        ({ path }) => CLAIM.test(path) && path.includes(trade),
      );
      expect(claims.filter(({ status }) => status !== undefined)).toEqual([]);
      cable.release();
      await person.offline(false);
      await sheet.heading("Paid");
      await statusIs(world, trade, "settled");
      await sheet.close();
      await (await person.wallet()).shows("¥48,800");
    });

    test("the background is ended in the middle of a confirm: it wakes and finishes", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const shop = await person.visit(world.counter.origin());
      const sheet = await person.order(shop);
      const socket = world.proxy.arm(
        MONEY_SOCKET,
        { kind: "hold" },
        { method: "UPGRADE", times: 0 },
      );
      const confirm = world.proxy.arm(CONFIRM_PATH, { kind: "hold" }, { times: 0 });
      await sheet.press(PAY);
      await sheet.heading("Checking");
      await confirm.met;
      await person.endBackground();
      socket.release();
      confirm.release();
      await sheet.heading("Paid");
      await shop.until(HEARD("settled"));
      await sheet.close();
      await (await person.wallet()).shows("¥48,800");
    });

    test("the window is closed before Pay and after it: the order goes on where it was", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const shop = await person.visit(world.counter.origin());
      const sheet = await person.order(shop);
      await sheet.works(PAY);
      await sheet.close();
      await expect.poll(() => person.badge()).toBe("1");
      const second = await person.wallet();
      world.proxy.arm(MONEY_SOCKET, { kind: "refuse" }, { method: "UPGRADE", times: 0 });
      const confirm = world.proxy.arm(CONFIRM_PATH, { kind: "hold" }, { times: 0 });
      await second.press(PAY);
      await confirm.met;
      await second.close();
      confirm.release();
      await shop.until(HEARD("settled"));
      const third = await person.wallet();
      await third.heading("Paid");
      await expect.poll(() => person.badge()).toBe("");
    });

    test("one trade in two tabs is one order and one payment", async ({ world, hands }) => {
      const person = await hands.of(browser);
      const { counter } = world;
      const { id } = await counter.createTrade();
      const url = `${counter.origin()}/given?trade=${id}`;
      const [first, second] = [await person.visit(url), await person.visit(url)];
      const sheet = await person.order(second);
      await sheet.works(PAY);
      await sheet.close();
      await first.front();
      const again = await person.order(first);
      await again.lacks("of 2");
      await pays(again);
      await again.close();
      await first.until(HEARD("settled"));
      await second.until(HEARD("settled"));
      const home = await person.wallet();
      await home.heading("Your account");
      await home.lacks(PAY);
      await home.shows("¥48,800");
    });

    test("[PG9] three orders wait in one window, each with its own answer", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const { counter } = world;
      const wallet = await person.wallet();
      await wallet.heading("Your account");
      for (const [at, amount] of [1200, 1300, 1400].entries()) {
        const items = [{ name: `Thing ${at}`, quantity: 1, amount }];
        counter.next = { ...counter.next, amount, items, reference: `Q-${at}` };
        await person.press(await person.visit(counter.origin()));
        await wallet.hasButton(`Pay ¥${amount.toLocaleString("en-US")}`);
      }
      expect(await person.walletWindows()).toBe(1);
      await wallet.shows("1 of 3");
      await wallet.press("Show the next order");
      await wallet.shows("2 of 3");
      await pays(wallet, "Pay ¥1,300");
      await wallet.press("Done");
      await wallet.press("Decline all 2 of this shop");
      await wallet.heading("Declined");
      const [one, two, three] = counter.trades.slice(-3).map(({ id }) => id);
      for (const declined of [one, three]) await statusIs(world, declined ?? "", "declined");
      await statusIs(world, two ?? "", "settled");
    });

    test("[PG7] a shop that may be taken for one that was paid is paid after a step of its own", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      await buys(world, person);
      await using other = await freshCounter(world, "C0unter");
      const shop = await person.visit(other.origin());
      const sheet = await person.order(shop);
      await sheet.heading(/looks like a shop you know/);
      await sheet.hasButton(PAY);
      await sheet.check(/two different shops/);
      await pays(sheet);
      await shop.until(HEARD("settled"));
    });

    test("a shop with a strict policy of its own sells by the tag as documented", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const { counter, proxy } = world;
      const policy = `default-src 'none'; script-src ${proxy.origin}; frame-src ${proxy.origin}; connect-src 'self'`;
      const body = `<!doctype html><title>Strict</title><h1>Strict</h1><script src="${proxy.origin}/checkout.js"
        data-register="${counter.warifu.register}" async></script><warifu-checkout trade-from="/trade"></warifu-checkout>`;
      const url = counter.put("/strict", body, {
        "content-type": "text/html",
        "content-security-policy": policy,
      });
      const shop = await person.visit(url);
      await pays(await person.order(shop));
      await person.buttonSays(shop, "Paid");
    });

    test("[SU13] [SU22] above the shopper's rule a PIN is asked for, and a wrong one pays nothing", async ({
      world,
      hands,
    }) => {
      const person = await hands.of(browser);
      const pin = world.watch.plant("pin", aPin(), "a PIN");
      const security = await person.wallet("security");
      await security.press("Set a PIN");
      await security.fill("New PIN, six digits", pin);
      await security.press("Set a PIN");
      await security.shows("A PIN is set.");
      await security.fill("Ask above this amount", "1000");
      await security.press("Save");
      await security.until(
        'return !document.querySelector("[role=status]").textContent.includes("Telling your account")',
      );
      await security.close();
      const sheet = await person.order(await person.visit(world.counter.origin()));
      await sheet.press(PAY);
      await sheet.heading("Confirm that it’s you");
      await sheet.fill("PIN, six digits", "000000");
      await sheet.press("Use the PIN");
      await sheet.shows("9 tries are left.");
      await statusIs(world, lastTrade(world.counter), "open");
      await sheet.fill("PIN, six digits", pin);
      await sheet.press("Use the PIN");
      await sheet.heading("Paid");
    });
  });
