// Pages that play tricks on the shopper: what is drawn over our frame, typed before he looks, opened, moved, faked or
// loaded anew. Whatever they do, nothing moves. One browser for all, at the shop's own proven origin.

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

const COVERS: Record<string, string> = {
  "drawn over": `<div style="position:fixed;inset:0;background:#fff;pointer-events:none">Win a prize</div>`,
  transparent: "<style>warifu-checkout{opacity:0}</style>",
  "cut to a sliver": "<style>warifu-checkout{clip-path:inset(0 49% 0 49%)}</style>",
  "under the pointer wherever it goes": `<script>
      onmousemove = ({ clientX, clientY }) => {
        const { style } = document.querySelector("warifu-checkout");
        style.cssText = "position:fixed;width:400px;left:" + (clientX - 200) + "px;top:" + (clientY - 24) + "px";
      };
    </script>`,
};

for (const [how, cover] of Object.entries(COVERS)) {
  test(`[PG5] a click stolen by a frame that is ${how} opens a sheet, and no more`, async () => {
    const page = await attack.open(ELEMENT + cover);
    const frame = await attack.frame(page);
    await expect(frame.locator("#pay")).toBeEnabled();
    const opened = shared.browser.nextSheet();
    await attack.clickInto(page, frame);
    const sheet = await opened;
    await expect(sheet.getByRole("button", { name: PAY })).toBeVisible();
    expect(await attack.nothingMoved()).toEqual(["offered"]);
  });
}

test("[PG6] clicks and keys that come with the sheet confirm nothing, however long ago it was pressed for", async () => {
  const page = await attack.open(ELEMENT);
  await (await attack.press(page)).getByRole("button", { name: PAY }).waitFor();
  // The same order in a window whose clock stands still: the dwell isn't over.
  const sheet = await shared.context.newPage();
  await sheet.clock.install();
  await sheet.goto(`chrome-extension://${shared.browser.extensionId}/popup.html?window=1`);
  await sheet.clock.runFor(100);
  const button = sheet.getByRole("button", { name: PAY });
  const box = await button.boundingBox();
  if (!box) throw new Error("the button is not to be seen");
  await sheet.mouse.dblclick(box.x + 20, box.y + 20);
  for (const key of ["Enter", "Space", "Enter"]) await sheet.keyboard.press(key);
  await expect(button).toHaveAttribute("aria-disabled", "true");
  expect(await attack.nothingMoved()).toEqual(["offered"]);
});

test("[PG6] Enter that is held since the page gave our frame the focus presses nothing", async () => {
  const page = await attack.open(
    `${ELEMENT}<button autofocus onkeydown='document.querySelector("warifu-checkout").shadowRoot.querySelector("iframe").focus()'>Next</button>`,
  );
  const frame = await attack.frame(page);
  await expect(frame.locator("#pay")).toBeEnabled();
  await page.getByRole("button", { name: "Next" }).focus();
  for (let i = 0; i < 10; i++) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG4] what is dropped on our frame, or released over it, is no press", async () => {
  const page = await attack.open(`<p draggable="true" style="height:40px">drag me</p>${ELEMENT}`);
  const frame = await attack.frame(page);
  const box = await (await frame.frameElement()).boundingBox();
  if (!box) throw new Error("our frame is not to be seen");
  await page.mouse.move(20, box.y - 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 24, { steps: 5 });
  await page.mouse.up();
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG9] three orders at once are one sheet, which says how many wait", async () => {
  const page = await attack.open(ELEMENT + ELEMENT.replace("%TAG%", "").repeat(2));
  await attack.frame(page);
  const isOurs = (url: string) => url.includes("/terminal-frame");
  await expect.poll(() => page.frames().filter((one) => isOurs(one.url())).length).toBe(3);
  const ours = page.frames().filter((one) => isOurs(one.url()));
  for (const one of ours) {
    // A frame that was pressed grows by a line, and those below it move: a place isn't enough to click at.
    await one.locator("#pay:enabled").click();
    await expect(one.locator(".pay")).toHaveAttribute("data-state", "wallet");
  }
  // A popup may close at a click beside it, and the next press opens it again.
  const sheets = () => shared.context.pages().filter((one) => one.url().includes("popup.html"));
  await expect(async () => {
    const [sheet] = sheets();
    expect(await sheet?.getByText("of 3").isVisible()).toBe(true);
  }).toPass({ timeout: 10_000 });
  expect(sheets()).toHaveLength(1);
  expect(await attack.nothingMoved()).toEqual(["offered", "offered", "offered"]);
});

test("[PG7] a shop that may be taken for one that was paid is paid only after a step of its own", async () => {
  const page = await attack.open(ELEMENT);
  await attack.frame(page);
  const wallet = await shared.wallet();
  await wallet.evaluate(() => {
    const known = {
      register: "reg_test_0000000000001",
      name: "C0unter",
      origin: "https://known.example",
    };
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { set(items: object): void } } };
    };
    chrome.storage.local.set({
      shops: { [known.register]: { ...known, times: 2, at: Date.now() } },
    });
  });
  await wallet.close();
  const sheet = await attack.press(page);
  await expect(
    sheet.getByRole("heading", { name: "Its name looks like a shop you know" }),
  ).toBeVisible();
  for (const said of ["C0unter", "known.example"])
    await expect(sheet.getByText(said)).toBeVisible();
  const button = sheet.getByRole("button", { name: PAY });
  // Where he has said so it works, after the dwell; where he takes it back it doesn't.
  await sheet.getByRole("checkbox").check();
  await expect(button).toHaveAttribute("aria-disabled", "false");
  await sheet.getByRole("checkbox").uncheck();
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await button.dispatchEvent("click");
  expect(await attack.nothingMoved()).toEqual(["offered"]);
});

test("[PG7] a name that hides which way it is read is certified by nobody", async () => {
  for (const name of ["Kami\u202esdoog", "\u2066Kami\u2069", "Kami\u200f goods"])
    await expect(attack.world.register(name, ["https://kami.example"])).rejects.toThrow();
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG4] two tabs with one trade have one record and one sheet", async () => {
  const trade = await attack.world.counter.createTrade();
  const body = `%TAG%<warifu-checkout trade="${trade.id}"></warifu-checkout>`;
  const first = await attack.open(body);
  const sheet = await attack.press(first);
  await expect(sheet.getByRole("button", { name: PAY })).toBeVisible();
  await sheet.close();
  const second = await attack.press(await attack.open(body));
  await expect(second.getByRole("button", { name: PAY })).toBeVisible();
  await expect(second.getByText("of 2")).toHaveCount(0);
  expect(await attack.nothingMoved()).toEqual(["offered"]);
});

test("[PG1] a page that goes elsewhere while the sheet is up leaves the sheet with the shop it was pressed in", async () => {
  const page = await attack.open(ELEMENT);
  const sheet = await attack.press(page);
  await expect(sheet.getByRole("button", { name: PAY })).toBeVisible();
  await page.goto(attack.world.counter.origin("bank.localhost"));
  await expect(sheet.getByText(new URL(attack.world.counter.origin()).host)).toBeVisible();
  await expect(sheet.getByText("bank.localhost")).toHaveCount(0);
  expect(await attack.nothingMoved()).toEqual(["offered"]);
});

test("[PG1] an address changed by history is not another origin, and going back presses nothing", async () => {
  const page = await attack.open(
    `${ELEMENT}<script>
       history.pushState({}, "", "/terminal-frame?register=x");
       history.replaceState({}, "", "/bank/checkout");
       for (let i = 0; i < 20; i++) history.pushState({}, "", "/step/" + i);
     </script>`,
  );
  await attack.frame(page);
  await page.goBack();
  await page.goForward();
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG5] a page that takes its element away, moves it or makes it anew at a press pays nothing", async () => {
  const page = await attack.open(
    `<main></main>${ELEMENT}<script>
       addEventListener("warifu-press", ({ target }) => {
         document.querySelector("main").append(target);
         target.remove();
         document.body.append(document.createElement("warifu-checkout"));
       });
     </script>`,
  );
  const sheet = await attack.press(page);
  await expect(sheet.getByRole("button", { name: PAY })).toHaveCount(0);
  expect(await attack.nothingMoved()).toEqual(["preparing"]);
});
