// Pages that put our frame where it doesn't belong, or press it by script: there is nothing to confirm.

import { createServer } from "node:http";
import type { Frame, Page } from "@playwright/test";
import { freePort } from "../../cli/system/free-port.ts";
import type { Shopper } from "../support/scenario/shopper.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

/** Our frame in a page, once it has drawn its button. */
async function ourFrame(page: Page, world: World): Promise<Frame> {
  const isOurs = (frame: Frame) => frame.url().startsWith(`${world.proxy.origin}/terminal-frame`);
  await expect.poll(() => page.frames().some(isOurs)).toBe(true);
  const frame = page.frames().find(isOurs);
  if (!frame) throw new Error("our frame is gone");
  await frame.locator("#pay").waitFor();
  return frame;
}

/** What the terminal has stored of any press. */
async function presses(shopper: Shopper): Promise<unknown[]> {
  const stored = Object.values(await shopper.stored());
  return stored.filter((one) => typeof one === "object" && one !== null && "register" in one);
}

/** A page at this origin's hostname and another port can't be proven: the frame names whole origins. */
async function withPage<T>(html: string, use: (url: string) => Promise<T>): Promise<T> {
  const port = await freePort();
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("[ID6] a page of another origin gets no button, and the console says why and what to do", async ({
  world,
  shopper,
}) => {
  const page = await shopper.context.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(world.counter.origin("stranger.localhost"));
  await expect.poll(() => said.join("\n"), { timeout: 15_000 }).toContain("proven");
  const drawn = page.frames().map((frame) =>
    frame
      .locator("#pay")
      .count()
      .catch(() => 0),
  );
  expect(await Promise.all(drawn)).not.toContain(1);
  expect(await presses(shopper)).toEqual([]);
});

test("[ID6] a stranger's page that frames the terminal frame itself is blocked by the browser", async ({
  world,
  shopper,
}) => {
  const src = `${world.proxy.origin}/terminal-frame?register=${world.counter.warifu.register}`;
  await withPage(`<!doctype html><iframe src="${src}"></iframe>`, async (url) => {
    const page = await shopper.context.newPage();
    const blocked = page.waitForEvent("console", (message) =>
      message.text().includes("frame-ancestors"),
    );
    await page.goto(url);
    await blocked;
    for (const frame of page.frames())
      expect(
        await frame
          .locator("#pay")
          .count()
          .catch(() => 0),
      ).toBe(0);
  });
});

/** A real click at the middle of our frame, whether or not its button wants one. */
async function clickInto(page: Page, frame: Frame): Promise<void> {
  const box = await (await frame.frameElement()).boundingBox();
  if (!box) throw new Error("our frame is not to be seen");
  await page.mouse.click(box.x + box.width / 2, box.y + 24);
}

test("[MS5] a sandboxed terminal frame in the shop's own page draws no button and opens nothing", async ({
  world,
  shopper,
}) => {
  const page = await shopper.visit(`${world.counter.origin()}/framed?sandbox=allow-scripts`);
  const frame = page.frames().find((one) => one.url().includes("/terminal-frame"));
  await frame?.waitForLoadState("load");
  expect(await frame?.evaluate(() => self.origin)).toBe("null");
  await expect(page.frameLocator("iframe").locator("#pay")).toHaveCount(0);
  await clickInto(page, frame as Frame);
  expect(await presses(shopper)).toEqual([]);
});

test("[MS5] a terminal frame two levels down opens nothing", async ({ world, shopper }) => {
  const page = await shopper.visit(`${world.counter.origin()}/nested`);
  const frame = await ourFrame(page, world);
  await expect(frame.locator("#pay")).toBeDisabled();
  // Neither a real click nor an enabled button helps: the content script asks the browser where it is.
  await frame.evaluate(() => document.querySelector("#pay")?.removeAttribute("disabled"));
  await clickInto(page, frame);
  expect(await presses(shopper)).toEqual([]);
});

test("[MS5] a script's click on the button is no press", async ({ world, shopper }) => {
  const { counter } = world;
  const before = counter.trades.length;
  const page = await shopper.visit(counter.origin());
  const frame = await ourFrame(page, world);
  await frame.evaluate(() => document.querySelector<HTMLButtonElement>("#pay")?.click());
  await frame.evaluate(() => {
    for (const type of ["pointerdown", "pointerup", "click"]) {
      document
        .querySelector("#pay")
        ?.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
    }
  });
  // A real press afterwards is the first one that anybody hears of.
  const sheet = await shopper.press(page);
  await expect(sheet.getByRole("button", { name: /^Pay / })).toBeVisible();
  expect(await presses(shopper)).toHaveLength(1);
  expect(counter.trades.length).toBe(before + 1);
});

test("[MS5] trades that a page posts without a press are not looked at", async ({
  world,
  shopper,
}) => {
  const { counter } = world;
  const trade = await counter.createTrade();
  const page = await shopper.visit(counter.origin());
  await ourFrame(page, world);
  await page.evaluate((id) => {
    const element = document.querySelector("warifu-checkout");
    const iframe = element?.shadowRoot?.querySelector("iframe");
    for (let i = 0; i < 200; i++) {
      iframe?.contentWindow?.postMessage(
        { warifu: "trade", press: crypto.randomUUID(), trade: id },
        "*",
      );
    }
  }, trade.id);
  const sheet = await shopper.press(page);
  await expect(sheet.getByRole("button", { name: /^Pay / })).toBeVisible();
  expect(await presses(shopper)).toHaveLength(1);
});
