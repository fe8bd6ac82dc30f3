/**
 * The world of a scenario: both servers really running behind a fault proxy, the demo shop on another
 * hostname, and the extension built for exactly this system. One per Playwright worker; stories that kill
 * servers make their own.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeploymentKeys, makeKeys } from "../../../cli/keys.ts";
import { registerShop } from "../../../cli/register.ts";
import { buildExtension } from "../../../cli/system/builds.ts";
import { freePort } from "../../../cli/system/free-port.ts";
import { type Servers, startServers } from "../../../cli/system/servers.ts";
import { type ShopProcess, startShop } from "../../../cli/system/shop-process.ts";
import { type FaultProxy, startFaultProxy } from "../fault-proxy.ts";
import { type Counter, startCounter } from "./counter.ts";

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
  const proxy = await startFaultProxy(() => ports.synchronous);
  const servers = await startServers({
    folder,
    keys,
    ports,
    publicOrigin: proxy.origin,
    testClock: true,
  });
  const direct = `http://127.0.0.1:${ports.synchronous}`;
  const register = (name: string, origins: string[]) =>
    registerShop({
      name,
      origins,
      server: proxy.origin,
      carrier: servers.carrierOrigin,
      mode: "test",
      operatorKey: keys.carrier.OPERATOR_KEY ?? "",
      rootKey: keys.root.publicKey,
      vouched: true,
    });
  const counterPort = await freePort();
  const { key: counterKey } = await register("Counter", [`http://127.0.0.1:${counterPort}`]);
  const counter = await startCounter({
    port: counterPort,
    key: counterKey,
    checkoutOrigin: proxy.origin,
  });
  const pins = { origin: proxy.origin, rootKey: keys.root.publicKey, mode: "test" };
  const extension = await buildExtension(pins, join(folder, "extension"));
  let shop: Promise<ShopProcess> | undefined;
  return {
    keys,
    servers,
    proxy,
    counter,
    shop: () => {
      shop ??= openShop(register, join(folder, "shop.sqlite"));
      return shop;
    },
    extension,
    folder,
    register,
    async moveClock(ms) {
      await Promise.all([direct, servers.carrierOrigin].map((origin) => setClock(origin, ms)));
    },
    async close() {
      await (await shop)?.stop();
      await Promise.all([counter.close(), servers.stop(), proxy.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openShop(register: World["register"], database: string): Promise<ShopProcess> {
  const port = await freePort();
  const { key } = await register("Kami paper goods", [`http://127.0.0.1:${port}`]);
  return startShop({ port, key, database });
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
