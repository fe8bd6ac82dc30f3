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
import { createWarifu, type Warifu } from "../../../register-server/index.ts";
import { type FaultProxy, startFaultProxy } from "../fault-proxy.ts";

export interface World {
  readonly keys: DeploymentKeys;
  readonly servers: Servers;
  readonly proxy: FaultProxy;
  readonly shop: ShopProcess;
  /** the shop's own secret: for what the shop would do outside its pages */
  readonly shopKey: string;
  readonly warifu: Warifu;
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
    });
  const shopPort = await freePort();
  const { key: shopKey } = await register("Kami paper goods", [`http://127.0.0.1:${shopPort}`]);
  const shop = await startShop({
    port: shopPort,
    key: shopKey,
    database: join(folder, "shop.sqlite"),
  });
  const pins = { origin: proxy.origin, rootKey: keys.root.publicKey, mode: "test" };
  const extension = await buildExtension(pins, join(folder, "extension"));
  return {
    keys,
    servers,
    proxy,
    shop,
    shopKey,
    extension,
    folder,
    register,
    warifu: createWarifu({ key: shopKey }),
    async moveClock(ms) {
      await Promise.all([direct, servers.carrierOrigin].map((origin) => setClock(origin, ms)));
    },
    async close() {
      await Promise.all([shop.stop(), servers.stop(), proxy.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
