/**
 * The world of a scenario: both servers really running behind a fault proxy, the demo shop on another
 * hostname, and the extension built for exactly this system. One per Playwright worker; stories that kill
 * servers make their own.
 */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeploymentKeys, makeKeys } from "../../../cli/keys.ts";
import { registerShop } from "../../../cli/register.ts";
import { buildExtension } from "../../../cli/system/builds.ts";
import { freePort } from "../../../cli/system/free-port.ts";
import { type Servers, startServers } from "../../../cli/system/servers.ts";
import { type ShopProcess, startShop } from "../../../cli/system/shop-process.ts";
import type { Capture } from "../canary/capture.ts";
import { type FaultProxy, startFaultProxy } from "../fault-proxy.ts";
import { type Counter, startCounter } from "./counter.ts";
import { plantAtCarrier } from "./plants.ts";
import { Watch } from "./watch.ts";

export interface World {
  readonly keys: DeploymentKeys;
  readonly servers: Servers;
  readonly proxy: FaultProxy;
  /** the demo shop, registered and started at the first call */
  shop(): Promise<ShopProcess>;
  /** the smallest shop, another register than the demo shop */
  readonly counter: Counter;
  /** folder of the unpacked extension */
  readonly extension: string;
  readonly folder: string;
  /** hears everything, and looks for what a shop must not learn */
  readonly watch: Watch;
  /** @throws Error where something of a payer was heard since the last time */
  sweep(): Promise<void>;
  /** moves both servers' clocks ahead of real time @param ms 0 puts them right again */
  moveClock(ms: number): Promise<void>;
  /** another register, with its own key */
  register(name: string, origins: string[]): Promise<{ register: string; key: string }>;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "warifu-world-"));
  const keys = await makeKeys({ mode: "test", now: Date.now() });
  const ports = { synchronous: await freePort(), carrier: await freePort() };
  const watch = new Watch();
  const { capture } = watch;
  const proxy = await startFaultProxy(() => ports.synchronous, { capture });
  const servers = await startServers({
    folder,
    keys,
    ports,
    publicOrigin: proxy.origin,
    testClock: true,
  });
  const direct = `http://127.0.0.1:${ports.synchronous}`;
  const register = registrar(proxy.origin, servers, keys);
  const counter = await openCounter(register, proxy.origin, capture);
  const { carrierOrigin } = servers;
  const operatorKey = keys.carrier.OPERATOR_KEY ?? "";
  const door = { carrierOrigin, operatorKey, register: counter.warifu.register };
  await plantAtCarrier(door, watch.sweep, watch.person);
  const pins = { origin: proxy.origin, rootKey: keys.root.publicKey, mode: "test" };
  const extension = await buildExtension(pins, join(folder, "extension"));
  let shop: Promise<ShopProcess> | undefined;
  const logs = async () => logsOf(servers, await shop);
  const stored = {
    "synchronous-storage": join(folder, "state", "synchronous"),
    "carrier-storage": join(folder, "state", "carrier"),
  };
  return {
    keys,
    servers,
    proxy,
    counter,
    shop: () => {
      shop ??= openShop(register, join(folder, "shop"), capture);
      return shop;
    },
    watch,
    async sweep() {
      watch.afterStory(await logs(), stored);
    },
    extension,
    folder,
    register,
    async moveClock(ms) {
      await Promise.all([direct, servers.carrierOrigin].map((origin) => setClock(origin, ms)));
    },
    async close() {
      watch.hearFiles("shop-own", join(folder, "shop"));
      await (await shop)?.stop();
      await Promise.all([counter.close(), servers.stop(), proxy.close()]);
      try {
        watch.afterWorld(await logs(), { "shop-own": join(folder, "shop"), ...stored });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function registrar(server: string, servers: Servers, keys: DeploymentKeys): World["register"] {
  return (name, origins) =>
    registerShop({
      name,
      origins,
      server,
      carrier: servers.carrierOrigin,
      mode: "test",
      operatorKey: keys.carrier.OPERATOR_KEY ?? "",
      rootKey: keys.root.publicKey,
      vouched: true,
    });
}

function logsOf(servers: Servers, shop: ShopProcess | undefined): Record<string, string> {
  return {
    "synchronous server": servers.log("synchronous"),
    "carrier server": servers.log("carrier"),
    shop: shop?.log() ?? "",
  };
}

/** The counter behind a proxy that hears it. */
async function openCounter(
  register: World["register"],
  checkoutOrigin: string,
  capture: Capture,
): Promise<Counter> {
  const [port, behind] = [await freePort(), await freePort()];
  const { key } = await register("Counter", [`http://127.0.0.1:${port}`]);
  const counter = await startCounter({ port, behind, key, checkoutOrigin });
  const options = { capture, name: "counter", place: "shop-own", port } as const;
  const before = await startFaultProxy(() => behind, options);
  const { close } = counter;
  return Object.assign(counter, {
    close: async () => {
      await Promise.all([before.close(), close()]);
    },
  });
}

/** The demo shop behind a proxy that hears it; its files are in a folder of their own. */
async function openShop(
  register: World["register"],
  folder: string,
  capture: Capture,
): Promise<ShopProcess> {
  const [port, behind] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${port}`;
  const { key } = await register("Kami paper goods", [origin]);
  mkdirSync(folder, { recursive: true });
  const database = join(folder, "shop.sqlite");
  const shop = await startShop({ port: behind, key, database, env: { SHOP_ORIGIN: origin } });
  const options = { capture, name: "shop", place: "shop-own", port } as const;
  const before = await startFaultProxy(() => behind, options);
  const stop = async (signal?: NodeJS.Signals) => {
    await Promise.all([before.close(), shop.stop(signal)]);
  };
  return { ...shop, origin, stop };
}

async function setClock(origin: string, ms: number): Promise<void> {
  const response = await fetch(`${origin}/v1/test/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ offset_ms: ms }),
  });
  if (!response.ok)
    throw new Error(`the clock did not move: ${response.status} ${await response.text()}`);
}
