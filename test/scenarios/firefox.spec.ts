// Firefox: the facts the wallet rests on, and one whole purchase with the real extension.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildExtension } from "../../cli/system/builds.ts";
import { type Firefox, startFirefox } from "../support/scenario/firefox.ts";
import { writeProbeExtension } from "../support/scenario/probe-extension.ts";
import { expect, test } from "../support/scenario/story.ts";
import type { World } from "../support/scenario/world.ts";

test.describe.configure({ timeout: 120_000 });

const listen = (server: Server, host: string) =>
  new Promise<number>((resolve) => {
    server.listen(0, host, () => resolve((server.address() as { port: number }).port));
  });

test("facts: a real click is trusted and opens the popup, the page's origin is the browser's word, a sandbox is null", async () => {
  const folder = mkdtempSync(join(tmpdir(), "warifu-probe-"));
  let ourPort = 0;
  const page = (attributes: string) =>
    `<!doctype html><iframe src="http://localhost:${ourPort}/frame" ${attributes}></iframe>
     <script>addEventListener("message", (event) => event.source.postMessage("hello", "*"));</script>`;
  const shop = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(page(request.url === "/sandboxed" ? 'sandbox="allow-scripts"' : ""));
  });
  const shopPort = await listen(shop, "127.0.0.1");
  const ours = createServer((_, response) => {
    const policy = `frame-ancestors http://127.0.0.1:${shopPort}`;
    response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy });
    response.end(
      '<!doctype html><button id="pay">Pay</button><script>parent.postMessage("ready", "*")</script>',
    );
  });
  ourPort = await listen(ours, "127.0.0.1");
  const firefox = await startFirefox("probe@warifu.example");
  const answer = "return document.documentElement.dataset.answer";
  try {
    await firefox.install(writeProbeExtension(folder));
    await firefox.go(`http://127.0.0.1:${shopPort}/`);
    await firefox.enterFrame();
    await firefox.click("#pay");
    expect(JSON.parse(await firefox.until<string>(answer))).toEqual({
      trusted: true,
      active: true,
      popup: "open",
      parentIsTop: true,
      parentOrigin: `http://127.0.0.1:${shopPort}`,
      ownOrigin: `http://localhost:${ourPort}`,
      senderOrigin: `http://localhost:${ourPort}`,
    });
    await firefox.leaveFrames();
    await firefox.go(`http://127.0.0.1:${shopPort}/sandboxed`);
    await firefox.enterFrame();
    await firefox.run('document.querySelector("#pay").click()');
    expect(JSON.parse(await firefox.until<string>(answer))).toMatchObject({
      trusted: false,
      ownOrigin: "null",
    });
  } finally {
    await firefox.close();
    for (const server of [ours, shop]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The wallet's extension in a Firefox of its own, with an account. */
async function aWalletInFirefox({ proxy, keys, folder }: World) {
  const pins = { origin: proxy.origin, rootKey: keys.root.publicKey, mode: "test" };
  const extension = await buildExtension(pins, join(folder, "extension-firefox"), "firefox");
  const firefox = await startFirefox("terminal@warifu.example");
  const heading = (text: string) =>
    firefox.until(
      `return [...document.querySelectorAll("h1")].some((one) => one.textContent === ${JSON.stringify(text)})`,
    );
  const wallet = `${await firefox.install(extension)}/popup.html`;
  await firefox.go(wallet);
  await firefox.click("button");
  await heading("Your account");
  return { firefox, heading, wallet };
}

/** Pressed in the shop, in a tab of its own. @returns the trade and the tab */
async function pressInShop({ counter }: World, firefox: Firefox) {
  const shop = await firefox.openTab();
  await firefox.go(counter.origin());
  await firefox.enterFrame();
  const before = counter.trades.length;
  await firefox.click("#pay");
  await expect.poll(() => counter.trades.length, "the press made a trade").toBe(before + 1);
  const { id } = counter.trades.at(-1) ?? { id: "" };
  return { id, shop };
}

test("one whole purchase: press in the shop, Pay in the wallet, settled everywhere", async ({
  world,
}) => {
  const { firefox, heading, wallet } = await aWalletInFirefox(world);
  try {
    const { id, shop } = await pressInShop(world, firefox);
    await firefox.openTab();
    await firefox.go(wallet);
    await firefox.press("Pay ¥1,200");
    await heading("Paid");
    const { warifu } = world.counter;
    await expect.poll(async () => (await warifu.getTrade(id)).status).toBe("settled");
    await firefox.switchTo(shop);
    await firefox.leaveFrames();
    await firefox.until('return heard.some((one) => one.name === "settled")');
  } finally {
    await firefox.close();
  }
});

test("[SU2] [SU3] a passkey is enrolled in Firefox, pays above the shopper's rule, and doesn't without its user", async ({
  world,
}) => {
  const { firefox, heading, wallet } = await aWalletInFirefox(world);
  try {
    const authenticator = await firefox.plugInAuthenticator();
    const window = `${wallet}?window=1`;
    await firefox.go(`${window}&place=security`);
    await firefox.press("Add a passkey");
    await firefox.until('return document.body.textContent.includes("Passkey 1 since")');
    await firefox.type("Ask above this amount", "1000");
    await firefox.press("Save");
    await firefox.until(
      'return !document.querySelector("[role=status]").textContent.includes("Telling your account")',
    );
    const { id } = await pressInShop(world, firefox);
    await firefox.openTab();
    await firefox.go(window);
    await firefox.press("Pay ¥1,200");
    await heading("Confirm that it’s you");
    await firefox.verifiesItsUser(authenticator, false);
    await firefox.press("Use your passkey");
    const { warifu } = world.counter;
    expect((await warifu.getTrade(id)).status).toBe("open");
    await firefox.verifiesItsUser(authenticator, true);
    await firefox.press("Use your passkey");
    await heading("Paid");
    await expect.poll(async () => (await warifu.getTrade(id)).status).toBe("settled");
  } finally {
    await firefox.close();
  }
});
