// The developer's commands against both servers, really running: a shop that signs itself up, its events made, followed,
// brought again and exported, and the demo shop under chaos. No browser.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { makeKeys } from "../../cli/keys.ts";
import { node24, root } from "../../cli/set-up.mjs";
import { freePort } from "../../cli/system/free-port.ts";
import { type Servers, startServers } from "../../cli/system/servers.ts";
import { startShop } from "../../cli/system/shop-process.ts";
import { runChaos, type Story } from "../../cli/warifu/chaos/run-chaos.ts";
import { paidOrder } from "../../cli/warifu/chaos/shop-orders.ts";
import { listenSecret } from "../../cli/warifu/listen/signing-secret.ts";
import { startSigningProxy } from "../../cli/warifu/sign/signing-proxy.ts";
import { SCRIPTS } from "../../cli/warifu/trigger/scripts.ts";
import { openStage, openTrade, paidTrade, type Stage } from "../../cli/warifu/trigger/stage.ts";
import { triggerEvent } from "../../cli/warifu/trigger/trigger-event.ts";
import { warifuKeyOf } from "../../cli/warifu-key.ts";
import type { EventType, RegisterEvent } from "../../register-server/index.ts";

test.describe.configure({ mode: "serial" });

let folder: string;
let servers: Servers;
let env: string;
let key: string;
let stage: Stage;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), "warifu-tools-"));
  const keys = await makeKeys({ mode: "test", now: Date.now() });
  servers = await startServers({ folder, keys, testClock: true });
  env = join(folder, "shop.env");
  const done = await warifu(
    "init",
    "--name",
    "Tool shop",
    "--server",
    servers.origin,
    "--env",
    env,
  );
  expect(done.code, done.said).toBe(0);
  expect(done.said).toContain("<script src=");
  key = warifuKeyOf(env, undefined);
  expect(done.said).not.toContain(key);
  const operator = { carrier: servers.carrierOrigin, key: keys.carrier.OPERATOR_KEY ?? "" };
  stage = openStage({ key, say: () => undefined, operator });
});

test.afterAll(async () => {
  await servers.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The command as a developer types it. */
async function warifu(...words: string[]): Promise<{ code: number | null; said: string }> {
  const { WARIFU_KEY: _, ...own } = process.env;
  const child = spawn(node24(), [join(root, "cli/warifu/warifu.ts"), ...words], {
    cwd: folder,
    env: { ...own, NO_COLOR: "1", NODE_NO_WARNINGS: "1" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, said };
}

test("the key is for its owner alone, and no second one goes into the same file", async () => {
  expect(statSync(env).mode & 0o777).toBe(0o600);
  const again = await warifu("init", "--server", servers.origin, "--env", env);
  expect(again.code).toBe(1);
  expect(again.said).toContain("has a WARIFU_KEY already");
});

test("every event can be made to happen", async () => {
  test.setTimeout(90_000);
  // Refused payouts are of who has no payout account yet: before the others.
  const first: EventType[] = ["payout.refused"];
  const rest = (Object.keys(SCRIPTS) as EventType[]).filter((type) => !first.includes(type));
  for (const type of [...first, ...rest]) expect((await triggerEvent(stage, type)).type).toBe(type);
});

test("a trade that the payer can't pay is refused by its amount, and paid by another", async () => {
  const poor = await openTrade(stage, { amount: 7001 });
  const refused = await warifu("pay", poor.id, "--env", env);
  expect([refused.code, refused.said.trim()]).toEqual([1, "refused: insufficient_funds"]);
  const paid = await warifu("pay", (await openTrade(stage)).id, "--env", env, "--json");
  expect(JSON.parse(paid.said)).toMatchObject({ state: "settled" });
});

test("[TT6] a hold ends as soon as the clock is past it", async () => {
  const held = await paidTrade(stage, { capture: "later" });
  const carrier = ["--carrier", servers.carrierOrigin, "--env", env];
  const ahead = await warifu("clock", "advance", "8d", ...carrier);
  expect(ahead.code, ahead.said).toBe(0);
  const status = async () => (await stage.warifu.getTrade(held.id)).status;
  await expect.poll(status).toBe("voided");
  expect((await warifu("clock", "show", "--env", env)).said).toContain("192.0 h ahead");
  expect((await warifu("clock", "reset", ...carrier)).code).toBe(0);
  expect((await stage.warifu.getTrade((await paidTrade(stage)).id)).status).toBe("settled");
});

test("events are brought to a local address, and one of them again", async () => {
  const bodies: string[] = [];
  const endpoint = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      bodies.push(body);
      response.writeHead(204).end();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => endpoint.listen(port, "127.0.0.1", resolve));
  const to = `http://127.0.0.1:${port}/`;
  const { last } = await stage.warifu.events.list({ limit: 1 });
  const listening = spawn(
    node24(),
    [join(root, "cli/warifu/warifu.ts"), "listen", "--to", to, "--env", env, "--from", `${last}`],
    { cwd: folder, env: { ...process.env, NODE_NO_WARNINGS: "1" } },
  );
  const event = await triggerEvent(stage, "trade.cancelled");
  await expect.poll(() => bodies.map((body) => JSON.parse(body).id)).toEqual([event.id]);
  listening.kill("SIGTERM");
  await new Promise((resolve) => listening.once("close", resolve));
  expect(existsSync(join(folder, ".warifu-listen.json"))).toBe(true);
  const again = await warifu("events", "replay", event.id, "--to", to, "--env", env);
  expect([again.code, bodies.length]).toEqual([0, 2]);
  const listed = await warifu("events", "list", "--env", env, "--json", "--limit", "1");
  expect((JSON.parse(listed.said.split("\n")[0] ?? "") as RegisterEvent).id).toBe(event.id);
  endpoint.close();
});

test("everything there is goes into a folder", async () => {
  const out = join(folder, "export");
  const done = await warifu("export", out, "--env", env);
  expect(done.code, done.said).toBe(0);
  expect(readdirSync(out).sort()).toEqual([
    ...["events.csv", "events.json", "journal.csv", "journal.hledger", "journal.json"],
    ...["payouts.csv", "payouts.json", "trades.csv", "trades.json"],
  ]);
  const events = JSON.parse(readFileSync(join(out, "events.json"), "utf8")) as RegisterEvent[];
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1));
  const trades = readFileSync(join(out, "trades.csv"), "utf8").trim().split("\r\n");
  const read = JSON.parse(readFileSync(join(out, "trades.json"), "utf8")) as unknown[];
  expect(trades.length).toBe(read.length + 1);
});

test("a tool that knows nothing of signatures sells by the proxy", async () => {
  const proxy = await startSigningProxy({ key });
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ amount: 100, currency: "JPY" });
  const made = await fetch(`${proxy.origin}/v1/trades`, { method: "POST", headers, body });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  expect((await fetch(`${proxy.origin}/v1/trades/${id}`)).status).toBe(200);
  const cancelled = await fetch(`${proxy.origin}/v1/trades/${id}/cancel`, {
    method: "POST",
    headers,
    body: "{}",
  });
  expect(await cancelled.json()).toMatchObject({ status: "cancelled" });
  await proxy.stop();
});

test("the demo shop passes chaos", async () => {
  test.setTimeout(90_000);
  const secret = await listenSecret(key);
  const port = await freePort();
  const shop = await startShop({
    ...{ port, key, database: join(folder, "shop.sqlite") },
    env: { WARIFU_WEBHOOK_SECRET: secret.text },
  });
  const findings = await runChaos({
    ...{ to: `${shop.origin}/webhooks/warifu`, secret, seed: 1, count: 10, patienceMs: 20_000 },
    say: () => undefined,
    story: (refunded) => storyAt(shop.origin, refunded),
  });
  await shop.stop();
  expect(findings).toEqual([]);
});

/** An order of a shopper of its own: a basket, and the trade of a press. */
async function storyAt(shop: string, refunded: boolean): Promise<Story> {
  const form = { Origin: shop, "Content-Type": "application/x-www-form-urlencoded" };
  const product =
    /name="product" value="([^"]+)"/.exec(await (await fetch(shop)).text())?.[1] ?? "";
  const filled = await fetch(`${shop}/basket`, {
    ...{ method: "POST", redirect: "manual", headers: form },
    body: new URLSearchParams({ product }),
  });
  const cookie = filled.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const addresses = {
    tradeFrom: `${shop}/checkout/trade`,
    state: `${shop}/orders/{order}/status`,
    headers: { Cookie: cookie },
  };
  return paidOrder(stage, addresses, refunded);
}
