// What is Firefox's alone: the facts the wallet rests on, its passkeys, and a host that can be taken away. What it has in common with
// Chromium is told in both-browsers.spec.ts.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFirefox } from "../support/scenario/hand/firefox.ts";
import { GECKO_ID } from "../support/scenario/hand/firefox-drives.ts";
import { HEARD } from "../support/scenario/hand/person.ts";
import { writeProbeExtension } from "../support/scenario/probe-extension.ts";
import { expect, test } from "../support/scenario/story.ts";

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

/** What the wallet's permission for our one host is now, as the browser keeps it. */
const HOSTS = `const { extension } = WebExtensionPolicy.getByID("${GECKO_ID}");`;

test("[SU2] [SU3] a passkey is enrolled in Firefox, pays above the shopper's rule, and doesn't without its user", async ({
  world,
  hands,
}) => {
  const { firefox } = await hands.firefox();
  const person = await hands.of("Firefox");
  const authenticator = await firefox.plugInAuthenticator();
  try {
    const security = await person.wallet("security");
    await security.press("Add a passkey");
    await security.shows("Passkey 1 since");
    await security.fill("Ask above this amount", "1000");
    await security.press("Save");
    await security.until(
      'return !document.querySelector("[role=status]").textContent.includes("Telling your account")',
    );
    await security.close();
    const shop = await person.visit(world.counter.origin());
    await person.press(shop);
    // It comes in a window, which lives on while the browser asks.
    await expect.poll(() => person.walletWindows()).toBe(1);
    const sheet = await person.wallet("home");
    await sheet.press("Pay ¥1,200");
    await sheet.heading("Confirm that it’s you");
    await firefox.verifiesItsUser(authenticator, false);
    await sheet.press("Use your passkey");
    const { warifu, trades } = world.counter;
    const { id } = trades.at(-1) ?? { id: "" };
    expect((await warifu.getTrade(id)).status).toBe("open");
    await firefox.verifiesItsUser(authenticator, true);
    await sheet.press("Use your passkey");
    await sheet.heading("Paid");
    await expect.poll(async () => (await warifu.getTrade(id)).status).toBe("settled");
  } finally {
    await firefox.unplugAuthenticator(authenticator);
  }
});

test("the one host, taken away in the browser's settings, is asked for again, and the order goes on", async ({
  world,
  hands,
}) => {
  const { firefox } = await hands.firefox();
  const person = await hands.of("Firefox");
  const shop = await person.visit(world.counter.origin());
  const sheet = await person.order(shop);
  await sheet.works("Pay ¥1,200");
  await firefox.runInBrowser(`${HOSTS}
    const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
    const origins = extension.activePermissions.origins;
    return ExtensionPermissions.remove(extension.id, { permissions: [], origins }, extension).then(() => null)`);
  await sheet.lacks("Pay ¥1,200");
  // The browser's own question, which no page can answer: as if its owner had said yes.
  await firefox.runInBrowser(
    'Services.prefs.setBoolPref("extensions.webextOptionalPermissionPrompts", false)',
  );
  await sheet.press(/^Allow/);
  await sheet.press("Pay ¥1,200");
  await sheet.heading("Paid");
  await shop.until(HEARD("settled"));
});
