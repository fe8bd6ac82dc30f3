// Every key but the root is rotated by one command, and both servers start again with the new ones: what was receipted
// before is the same bytes and verifies as before, and everything goes on.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { makeKeys } from "../../cli/keys.ts";
import { registerShop } from "../../cli/register-shop.ts";
import { rotateKeys } from "../../cli/rotate-keys.ts";
import { startServers } from "../../cli/system/servers.ts";
import type { RegisterId, TradeId } from "../../protocol/ids.ts";
import type { Jwks } from "../../protocol/signing/published-keys.ts";
import type { PublicKey } from "../../protocol/signing/signature.ts";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { aScriptedTerminal, type ScriptedTerminal } from "../support/scenario/scripted-terminal.ts";

const PAGE = "http://127.0.0.1:9";
const ORDER = { amount: 300, currency: "JPY", items: [] };

async function kidsAt(origin: string): Promise<string[]> {
  const response = await fetch(`${origin}/.well-known/jwks.json`);
  return ((await response.json()) as Jwks).keys.map(({ kid }) => kid);
}

async function bought(warifu: Warifu, terminal: ScriptedTerminal): Promise<string> {
  const { id, register } = await warifu.createTrade(ORDER);
  const over = await terminal.buy(id as TradeId, register as RegisterId, PAGE);
  expect(over.state).toBe("settled");
  await expect.poll(async () => (await warifu.getTrade(id)).status).toBe("settled");
  return id;
}

async function receiptOf(warifu: Warifu, trade: string): Promise<string> {
  const { receipt } = await warifu.getTrade(trade);
  const expected = {
    register: warifu.register,
    mode: warifu.mode,
    trade,
    outcome: "settled",
  } as const;
  await warifu.verifyReceipt(receipt, { ...expected, amount: 300, currency: "JPY" });
  return JSON.stringify(receipt);
}

test("[RG16] [RG17] receipts are the same bytes and verify after every key was rotated, and trade goes on", async () => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "warifu-rotation-"));
  const first = await makeKeys({ mode: "test", now: Date.now() });
  // Read again at each start.
  const keys = { ...first };
  const servers = await startServers({ folder, keys });
  try {
    const { origin: server, carrierOrigin: carrier } = servers;
    const rootKey = first.root.publicKey;
    const operatorKey = first.carrier.OPERATOR_KEY ?? "";
    const asked = { name: "Rotating shop", origins: [PAGE], server, carrier, operatorKey, rootKey };
    const { key } = await registerShop({ ...asked, mode: "test", vouched: true });
    const warifu = createWarifu({ key });
    const terminal = await aScriptedTerminal({ origin: server, rootKey: rootKey as PublicKey });
    const old = await bought(warifu, terminal);
    const before = await receiptOf(warifu, old);
    const kids = await kidsAt(carrier);
    await Promise.all([servers.kill("carrier"), servers.kill("synchronous")]);
    Object.assign(keys, await rotateKeys(first, { mode: "test", now: Date.now() }));
    await Promise.all([servers.start("carrier"), servers.start("synchronous")]);
    expect(await receiptOf(warifu, old)).toBe(before);
    for (const origin of [server, carrier]) {
      const now = await kidsAt(origin);
      // Of each use the current one and the former one.
      expect(now).toHaveLength(4);
      expect(now).toEqual(expect.arrayContaining(kids));
    }
    const fresh = await bought(warifu, terminal);
    expect(JSON.parse(await receiptOf(warifu, fresh)).payload.kid).not.toBe(kids[0]);
    const refund = await warifu.refundTrade(old, { amount: 300, currency: "JPY" });
    expect(refund.status).toBe("done");
    expect(await terminal.balance("JPY")).toBe(50_000 - 300);
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
