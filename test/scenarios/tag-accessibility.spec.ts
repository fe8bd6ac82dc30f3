// The button in each of its states, variants, themes and languages, as axe, a keyboard and a reader see it. All on one
// page, whose buttons change their look while they stand there.

import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, FrameLocator, Page } from "@playwright/test";
import { REQUEST } from "../support/scenario/counter.ts";
import { plainBrowser } from "../support/scenario/plain-browser.ts";
import { aScriptedTerminal } from "../support/scenario/scripted-terminal.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

let plain: BrowserContext;
let page: Page;
test.beforeAll(async ({ world }) => {
  plain = await plainBrowser();
  page = await plain.newPage();
  await openAll(world);
});
test.afterAll(() => plain.close());

const FOLLOWED = ["open", "settled", "authorized", "cancelled", "declined", "expired"];
const PRESSED = ["no-wallet", "elsewhere", "no-trade", "opening", "wallet", "turned-away"];

/** What is over by now is told as the server tells it; what nobody did to a trade here is said in its place. */
async function openAll({ counter, proxy, keys }: World): Promise<void> {
  const phone = await aScriptedTerminal({ origin: proxy.origin, rootKey: keys.root.publicKey });
  const ids = new Map<string, string>();
  for (const state of FOLLOWED) {
    const capture = state === "authorized" ? "later" : "now";
    const trade = await counter.createTrade({ ...REQUEST, capture });
    ids.set(state, trade.id);
  }
  const { register } = counter.warifu;
  for (const state of ["settled", "authorized"])
    await phone.buy(ids.get(state) as never, register, proxy.origin);
  await counter.warifu.cancelTrade(ids.get("cancelled") ?? "");
  for (const status of ["declined", "expired"] as const)
    await page.routeWebSocket(new RegExp(`${ids.get(status)}/socket$`), (socket) => {
      socket.send(JSON.stringify({ trade: ids.get(status), status, deadline: 1 }));
    });
  const followed = FOLLOWED.map((state) => element(state, `follow="${ids.get(state)}"`));
  const pressed = PRESSED.map((state) =>
    element(state, state === "no-trade" ? "" : `trade="${ids.get("open")}"`),
  );
  const looks = ["paper", "outline"].map((variant) =>
    element(variant, `variant="${variant}" label="plain" trade="${ids.get("open")}"`),
  );
  const body = `%TAG%<main>${[...followed, ...pressed, ...looks].join("")}</main>`;
  await page.goto(counter.put("/states", `${STYLE}${body}`));
  for (const state of PRESSED) await press(state);
}

const STYLE =
  "<style>html.dark{color-scheme:dark;background:#14161a;color:#f2f0ea}main{width:320px}</style>";

function element(id: string, attributes: string): string {
  return `<h2>${id}</h2><warifu-checkout id="${id}" ${attributes}></warifu-checkout>`;
}

function inside(id: string): FrameLocator {
  return page.locator(`#${id} iframe`).contentFrame();
}

/** A press, and then what a wallet in the frame's own window would say of it. */
async function press(id: string): Promise<void> {
  const button = inside(id).locator("#pay:enabled");
  await button.waitFor();
  const answer = { opening: "", wallet: "terminal-here", "turned-away": "terminal-refuses" }[id];
  // Nobody gives up on a wallet that is to answer later.
  if (answer !== undefined)
    await button.evaluate(() => {
      const { setTimeout } = globalThis;
      const patient = (act: () => void, ms?: number) => (ms === 1_000 ? 0 : setTimeout(act, ms));
      Object.assign(globalThis, { setTimeout: patient });
    });
  if (answer)
    await button.evaluate((it, warifu) => {
      it.addEventListener("click", () => {
        const { press } = (it as HTMLElement).dataset;
        postMessage({ warifu, press }, location.origin);
      });
    }, answer);
  await button.press("Enter");
  if (id === "elsewhere") await inside(id).getByRole("button", { expanded: false }).press("Enter");
}

/** A word of each state, in English, that shows that it has come. */
const SAYS: Record<string, string> = {
  open: "Waiting for your payment.",
  settled: "Paid",
  authorized: "The shop takes the money when it sends the goods.",
  cancelled: "The shop ended this payment.",
  declined: "Not paid. Nothing was taken.",
  expired: "Time ran out.",
  "no-wallet": "No Warifu wallet answered",
  elsewhere: "Code",
  "no-trade": "The shop couldn't start the payment.",
  opening: "Opening your wallet",
  wallet: "Not open? Press again.",
  "turned-away": "takes no more requests",
};

test("each state is there, and says so in a live region", async () => {
  for (const [id, text] of Object.entries(SAYS)) {
    await expect(inside(id).locator(".pay")).toContainText(text);
    await expect(inside(id).getByRole("status")).toHaveCount(1);
  }
  await expect(inside("settled").getByRole("status")).toHaveText("Paid.");
  await expect(inside("wallet").getByRole("status")).toHaveText(/^Continue in your wallet\. /);
  await expect(inside("settled").locator("#pay")).toBeDisabled();
});

for (const theme of ["light", "dark"] as const)
  for (const language of ["en", "ja"] as const)
    test(`axe finds nothing in any state in ${theme}, ${language}`, async () => {
      await page.evaluate(
        ([dark, lang]) => {
          document.documentElement.classList.toggle("dark", dark);
          document.documentElement.lang = lang;
        },
        [theme === "dark", language] as const,
      );
      const pay = language === "en" ? "Pay with Warifu" : "Warifuで支払う";
      await expect(inside("open").getByRole("button", { name: pay })).toBeVisible();
      await expect(inside("elsewhere").locator("html")).toHaveAttribute("data-scheme", theme);
      // The counter's heading is the counter's; behind an outline is the page, which axe takes for white in a frame.
      const axe = new AxeBuilder({ page }).exclude("body > h1").exclude("#outline");
      const { violations } = await axe.analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual(
        [],
      );
    });

test("the keyboard goes through the frame in the order that is seen, and every stop shows", async () => {
  await page.evaluate(() => {
    document.documentElement.lang = "en";
    document.querySelector<HTMLElement>("#elsewhere iframe")?.focus();
  });
  const frame = inside("elsewhere");
  await frame.locator("#pay").focus();
  const stops = [
    frame.getByRole("link", { name: "Get the wallet" }),
    frame.getByRole("button", { name: "Pay on another device" }),
    frame.getByRole("link", { name: "Open it as a page" }),
  ];
  for (const stop of stops) {
    await page.keyboard.press("Tab");
    await expect(stop).toBeFocused();
    await expect(stop).toHaveCSS("outline-style", "solid");
  }
});

test("targets are high enough, text may be twice as large, and nothing is cut off at 320 px", async () => {
  for (const target of ["#pay", "#ways > a", "#ways > button"]) {
    const box = await inside("elsewhere").locator(target).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
  }
  // Zoomed to 200 %, a frame of 320 px has 160.
  await page.evaluate(() => {
    const main = document.querySelector("main");
    if (main) main.style.width = "160px";
  });
  for (const id of [...FOLLOWED, ...PRESSED]) {
    const root = inside(id).locator("html");
    const cutOff = () =>
      root.evaluate((it) => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]);
    // A frame out of sight isn't laid out anew until it comes into it.
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await expect.poll(cutOff, id).toEqual([0, 0]);
  }
});

test("with reduced motion nothing moves, and with forced colours every edge and the code stay", async () => {
  await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
  const half = inside("opening").locator(".left");
  await expect(half).toHaveCSS("animation-name", "none");
  await expect(half).toHaveCSS("transition-duration", "0s");
  await expect(inside("outline").locator("#pay")).not.toHaveCSS("border-style", "none");
  await expect(inside("elsewhere").getByRole("img")).toBeVisible();
  await page.emulateMedia({ reducedMotion: null, forcedColors: null });
  await expect(half).toHaveCSS("animation-name", "breathe-left");
});

for (const locale of ["en-US", "ja-JP"])
  for (const colorScheme of ["light", "dark"] as const)
    test(`axe finds nothing on our own pages of a trade (${locale}, ${colorScheme})`, async ({
      world,
    }) => {
      const { counter, proxy } = world;
      const browser = await plainBrowser({ locale, colorScheme });
      const own = await browser.newPage();
      for (const path of [`/t/${(await counter.createTrade()).id}`, "/t/none", "/get"]) {
        await own.goto(proxy.origin + path);
        if (!path.endsWith("none") && path !== "/get")
          await expect(
            own.locator("warifu-checkout iframe").contentFrame().locator("#note"),
          ).not.toHaveText("");
        await expect(own.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
        const { violations } = await new AxeBuilder({ page: own }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
      await browser.close();
    });
