// Pages that change what our script and frame stand in: another origin or none, another document, a page whose own
// language is forged. Whatever they do, nothing moves. One browser for all.

import type { Frame, Page } from "@playwright/test";
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
const FRAMED = '<iframe src="%FRAME%" width="400" height="80"></iframe>';

/** Our frames in the page, however deep, once they have loaded or were kept from it. */
async function ourFrames(page: Page): Promise<Frame[]> {
  await page.waitForLoadState("networkidle");
  return page.frames().filter((one) => one.url().includes("/terminal-frame"));
}

/** Clicks into whatever of ours is there, its button enabled by force. */
async function clickAll(page: Page): Promise<void> {
  for (const frame of await ourFrames(page)) {
    await frame
      .evaluate(() => document.querySelector("#pay")?.removeAttribute("disabled"))
      .catch(() => undefined);
    const box = await (await frame.frameElement()).boundingBox();
    if (box) await page.mouse.click(box.x + Math.min(box.width / 2, 200), box.y + 24);
  }
}

const ANSWERS = `<script>
  addEventListener("message", ({ data, source }) => {
    source.postMessage({ warifu: "hello" }, "*");
    if (data.warifu === "press")
      source.postMessage({ warifu: "trade", press: data.press, trade: "%TRADE%" }, "*");
  });
</script>`;

const SANDBOXES: Record<string, [body: string, headers?: Record<string, string>]> = {
  "a page that sandboxes itself": [
    FRAMED + ANSWERS,
    { "content-security-policy": "sandbox allow-scripts allow-popups allow-forms" },
  ],
  "a frame in a sandbox": [
    `<iframe sandbox="allow-scripts allow-popups" src="%FRAME%" width="400" height="80"></iframe>${ANSWERS}`,
  ],
  "a frame in a srcdoc": [
    `<iframe srcdoc='<iframe src="%FRAME%"></iframe>' width="400" height="200"></iframe>`,
  ],
  "a frame in an about:blank": [
    `<iframe width="400" height="200"></iframe>
     <script>document.querySelector("iframe").contentDocument.body.innerHTML = '<iframe src="%FRAME%"></iframe>';</script>`,
  ],
  "a frame in a data: page": [
    `<iframe src='data:text/html,<iframe src="%FRAME%"></iframe>' width="400" height="200"></iframe>`,
  ],
  "a frame in a blob: page": [
    `<script>
       const html = '<iframe src="%FRAME%"></iframe>';
       const frame = document.createElement("iframe");
       frame.src = URL.createObjectURL(new Blob([html], { type: "text/html" }));
       document.body.append(frame);
     </script>`,
  ],
  "an object": ['<object data="%FRAME%" type="text/html" width="400" height="80"></object>'],
  "an embed": ['<embed src="%FRAME%" type="text/html" width="400" height="80">'],
};

for (const [what, [body, headers]] of Object.entries(SANDBOXES)) {
  test(`[PG1] our frame as ${what} takes no press`, async () => {
    const page = await attack.open(body, headers);
    await clickAll(page);
    expect(await attack.nothingMoved()).toEqual([]);
  });
}

test("[PG11] our frame as a window of its own has no button, and its opener no hold on it", async () => {
  const page = await attack.open(
    `<p>Click</p><script>onclick = () => { window.opened = open("%FRAME%"); };</script>`,
  );
  const opened = shared.context.waitForEvent("page");
  await page.mouse.click(300, 300);
  const popup = await opened;
  await popup.waitForLoadState();
  await expect(popup.locator("#pay")).toHaveCount(0);
  expect(await popup.evaluate(() => window.opener)).toBeNull();
  await page.waitForFunction(
    () => (globalThis as unknown as { opened: Window }).opened.closed === true,
  );
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG11] document.domain brings no page into ours", async () => {
  const page = await attack.open(
    `${ELEMENT}<script>try { document.domain = "localhost"; } catch {}</script>`,
  );
  await attack.frame(page);
  const reached = await page.evaluate(() => {
    const iframe = document.querySelector("warifu-checkout")?.shadowRoot?.querySelector("iframe");
    try {
      return String(iframe?.contentWindow?.document.body);
    } catch (fault) {
      return (fault as Error).name;
    }
  });
  expect(["SecurityError", "null", "undefined"]).toContain(reached);
  expect(await attack.nothingMoved()).toEqual([]);
});

const FORGED = `<script>
  for (const name of ["warifu", "press", "trade", "action", "then", "toJSON", "id", "dataset"])
    Object.defineProperty(Object.prototype, name, { get() { return "trade"; }, set() {}, configurable: true });
  Array.prototype.find = () => document.body;
  Array.prototype.some = Array.prototype.includes = () => true;
  String.prototype.startsWith = RegExp.prototype.test = () => true;
</script>`;

test("[PG4] objects and arrays that the page has forged before our script don't reach frame or wallet", async () => {
  const trade = await attack.world.counter.createTrade();
  const page = await attack.open(FORGED + FRAMED + ANSWERS.replace("%TRADE%", trade.id));
  await clickAll(page);
  const states = await attack.nothingMoved();
  // The page's own words are all it has forged: a press is the shopper's, and only a sheet.
  expect(states.every((state) => /^(offered|preparing|reading)$/.test(state))).toBe(true);
});

test("[PG4] fetch, JSON and postMessage that the page has forged give it no more than a sheet", async () => {
  const page = await attack.open(
    `<script>
       window.fetch = async () => new Response('{"trade":"trd_test_${"0".repeat(61)}"}');
       JSON.parse = () => ({ trade: "x", status: "settled" });
       const { postMessage } = Window.prototype;
       EventTarget.prototype.dispatchEvent = () => true;
       Event.prototype.isTrusted = true;
     </script>${ELEMENT}`,
  );
  const sheet = await attack.press(page);
  await expect(sheet.getByRole("button", { name: PAY })).toHaveCount(0);
  const [state] = await attack.nothingMoved();
  expect(state).toMatch(/^(preparing|unusable)/);
});

test("[PG12] a service worker of the shop that gives another checkout.js is stopped by the hash", async () => {
  const { counter, proxy } = attack.world;
  counter.put(
    "/worker.js",
    `addEventListener("install", () => skipWaiting());
     addEventListener("activate", (event) => event.waitUntil(clients.claim()));
     addEventListener("fetch", (event) => {
       if (event.request.url.includes("checkout.js"))
         event.respondWith(new Response("window.forged = true", { headers: { "content-type": "text/javascript", "access-control-allow-origin": "*" } }));
     });`,
    { "content-type": "text/javascript" },
  );
  const { checkoutTag } = await import("../../register-server/index.ts");
  const tag = checkoutTag({ origin: proxy.origin, register: counter.warifu.register });
  const page = await attack.open(
    `<script>navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready).then(() => { window.worked = true; });</script>`,
  );
  await page.waitForFunction(() => "worked" in globalThis);
  const refused = page.waitForEvent("console", (said) => said.text().includes("integrity"));
  await page.goto(
    counter.put("/pinned", `${tag}<warifu-checkout trade-from="/trade"></warifu-checkout>`),
  );
  await refused;
  expect(await page.evaluate(() => "forged" in globalThis)).toBe(false);
  await page.evaluate(async () => {
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  });
  expect(await attack.nothingMoved()).toEqual([]);
});

test("[PG4] a second script tag for another register changes nothing of the first", async () => {
  const other = `reg_test_${"1".repeat(13)}`;
  const page = await attack.open(ELEMENT);
  await attack.frame(page);
  await page.evaluate(
    ({ src, register }) =>
      new Promise((loaded) => {
        const script = Object.assign(document.createElement("script"), { src, onload: loaded });
        script.dataset.register = register;
        document.body.append(script);
      }),
    { src: `${attack.world.proxy.origin}/checkout.js`, register: other },
  );
  const sheet = await attack.press(page);
  await expect(sheet.getByRole("button", { name: PAY })).toBeVisible();
  expect(await attack.nothingMoved()).toEqual(["offered"]);
});

test("[PG2] our frame in a page that proved nothing is kept out by the browser", async () => {
  const { counter } = attack.world;
  counter.put("/framing", FRAMED);
  const page = await shared.context.newPage();
  const blocked = page.waitForEvent("console", (said) => said.text().includes("frame-ancestors"));
  await page.goto(`${counter.origin("thief.localhost")}/framing`);
  await blocked;
  await clickAll(page);
  expect(await attack.nothingMoved()).toEqual([]);
});
