// Pages that go in circles, stand in a sandbox that leaves them their origin, or ask again and again. Whatever they do,
// nothing moves. One browser for all.

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
const STRANGER = "thief.localhost";

/** A chain of redirects over the shop's own origin and a stranger's, by turns. @returns where it begins */
function aChain(turns: number, end: string): string {
  const { counter } = attack.world;
  const at = (turn: number) =>
    turn === turns ? end : `${counter.origin(turn % 2 ? STRANGER : "127.0.0.1")}/turn-${turn}`;
  for (let turn = 0; turn < turns; turn++)
    counter.put(`/turn-${turn}`, "on", { location: at(turn + 1) });
  return at(0);
}

test("[PG1] a checkout that redirects in circles for ever shows nothing that could be pressed", async () => {
  const { counter } = attack.world;
  counter.put("/round", "on", { location: `${counter.origin(STRANGER)}/and-round` });
  counter.put("/and-round", "on", { location: `${counter.origin()}/round` });
  const page = await shared.context.newPage();
  await expect(page.goto(`${counter.origin()}/round`)).rejects.toThrow("ERR_TOO_MANY_REDIRECTS");
  expect(page.frames()).toHaveLength(1);
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG1] after circles over another origin the sheet names the one where they ended", async () => {
  const { counter } = attack.world;
  counter.put("/attack", ELEMENT);
  const page = await shared.visit(aChain(9, `${counter.origin()}/attack`));
  const sheet = await attack.press(page);
  await expect(sheet.getByRole("button", { name: PAY })).toBeVisible();
  await expect(sheet.getByText(new URL(counter.origin()).host)).toBeVisible();
  expect(await attack.nothingMoved()).toEqual(["offered"]);
});

test("[PG1] circles that began at the shop and end at a stranger have no button", async () => {
  const { counter } = attack.world;
  counter.put("/attack", ELEMENT);
  const page = await shared.context.newPage();
  const blocked = page.waitForEvent("console", (said) => said.text().includes("frame-ancestors"));
  await page.goto(aChain(8, `${counter.origin(STRANGER)}/attack`));
  await blocked;
  const drawn = page.frames().map((one) => one.locator("#pay").count());
  expect(await Promise.all(drawn.map((count) => count.catch(() => 0)))).not.toContain(1);
  expect(await attack.nothingMoved()).toEqual([]);
});

for (const [where, location] of [
  ["in circles", () => "/loop"],
  ["to a stranger, who has a trade", () => `${attack.world.counter.origin(STRANGER)}/trade`],
] as const) {
  test(`[PG1] a backend that redirects the question for a trade ${where} gives none`, async () => {
    attack.world.counter.put("/loop", "on", { location: location() });
    const page = await attack.open(ELEMENT.replace("/trade", "/loop"));
    const sheet = await attack.press(page);
    await expect(sheet.getByRole("heading", { name: "Nothing to confirm" })).toBeVisible();
    expect(await attack.nothingMoved()).toEqual(["unusable: no_trade"]);
  });
}

const KEPT = "allow-scripts allow-same-origin allow-popups allow-forms";
const FRAMED = `<iframe sandbox="${KEPT}" src="%FRAME%" width="400" height="80"></iframe>`;
const ANSWERS = `<script>
  onload = () => frames[0].postMessage({ warifu: "hello" }, "*");
  addEventListener("message", ({ data, source }) => {
    if (data.warifu === "press")
      source.postMessage({ warifu: "trade", press: data.press, trade: "%TRADE%" }, "*");
  });
</script>`;

/** Our frame in the page, however deep, once its button is there; that of the counter, or of another register. */
async function ourFrame(page: Page, register: string = attack.world.counter.warifu.register) {
  const ours = () => page.frames().find((one) => one.url().includes(register));
  await expect.poll(ours).toBeDefined();
  const frame = ours();
  if (!frame) throw new Error("our frame is gone");
  await frame.locator("#pay").waitFor();
  return frame;
}

/** The browser says of such a sandbox that it is the shop's own page, and there is no other there. */
const SHOP_AFTER_ALL: Record<string, [body: string, headers?: Record<string, string>]> = {
  "our frame": [FRAMED + ANSWERS],
  "our frame, come to over others,": [FRAMED.replace("%FRAME%", "/turn-0") + ANSWERS],
  "the shop's whole page": [ELEMENT, { "content-security-policy": `sandbox ${KEPT}` }],
};

for (const [what, [body, headers]] of Object.entries(SHOP_AFTER_ALL)) {
  test(`[PG1] [PG5] a sandbox that leaves ${what} its origin gets a sheet by a press, and no more`, async () => {
    const { counter, proxy } = attack.world;
    const { id } = await counter.createTrade();
    aChain(7, `${proxy.origin}/terminal-frame?register=${counter.warifu.register}`);
    const page = await attack.open(body.replace("%TRADE%", id), headers);
    await expect((await ourFrame(page)).locator("#pay")).toBeEnabled();
    const opened = shared.browser.nextSheet();
    await attack.clickInto(page, await ourFrame(page));
    const sheet = await opened;
    await expect(sheet.getByRole("button", { name: PAY })).toBeVisible();
    await expect(sheet.getByText(new URL(counter.origin()).host)).toBeVisible();
    expect(await attack.nothingMoved()).toEqual(["offered"]);
  });
}

const NOT_THERE: Record<string, string> = {
  "a shop's page in a sandbox with its origin": `<iframe sandbox="${KEPT}" src="/wrapped" width="500" height="300"></iframe>`,
  "our frame in a srcdoc that keeps the page's origin": `<iframe sandbox="${KEPT}" srcdoc='<iframe src="%FRAME%"></iframe>' width="500" height="300"></iframe>`,
};

for (const [what, body] of Object.entries(NOT_THERE)) {
  test(`[PG1] ${what}, but in a frame, takes no press`, async () => {
    const page = await attack.open(body);
    const frame = await ourFrame(page);
    await expect(frame.locator("#pay")).toBeDisabled();
    await frame.evaluate(() => document.querySelector("#pay")?.removeAttribute("disabled"));
    await attack.clickInto(page, frame);
    expect(await attack.nothingMoved()).toEqual([]);
  });
}

test("[PG11] the frame's own browser makes no script and no HTML of text", async () => {
  const page = await attack.open(ELEMENT);
  const frame = await attack.frame(page);
  const made = await frame.evaluate(() => {
    const attempts: Record<string, () => unknown> = {
      html: () => {
        document.body.innerHTML = "<img src=x onerror=alert(1)>";
      },
      adjacent: () => document.body.insertAdjacentHTML("beforeend", "<b>x</b>"),
      source: () => {
        document.createElement("script").src = "/checkout.js";
      },
      policy: () =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string): unknown } }
        ).trustedTypes.createPolicy("mine"),
    };
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt();
        return [name];
      } catch {
        return [];
      }
    });
  });
  expect(made).toEqual([]);
  expect(await attack.nothingMoved()).toEqual([]);
});

const NO_MORE = "takes no more requests from this page";

/** Presses, and declines on the sheet. */
async function declinedIn(page: Page, sheet: Page): Promise<void> {
  await page.bringToFront();
  await (await ourFrame(page)).locator("#pay:enabled").click();
  await sheet.bringToFront();
  await sheet.getByRole("button", { name: "Decline", exact: true }).click();
  await sheet.getByRole("heading", { name: "Declined" }).waitFor();
}

async function expectRefused(page: Page, register?: string): Promise<void> {
  const frame = await ourFrame(page, register);
  await page.bringToFront();
  await frame.locator("#pay:enabled").click();
  await expect(frame.locator("#note")).toContainText(NO_MORE);
}

test("[PG14] a page that was declined three times opens nothing until it is loaded anew, and after six nothing helps it", async () => {
  const page = await attack.open(ELEMENT);
  // A popup would close at each click beside it: a window stays.
  const sheet = await shared.wallet();
  for (let declined = 0; declined < 3; declined++) await declinedIn(page, sheet);
  await expectRefused(page);
  // Loading helps for one more: within these two minutes it is the fourth.
  for (let declined = 0; declined < 3; declined++) {
    await page.reload();
    await declinedIn(page, sheet);
    await expectRefused(page);
  }
  await page.reload();
  await expectRefused(page);
  // Nor in another tab, nor after the browser put the wallet to sleep.
  await shared.killServiceWorker();
  await expectRefused(await attack.open(ELEMENT));
  const states = await attack.nothingMoved();
  expect(states).toHaveLength(6);
  expect(states.every((state) => /^declin(ed|ing)$/.test(state))).toBe(true);
});

test("[PG14] a page refused on the sheet opens nothing, with any register's button, until it is loaded anew", async () => {
  const { counter, proxy } = attack.world;
  const { register } = await attack.world.register("Counter's twin", [counter.origin()]);
  // It has a place of its own: the first button's line, as it comes, would move it from under a press.
  const twin = `<iframe name="twin" src="${proxy.origin}/terminal-frame?register=${register}" style="position:fixed;inset:auto auto 0 0;width:400px;height:80px"></iframe>
    <script>addEventListener("load", () => twin.postMessage({ warifu: "hello" }, "*"));</script>`;
  const page = await attack.open(ELEMENT + twin);
  const sheet = await shared.wallet();
  await declinedIn(page, sheet);
  await page.bringToFront();
  await (await ourFrame(page)).locator("#pay:enabled").click();
  await sheet.bringToFront();
  await sheet.getByRole("button", { name: "take nothing more from this page" }).click();
  await sheet.getByRole("heading", { name: "Declined" }).waitFor();
  await expectRefused(page);
  await expectRefused(page, register);
  await page.reload();
  await declinedIn(page, sheet);
  const states = await attack.nothingMoved();
  expect(states.map((state) => state.replace("declining", "declined"))).toEqual(
    Array(3).fill("declined"),
  );
});
