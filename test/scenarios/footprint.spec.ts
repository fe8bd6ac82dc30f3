// What the wallet may touch: one host, two permissions, nothing in any other page, and few bytes.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { node24, root, tool } from "../../cli/set-up.mjs";
import { LANGUAGES } from "../../terminal/ui/words/languages.ts";
import { cspErrors } from "../support/policy/csp-findings.ts";
import { expect, test } from "../support/scenario/story.ts";

/** What a sheet needs: the window's script, what comes with it, and the longest language's words. */
const FIRST_JS_BYTES_MAX = 100_000;
/** With all that a window fetches when it is gone to, history and settings too, in the longest language. */
const ALL_JS_BYTES_MAX = 280_000;
const ZIP_BYTES_MAX = 250_000;

const PAGES = [
  "/",
  "/checkout",
  "/terminal-frame",
  "/terminal-frame?register=x",
  "/form",
  "/frames",
];
const BODY = `<!doctype html><html lang="en"><title>page</title><h1>A page of somebody else's</h1>
  <form action="/x"><input name="card" autocomplete="cc-number"></form><iframe src="/inner"></iframe>`;

/** Scripts, and all that each of them has to have before it runs. */
function withImports(folder: string, scripts: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...scripts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const text = readFileSync(join(folder, path), "utf8");
    for (const [, from = ""] of text.matchAll(/\b(?:import|from)\s*["`']([^"`']+)["`']/g))
      if (from.startsWith(".")) waiting.push(join(dirname(path), from));
  }
  return reached;
}

/** Everything of a page that an injected script could have changed. */
async function fingerprint(page: Page, url: string, settled?: () => boolean): Promise<unknown> {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(url);
  await page.waitForLoadState("networkidle");
  if (settled) await page.waitForFunction(settled);
  const looks = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    globals: Object.getOwnPropertyNames(globalThis).sort(),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    runtime: typeof (globalThis as { chrome?: { runtime?: unknown } }).chrome?.runtime,
  }));
  // In the order of their names: what the browser asks for at once, it asks for in any order. Its icon is its own idea.
  return { ...looks, requests: requests.filter((path) => path !== "/favicon.ico").sort() };
}

/** A browser that has no wallet. */
function plainBrowser() {
  return chromium.launchPersistentContext("", {
    executablePath: process.env.WARIFU_CHROME ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    locale: "en-US",
    viewport: { width: 1100, height: 760 },
  });
}

/** What a checkout page could notice: what it hears, what was loaded, and what is in our element. */
async function checkoutNotices(page: Page, url: string): Promise<unknown> {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { everything: heard });
    addEventListener("message", ({ data, origin }) => heard.push({ data, origin }), true);
  });
  // The frame says that it is ready a moment after everything is loaded, in either browser.
  const isReady = () =>
    JSON.stringify((globalThis as unknown as { everything: unknown[] }).everything).includes(
      "ready",
    );
  const seen = (await fingerprint(page, url, isReady)) as object;
  const noticed = await page.evaluate(() => {
    const element = document.querySelector("warifu-checkout");
    const frame = element?.shadowRoot?.querySelector("iframe");
    return {
      everything: (globalThis as unknown as { everything: unknown[] }).everything,
      loaded: performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .sort(),
      inside: element?.shadowRoot?.innerHTML,
      frames: [frame?.contentWindow?.length, frame?.getBoundingClientRect().height],
    };
  });
  return { ...seen, ...noticed };
}

test("[PG3] a shop's checkout page can't tell whether there is a wallet until it is pressed", async ({
  world,
  shopper,
}) => {
  const plain = await plainBrowser();
  try {
    const url = world.counter.origin();
    const pages = [await shopper.context.newPage(), await plain.newPage()] as const;
    const [withWallet, without] = await Promise.all(
      pages.map((page) => checkoutNotices(page, url)),
    );
    expect(withWallet).toEqual(without);
    expect(JSON.stringify(withWallet)).toContain("ready");
  } finally {
    await plain.close();
  }
});

test("[PG3] pages of other hostnames are the same with the wallet and without it", async ({
  shopper,
}) => {
  const server: Server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(BODY);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const plain = await plainBrowser();
  try {
    for (const host of ["127.0.0.1", "bank.localhost"]) {
      for (const path of PAGES) {
        const url = `http://${host}:${port}${path}`;
        const pages = [await shopper.context.newPage(), await plain.newPage()] as const;
        const [withWallet, without] = await Promise.all(
          pages.map((page) => fingerprint(page, url)),
        );
        expect(withWallet, url).toEqual(without);
        await Promise.all(pages.map((page) => page.close()));
      }
    }
  } finally {
    await plain.close();
    server.closeAllConnections();
    server.close();
  }
});

test("[PG13] the manifest asks for one host, storage and alarms, for messages when they are wanted, and opens nothing to pages", ({
  world,
}) => {
  const manifest = JSON.parse(readFileSync(join(world.extension, "manifest.json"), "utf8"));
  expect(manifest.host_permissions).toEqual(["http://localhost/*"]);
  // Neither warns at the installation: the side panel is opened by the browser's own button.
  expect([...manifest.permissions].sort()).toEqual(["alarms", "sidePanel", "storage"]);
  expect(manifest.optional_permissions).toEqual(["notifications"]);
  expect(manifest.optional_host_permissions ?? []).toEqual([]);
  expect(manifest.web_accessible_resources).toBeUndefined();
  expect(manifest.externally_connectable).toBeUndefined();
  expect(manifest.content_scripts).toHaveLength(1);
  expect(manifest.content_scripts[0]).toMatchObject({
    matches: ["http://localhost/terminal-frame?*"],
    all_frames: true,
    run_at: "document_start",
  });
  const policy = manifest.content_security_policy.extension_pages;
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
  const { origin, host } = new URL(world.proxy.origin);
  expect(policy).toContain(`; connect-src ${origin} ws://${host}; `);
  expect(policy).toContain("; frame-ancestors 'none'; require-trusted-types-for 'script'; ");
  expect(policy).not.toMatch(/unsafe|\*/);
  // As a deployment's build has it; plain http is this machine's own.
  const deployed = policy
    .replaceAll(origin, "https://pay.example")
    .replaceAll(`ws://${host}`, "wss://pay.example");
  expect(cspErrors(deployed)).toEqual([]);
});

test("what a sheet loads, all that a window may fetch, and the package stay small", ({ world }) => {
  const popup = readFileSync(join(world.extension, "popup.html"), "utf8");
  const named = [...popup.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, path]) => path ?? "");
  expect(named.length).toBeGreaterThan(0);
  const sumOf = (sum: number, path: string) => sum + statSync(join(world.extension, path)).size;
  const window = [...withImports(world.extension, named)];
  const chunks = readdirSync(join(world.extension, "chunks")).map((name) => `chunks/${name}`);
  // A window fetches the words of one language: those that come with it, and those of the screens that are gone to.
  const languages = LANGUAGES.map((language) => {
    const first = `chunks/${language.toLowerCase()}.js`;
    const words = [first, first.replace(".js", "-later.js")];
    expect(chunks).toEqual(expect.arrayContaining(words));
    // Their keys come with the window: nothing is fetched in a second step.
    const fetched = [...withImports(world.extension, [first])];
    expect(fetched.filter((path) => path !== first && !window.includes(path))).toEqual([]);
    return { words, first: [first].reduce(sumOf, 0), all: words.reduce(sumOf, 0) };
  });
  const longest = (which: "first" | "all") => Math.max(...languages.map((one) => one[which]));
  const withWindow = window.reduce(sumOf, 0);
  expect(withWindow + longest("first")).toBeLessThanOrEqual(FIRST_JS_BYTES_MAX);
  const code = chunks.filter((path) => !languages.some(({ words }) => words.includes(path)));
  expect(code.reduce(sumOf, 0) + longest("all")).toBeLessThanOrEqual(ALL_JS_BYTES_MAX);
  const folder = mkdtempSync(join(tmpdir(), "warifu-zip-"));
  try {
    const env = {
      ...process.env,
      WARIFU_OUT_DIR: folder,
      WARIFU_ROOT_KEY: world.keys.root.publicKey,
    };
    execFileSync(node24(), [tool("wxt", "bin/wxt.mjs"), "zip", "-b", "chrome"], {
      cwd: root,
      env,
      stdio: "ignore",
    });
    const zip = readdirSync(folder).find((name) => name.endsWith(".zip")) ?? "";
    expect(statSync(join(folder, zip)).size).toBeLessThanOrEqual(ZIP_BYTES_MAX);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
