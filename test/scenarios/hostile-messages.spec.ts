// Pages that talk to our frame, our wallet and our server as they shouldn't: whatever they say, nothing moves.
// One browser for all; each attack runs at the shop's own proven origin, where most is allowed.

import type { Page } from "@playwright/test";
import { type Attack, anAttack, ELEMENT } from "../support/scenario/attack.ts";
import { aShopper, type Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";

let attack: Attack;
let shared: Shopper;

test.beforeAll(async ({ world }) => {
  shared = await aShopper(world);
  attack = await anAttack(world, shared);
});
test.afterAll(() => shared.close());

const PAY = /^Pay /;

/** In the page: our frame's window, through the element's open shadow root. */
const FRAME_WINDOW =
  'document.querySelector("warifu-checkout").shadowRoot.querySelector("iframe").contentWindow';

/** Every shape of message there is, and some there aren't, of this trade. */
const shapes = (trade: string) =>
  [
    ...["hello", "trade", "no-trade", "follow", "ready", "press", "settled", "refused", "trouble"],
    ...["terminal-here", "terminal-refuses", "terminal-outcome", "no-terminal", "pay", "__proto__"],
  ].map((warifu) => ({ warifu, press: "press-1", trade, receipt: {}, code: "x", height: 1 }));

async function post(page: Page, messages: unknown[], target = FRAME_WINDOW): Promise<void> {
  await page.evaluate(
    ([all, to]) => {
      // biome-ignore lint/security/noGlobalEval: the attack's own page
      const window = globalThis.eval(to as string) as Window;
      for (const message of all as unknown[]) window.postMessage(message, "*");
    },
    [messages, target] as const,
  );
}

test("[PG4] every shape of message without a press makes no record and says nothing of a wallet", async () => {
  const trade = await attack.world.counter.createTrade();
  const page = await attack.open(ELEMENT);
  const frame = await attack.frame(page);
  await post(page, shapes(trade.id));
  await post(page, [null, 1, "trade", [], { warifu: {} }, { warifu: "trade", press: {} }]);
  await expect(frame.locator("#pay")).toHaveText("Pay with Warifu");
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG4] the terminal's own words, said by the page, show nothing as paid", async () => {
  const trade = await attack.world.counter.createTrade();
  const page = await attack.open(ELEMENT);
  const frame = await attack.frame(page);
  const payload = { trade: trade.id, outcome: "settled", amount: 1200, currency: "JPY" };
  const receipt = { payload, signature: "A".repeat(86) };
  await post(page, [
    { warifu: "terminal-here", press: "x" },
    { warifu: "terminal-outcome", trade: trade.id, receipt },
  ]);
  await expect(frame.locator("#pay")).not.toContainText("Paid");
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG4] a flood of 5,000 messages before a press leaves the press one, and the first", async () => {
  const trade = await attack.world.counter.createTrade();
  const page = await attack.open(ELEMENT);
  await attack.frame(page);
  const one = { warifu: "trade", press: "press-1", trade: trade.id };
  await post(
    page,
    Array.from({ length: 5_000 }, () => one),
  );
  const sheet = await attack.press(page);
  await expect(sheet.getByRole("button", { name: PAY })).toBeVisible();
  expect(await attack.nothingMoved()).toEqual(["offered"]);
});

test("[PG4] another frame of the page answers a press: the wallet goes on waiting for the page", async () => {
  const trade = await attack.world.counter.createTrade();
  const page = await attack.open(
    `${ELEMENT}<iframe srcdoc="x" name="sibling"></iframe>
     <script>
       customElements.whenDefined("warifu-checkout").then(() => {
         document.querySelector("warifu-checkout").createTrade = () => new Promise(() => {});
       });
       addEventListener("message", ({ data }) => {
         if (data.warifu !== "press") return;
         const target = ${FRAME_WINDOW};
         const word = { warifu: "trade", press: data.press, trade: "${trade.id}" };
         sibling.eval("(to, word) => to.postMessage(word, '*')")(target, word);
         window.answered = true;
       });
     </script>`,
  );
  const sheet = await attack.press(page);
  await page.waitForFunction(() => "answered" in globalThis);
  await expect(sheet.getByRole("heading", { name: "One moment" })).toBeVisible();
  expect(await attack.nothingMoved()).toEqual(["preparing"]);
});

test("[PG4] a port that the page hands over is not listened to", async () => {
  const trade = await attack.world.counter.createTrade();
  const page = await attack.open(ELEMENT);
  await attack.frame(page);
  await page.evaluate(
    ([id, target]) => {
      const { port1, port2 } = new MessageChannel();
      // biome-ignore lint/security/noGlobalEval: the attack's own page
      const window = globalThis.eval(target as string) as Window;
      window.postMessage({ warifu: "hello" }, "*", [port2]);
      port1.postMessage({ warifu: "trade", press: "press-1", trade: id });
    },
    [trade.id, FRAME_WINDOW],
  );
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG1] a trade of another shop is refused, however it is handed over", async () => {
  const other = await attack.world.register("Somebody else", [
    attack.world.counter.origin("other.localhost"),
  ]);
  const trade = `trd_test_${other.register.slice(9)}${"0".repeat(48)}`;
  const page = await attack.open(
    `${ELEMENT}<script>
       addEventListener("message", ({ data, source }) => {
         if (data.warifu === "press")
           source.postMessage({ warifu: "trade", press: data.press, trade: "${trade}" }, "*");
       });
     </script>`,
  );
  const sheet = await attack.press(page);
  await expect(sheet.getByRole("heading", { name: "Nothing to confirm" })).toBeVisible();
  expect(await attack.nothingMoved()).toEqual([expect.stringMatching(/^unusable: /)]);
});

test("[PG4] a dearer trade, said after the first, changes nothing on the sheet", async () => {
  const { counter } = attack.world;
  const page = await attack.open(ELEMENT);
  const sheet = await attack.press(page);
  await expect(sheet.getByRole("button", { name: "Pay ¥1,200" })).toBeVisible();
  const dear = await counter.createTrade({ ...counter.next, amount: 9_000, items: [] });
  await post(page, shapes(dear.id));
  await expect(sheet.getByRole("button", { name: "Pay ¥1,200" })).toBeVisible();
  expect(await attack.nothingMoved()).toEqual(["offered"]);
});

test("[PG4] the page answers one press twice: the first answer is the only one", async () => {
  const { counter } = attack.world;
  const [cheap, dear] = [
    await counter.createTrade(),
    await counter.createTrade({ ...counter.next, amount: 9_000, items: [] }),
  ];
  const page = await attack.open(
    `${ELEMENT}<script>
       customElements.whenDefined("warifu-checkout").then(() => {
         document.querySelector("warifu-checkout").createTrade = () => "${cheap.id}";
       });
       addEventListener("message", ({ data, source }) => {
         if (data.warifu !== "press") return;
         const say = (trade) => source.postMessage({ warifu: "trade", press: data.press, trade }, "*");
         say("${cheap.id}");
         for (let i = 0; i < 50; i++) say("${dear.id}");
       });
     </script>`,
  );
  const sheet = await attack.press(page);
  await expect(sheet.getByRole("button", { name: "Pay ¥1,200" })).toBeVisible();
  expect(await attack.nothingMoved()).toEqual(["offered"]);
});

test("[PG10] the page asks our server itself, with the shopper's browser: every door is shut to it", async () => {
  const trade = await attack.world.counter.createTrade();
  const page = await attack.open("<p>no element</p>");
  const { origin } = attack.world.proxy;
  const heard = await page.evaluate(
    async ([base, id]) => {
      const said: string[] = [];
      for (const [method, path] of [
        ["POST", `/v1/trades/${id}/claim`],
        ["POST", `/v1/trades/${id}/decline`],
        ["POST", "/v1/confirmations"],
        ["POST", "/v1/account"],
        ["GET", `/v1/trades/${id}/offer`],
        ["GET", `/v1/trades/${id}/status`],
      ] as const) {
        for (const mode of ["cors", "no-cors"] as const) {
          const body = method === "POST" ? { body: "{}" } : {};
          const answer = await fetch(base + path, {
            method,
            mode,
            credentials: "include",
            ...body,
          }).catch(() => undefined);
          said.push(answer?.ok ? "answered" : "nothing");
        }
      }
      const socket = new WebSocket(`${base?.replace("http", "ws")}/v1/trades/${id}/socket`);
      said.push(
        await new Promise<string>((resolve) => {
          socket.onopen = () => resolve("answered");
          socket.onerror = () => resolve("nothing");
        }),
      );
      return said;
    },
    [origin, trade.id],
  );
  expect(new Set(heard)).toEqual(new Set(["nothing"]));
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG3] the wallet's files and its ear are not to be found by a page", async () => {
  const page = await attack.open("<p>no element</p>");
  const { extensionId } = shared.browser;
  const found = await page.evaluate(async (id) => {
    const found: string[] = [];
    for (const path of [
      "manifest.json",
      "popup.html",
      "icon/16.png",
      "background.js",
      "content-scripts/frame.js",
    ]) {
      const url = `chrome-extension://${id}/${path}`;
      if (
        await fetch(url).then(
          () => true,
          () => false,
        )
      )
        found.push(`fetch ${path}`);
      const image = new Image();
      const loaded = new Promise<boolean>((resolve) => {
        image.onload = () => resolve(true);
        image.onerror = () => resolve(false);
      });
      image.src = url;
      if (await loaded) found.push(`image ${path}`);
    }
    const { chrome } = globalThis as { chrome?: { runtime?: unknown } };
    if (chrome?.runtime) found.push("chrome.runtime");
    return found;
  }, extensionId);
  expect(found).toEqual([]);
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG13] the sheet runs in no frame and in no window that a page opens", async () => {
  const { extensionId } = shared.browser;
  const sheet = `chrome-extension://${extensionId}/popup.html`;
  const page = await attack.open(
    `<iframe src="${sheet}" width="400" height="600"></iframe>
     <script>onclick = () => open("${sheet}?window=1");</script>`,
  );
  const opened = shared.context.waitForEvent("page");
  await page.mouse.click(700, 500);
  const popup = await opened;
  await popup.waitForLoadState().catch(() => undefined);
  for (const one of [...page.frames().slice(1), popup.mainFrame()])
    expect(
      await one
        .locator("#app")
        .count()
        .catch(() => 0),
    ).toBe(0);
  // Nor in a frame of the wallet's own.
  const own = await shared.wallet();
  await own.evaluate((url) => {
    const frame = document.createElement("iframe");
    frame.src = url;
    document.body.append(frame);
  }, sheet);
  await own.waitForLoadState("networkidle");
  const inner = own.frames()[1];
  expect(
    await inner
      ?.locator("main")
      .count()
      .catch(() => 0),
  ).toBe(0);
  expect(await attack.nothingMoved()).toEqual([]);
});
