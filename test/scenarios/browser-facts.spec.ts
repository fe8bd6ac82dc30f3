// The facts about the browser that the one-origin wallet rests on, tried with a probe extension of a few
// lines: if one of these fails after a browser's update, the design fails, not our code.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, expect, type Frame, type Page, test } from "@playwright/test";
import { openBrowser } from "../../cli/purchase/browser.ts";
import { writeProbeExtension } from "../support/scenario/probe-extension.ts";

let ours: Server;
let shop: Server;
let ourPort = 0;
let shopPort = 0;
let context: BrowserContext;
let folder: string;

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });

const page = (attributes: string) =>
  `<!doctype html><h1>shop</h1><iframe id="ours" src="http://localhost:${ourPort}/frame" ${attributes}></iframe>
   <script>addEventListener("message", (event) => event.source.postMessage("hello", "*"));</script>`;

const PAGES: Record<string, () => string> = {
  "/": () => page(""),
  "/sandboxed": () => page('sandbox="allow-scripts"'),
  "/sandboxed-same-origin": () => page('sandbox="allow-scripts allow-same-origin"'),
  "/nested": () => '<!doctype html><iframe src="/" width="600" height="400"></iframe>',
};

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "warifu-probe-"));
  shop = createServer((request, response) => {
    const body = PAGES[request.url ?? "/"];
    response.writeHead(body ? 200 : 404, { "content-type": "text/html" }).end(body?.());
  });
  shopPort = await listen(shop);
  ours = createServer((_, response) => {
    const ancestors = `frame-ancestors http://127.0.0.1:${shopPort} http://shop.localhost:${shopPort}`;
    response.writeHead(200, { "content-type": "text/html", "content-security-policy": ancestors });
    response.end(
      '<!doctype html><button id="pay">Pay</button><script>parent.postMessage("ready", "*")</script>',
    );
  });
  ourPort = await listen(ours);
  ({ context } = await openBrowser({ extension: writeProbeExtension(folder) }));
});

test.afterAll(async () => {
  await context.close();
  ours.close();
  shop.close();
  rmSync(folder, { recursive: true, force: true });
});

async function visit(url: string): Promise<{ page: Page; frame: Frame | undefined }> {
  const opened = await context.newPage();
  await opened.goto(url);
  await opened.waitForLoadState("networkidle");
  const frame = opened.frames().find((one) => one.url() === `http://localhost:${ourPort}/frame`);
  return { page: opened, frame };
}

async function answerOf(frame: Frame): Promise<Record<string, unknown>> {
  await expect
    .poll(() => frame.evaluate(() => document.documentElement.dataset.answer))
    .toBeTruthy();
  return JSON.parse((await frame.evaluate(() => document.documentElement.dataset.answer)) ?? "");
}

test("a real click in our frame is trusted, has user activation, and opens the popup", async () => {
  for (const host of ["127.0.0.1", "shop.localhost"]) {
    const { page: shopPage, frame } = await visit(`http://${host}:${shopPort}/`);
    const popup = context.waitForEvent("page", {
      predicate: (one) => one.url().endsWith("popup.html"),
    });
    await frame?.click("#pay");
    const opened = await popup;
    expect(await answerOf(frame as Frame)).toEqual({
      trusted: true,
      active: true,
      popup: "open",
      parentIsTop: true,
      // What the page can't forge: its origin as the browser says it.
      parentOrigin: `http://${host}:${shopPort}`,
      ownOrigin: `http://localhost:${ourPort}`,
      senderOrigin: `http://localhost:${ourPort}`,
    });
    // Closed before it has answered, the popup counts as one that failed to open.
    await opened.close();
    await shopPage.close();
  }
});

test("a page script's click is not trusted", async () => {
  const { page: shopPage, frame } = await visit(`http://127.0.0.1:${shopPort}/`);
  await frame?.evaluate(() => document.querySelector<HTMLButtonElement>("#pay")?.click());
  expect(await answerOf(frame as Frame)).toMatchObject({ trusted: false, popup: "not asked" });
  await shopPage.close();
});

test("a sandboxed frame has the origin null, and a same-origin sandbox is like no sandbox", async () => {
  const { page: first, frame: sandboxed } = await visit(`http://127.0.0.1:${shopPort}/sandboxed`);
  await sandboxed?.evaluate(() => document.querySelector<HTMLButtonElement>("#pay")?.click());
  expect(await answerOf(sandboxed as Frame)).toMatchObject({
    ownOrigin: "null",
    senderOrigin: "null",
  });
  await first.close();
  const { page: second, frame } = await visit(`http://127.0.0.1:${shopPort}/sandboxed-same-origin`);
  await frame?.evaluate(() => document.querySelector<HTMLButtonElement>("#pay")?.click());
  expect(await answerOf(frame as Frame)).toMatchObject({
    ownOrigin: `http://localhost:${ourPort}`,
    parentOrigin: `http://127.0.0.1:${shopPort}`,
  });
  await second.close();
});

test("a frame two levels down knows that its parent is not the top", async () => {
  const { page: shopPage, frame } = await visit(`http://127.0.0.1:${shopPort}/nested`);
  await frame?.evaluate(() => document.querySelector<HTMLButtonElement>("#pay")?.click());
  expect(await answerOf(frame as Frame)).toMatchObject({ parentIsTop: false });
  await shopPage.close();
});

test("frame-ancestors keeps our frame off a hostname that it doesn't name", async () => {
  const { page: stranger, frame } = await visit(`http://stranger.localhost:${shopPort}/`);
  expect(frame).toBeUndefined();
  await stranger.close();
});
