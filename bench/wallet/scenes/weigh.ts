/** What windows and pages load of the package, and what the wallet holds in memory. Nothing is timed here. */

import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { spreadOf } from "../../measure/statistics.ts";
import type { Session } from "../browser/session.ts";
import { footprintOf, type Loaded } from "../footprint/bytes.ts";
import { walletMemory } from "../footprint/memory.ts";
import { scriptsOf } from "../footprint/scripts.ts";
import type { WalletResult } from "../report/result.ts";
import type { WalletStage } from "../stage.ts";
import { checkout, pay, pressInShop } from "./payment.ts";

const MEMORY_TIMES = 5;

export async function weigh(
  stage: WalletStage,
  tab: Session,
): Promise<Pick<WalletResult, "footprint" | "memory">> {
  const memory = await memoryOf(stage, tab);
  const loaded = await loadedOf(stage);
  const chunks = readdirSync(join(stage.store.unpacked, "chunks")).map((name) => `chunks/${name}`);
  return { footprint: footprintOf(stage.store, stage.assets, loaded, chunks), memory };
}

async function loadedOf(stage: WalletStage): Promise<Loaded> {
  const { chromium } = stage;
  const window = await chromium.newTab(chromium.urlOf("popup.html"));
  await window.until("document.querySelector('.home .balances li')");
  const home = await scriptsOf(window);
  await chromium.close(window.target);
  const { page, frame } = await checkout(stage);
  const { popup } = await pressInShop(stage, { page, frame });
  const sheet = await scriptsOf(popup);
  const [inShop, inFrame] = [await scriptsOf(page), await scriptsOf(frame)];
  await pay(popup, page);
  await chromium.close(popup.target);
  await chromium.close(page.target);
  return { home, sheet, inShop, inFrame, elsewhere: await scriptsElsewhere(stage) };
}

/** A page of somebody else's, with a frame of its own. */
async function scriptsElsewhere({ chromium }: WalletStage): Promise<string[]> {
  const body = `<!doctype html><title>page</title><h1>page</h1><iframe srcdoc="inner"></iframe>`;
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const page = await chromium.newTab(`http://127.0.0.1:${port}/terminal-frame?register=x`);
  const scripts = await scriptsOf(page);
  await chromium.close(page.target);
  server.closeAllConnections();
  server.close();
  return scripts;
}

async function memoryOf(
  { pinned: chromium }: WalletStage,
  tab: Session,
): Promise<WalletResult["memory"]> {
  const [worker, withHome]: number[][] = [[], []];
  for (let time = 0; time < MEMORY_TIMES; time++) {
    worker?.push(walletMemory(chromium.pid));
    const popup = await chromium.windowAt(() => chromium.pressIcon(tab.target), "later", "");
    await popup.until("document.querySelector('.home .balances li')");
    withHome?.push(walletMemory(chromium.pid));
    await chromium.close(popup.target);
  }
  return { worker: spreadOf(worker ?? []).median, withHome: spreadOf(withHome ?? []).median };
}
