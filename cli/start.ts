/**
 * Runs the whole system on this machine, from keys to a browser with the wallet. Keys, state and the shop's
 * orders are kept in .warifu/, so that the next start goes on where this one ended.
 */

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DeploymentKeys } from "./keys.ts";
import { openBrowser } from "./purchase/browser.ts";
import { buyHeadless } from "./purchase/buy-headless.ts";
import { prepareShop, registerShop } from "./register-shop.ts";
import { root } from "./set-up.mjs";
import { buildAssets, buildExtension } from "./system/builds.ts";
import { portNear } from "./system/free-port.ts";
import { keptKeys, writeSecret } from "./system/kept-keys.ts";
import { type Servers, startServers } from "./system/servers.ts";
import { type ShopProcess, startShop } from "./system/shop-process.ts";

const FOLDER = join(root, ".warifu");
/** wrangler's page of every request: a span for each call of a Worker or object, and what was logged. */
const TRACES = "/cdn-cgi/local/explorer";
const DEFAULT_PORTS = { synchronous: 8787, carrier: 8788, shop: 3000 };

interface StartedSystem {
  readonly servers: Servers;
  readonly shop: ShopProcess;
  readonly extension: string;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { once: { type: "boolean", default: false } } });
  mkdirSync(FOLDER, { recursive: true });
  const started = Date.now();
  const watched = hasDisplay() && !values.once;
  const system = await startSystem(watched);
  console.log(`\nEverything runs (${seconds(started)}).`);
  console.log(`  shop               ${system.shop.origin}`);
  console.log(`  synchronous server ${system.servers.origin}`);
  console.log(`  carrier server     ${system.servers.carrierOrigin}`);
  console.log(`  extension          ${system.extension}`);
  console.log(`  how they do        ${system.servers.carrierOrigin}/watch`);
  console.log(`  traces and logs    ${system.servers.origin}${TRACES}\n`);
  let exitCode = 0;
  try {
    exitCode = await shopOnce(system, { watched, once: values.once });
    if (!values.once) await untilInterrupted();
  } finally {
    await Promise.all([system.shop.stop(), system.servers.stop()]);
  }
  return exitCode;
}

/** @param watched somebody sits before the browser */
async function startSystem(watched: boolean): Promise<StartedSystem> {
  const keys = await keptKeys(FOLDER);
  await buildAssets();
  console.log("[servers] starting the carrier server and the synchronous server …");
  const ports = await ownPorts();
  const servers = await startServers({ folder: FOLDER, keys, ports });
  const demoShop = `http://127.0.0.1:${ports.shop}`;
  const pins = {
    ...{ origin: servers.origin, rootKey: keys.root.publicKey, mode: "test" },
    ...{ demoShop, welcome: watched },
  };
  const extension = await buildExtension(pins, join(root, ".output"));
  const shop = await registeredShop(servers, keys, ports.shop);
  return { servers, shop, extension };
}

/** The demo shop registers itself once, as a real one would: it serves its own proof; its one secret is kept. */
async function registeredShop(
  servers: Servers,
  keys: DeploymentKeys,
  port: number,
): Promise<ShopProcess> {
  const path = join(FOLDER, `shop-${new URL(servers.origin).port}-${port}.key`);
  const place = { server: servers.origin, rootKey: keys.root.publicKey, mode: "test" } as const;
  const known = existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
  const key = known ?? (await prepareShop(place)).key;
  const shop = await startShop({ port, key, database: join(FOLDER, "shop.sqlite") });
  if (known !== undefined) return shop;
  try {
    console.log("[shop] registering the demo shop with the carrier …");
    const operatorKey = keys.carrier.OPERATOR_KEY ?? "";
    const [name, origins] = ["Kami paper goods", [shop.origin]];
    await registerShop({
      ...{ ...place, name, origins, carrier: servers.carrierOrigin, operatorKey, key },
    });
    writeSecret(path, key);
    return shop;
  } catch (error) {
    await shop.stop();
    throw error;
  }
}

function hasDisplay(): boolean {
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  return Boolean(display) || process.platform === "darwin";
}

async function shopOnce(
  { servers, shop, extension }: StartedSystem,
  { watched, once }: { readonly watched: boolean; readonly once: boolean },
): Promise<number> {
  if (watched) {
    await openBrowser({ extension, headless: false, profile: join(FOLDER, "profile") }).then(
      ({ context }) => context.newPage().then((page) => page.goto(shop.origin)),
    );
    console.log("A browser with the wallet is open at the shop. Ctrl-C ends everything.");
    return 0;
  }
  const bought = await buyHeadless({
    extension,
    shop: shop.origin,
    screenshots: join(root, ".output", "start"),
  });
  if (!bought) console.error(servers.log("synchronous"), servers.log("carrier"), shop.log());
  if (!once) {
    console.log(`\nTo try it yourself: load ${extension} as an unpacked extension`);
    console.log(
      "(chrome://extensions, developer mode), and open the shop. Ctrl-C ends everything.",
    );
  }
  return bought ? 0 : 1;
}

/** The usual ports, or free ones where something else listens on them. */
async function ownPorts(): Promise<typeof DEFAULT_PORTS> {
  const entries = Object.entries(DEFAULT_PORTS).map(async ([name, port]) => [
    name,
    await portNear(port),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
  });
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

process.exit(await main());
