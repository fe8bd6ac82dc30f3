/**
 * Everything a run of the wallet's bench needs: both servers on plain workerd, the demo shop, the wallet as the store
 * gets it, a browser with it, and an account in it. One folder holds all of it and goes at the end.
 */

import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeKeys } from "../../cli/keys.ts";
import { registerShop } from "../../cli/register-shop.ts";
import { root } from "../../cli/set-up.mjs";
import { buildAssets } from "../../cli/system/builds.ts";
import { freePort } from "../../cli/system/free-port.ts";
import { startShop } from "../../cli/system/shop-process.ts";
import { buildWorkers } from "../ours/build-workers.ts";
import { startWorkerdServers } from "../ours/start-servers.ts";
import { Chromium } from "./browser/chromium.ts";
import { buildPackage, type StorePackage } from "./footprint/package.ts";

export interface WalletStage {
  /** as it is after an installation: the wallet's icon is in a menu, and comes out before its popup does */
  readonly chromium: Chromium;
  /** the icon is in the toolbar for good */
  readonly pinned: Chromium;
  readonly store: StorePackage;
  /** origin of the demo shop */
  readonly shop: string;
  /** our one origin */
  readonly origin: string;
  /** folder of checkout.js, frame.js and frame.css */
  readonly assets: string;
  close(): Promise<void>;
}

export async function setWalletStage(say: (line: string) => void): Promise<WalletStage> {
  const folder = mkdtempSync(join(tmpdir(), "warifu-bench-wallet-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const keys = await makeKeys({ mode: "test", now: Date.now() });
  say("building the servers, the shop's script and the wallet");
  const built = await buildWorkers(folder);
  await buildAssets();
  const servers = await startWorkerdServers({ folder, built, keys });
  const assets = join(root, ".output", "assets");
  cpSync(assets, join(servers.folders.synchronous, "assets"), { recursive: true });
  const rootKey = keys.root.publicKey;
  const pins = { origin: servers.origin, rootKey, mode: "test" };
  const store = await buildPackage(pins, join(folder, "package"));
  const port = await freePort();
  const { key } = await registerShop({
    name: "Kami paper goods",
    origins: [`http://127.0.0.1:${port}`],
    server: servers.origin,
    carrier: servers.carrierOrigin,
    mode: "test",
    operatorKey: keys.carrier.OPERATOR_KEY ?? "",
    rootKey,
    vouched: true,
  });
  const shop = await startShop({ port, key, database: join(folder, "shop.sqlite") });
  const browsers = [false, true].map((pinned) => {
    const profile = join(folder, `profile-${pinned}`);
    mkdirSync(profile);
    return Chromium.launch({ extension: store.unpacked, profile, pinned });
  });
  const [chromium, pinned] = (await Promise.all(browsers)) as [Chromium, Chromium];
  for (const browser of [chromium, pinned]) await openAccount(browser);
  return {
    ...{ chromium, pinned, store, shop: shop.origin, origin: servers.origin, assets },
    close: async () => {
      await Promise.all([chromium.end(), pinned.end()]);
      await shop.stop();
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openAccount(chromium: Chromium): Promise<void> {
  const window = await chromium.newTab(chromium.urlOf("popup.html"));
  await window.until("document.querySelector('.window[data-status=onboarding] button.action')");
  await window.ask("document.querySelector('button.action').click()");
  await window.until("document.querySelector('.home .balances li')");
  await chromium.close(window.target);
}
