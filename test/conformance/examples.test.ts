// Each example as it stands, with the packed SDK, against both servers: a scripted terminal pays one trade at each, and
// its order is paid once though webhook, page and poller all bring it. Meanwhile an endpoint of ours keeps what the
// Courier really sends, for the packages of others to verify.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeKeys } from "../../cli/keys.ts";
import { registerShop } from "../../cli/register.ts";
import { node24, root } from "../../cli/set-up.mjs";
import { freePort } from "../../cli/system/free-port.ts";
import { type Servers, startServers } from "../../cli/system/servers.ts";
import { startWorker } from "../../cli/system/worker-process.ts";
import type { TradeId } from "../../protocol/ids.ts";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { aScriptedTerminal, type ScriptedTerminal } from "../support/scenario/scripted-terminal.ts";
import { type PackedSdk, packSdk } from "./packed-sdk.ts";

interface Heard {
  readonly body: string;
  readonly headers: Record<string, string>;
}

const EXAMPLES = ["hono", "node-http", "cloudflare-worker"] as const;
type Example = (typeof EXAMPLES)[number];

const folder = mkdtempSync(join(tmpdir(), "warifu-examples-"));
const heard: Heard[] = [];
let sdk: PackedSdk;
let servers: Servers;
let ear: Server;
let terminal: ScriptedTerminal;
let register: (name: string, origin: string) => Promise<Warifu & { readonly key: string }>;
const ends: (() => Promise<unknown> | unknown)[] = [];

beforeAll(async () => {
  sdk = packSdk();
  for (const name of ["hono", "@hono/node-server"]) sdk.link(name);
  cpSync(join(root, "examples"), join(sdk.project, "examples"), { recursive: true });
  const keys = await makeKeys({ mode: "test", now: Date.now() });
  servers = await startServers({ folder, keys });
  terminal = await aScriptedTerminal({ origin: servers.origin, rootKey: keys.root.publicKey });
  register = async (name, origin) => {
    const { key } = await registerShop({
      ...{ name, origins: [origin], server: servers.origin, carrier: servers.carrierOrigin },
      ...{ mode: "test", operatorKey: keys.carrier.OPERATOR_KEY ?? "" },
      ...{ rootKey: keys.root.publicKey, vouched: true },
    });
    return { ...createWarifu({ key }), key };
  };
  ear = createServer(async (request, response) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    heard.push({ body: await text(request), headers });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => ear.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  for (const end of ends) await end();
  ear?.close();
  await servers?.stop();
  sdk?.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function start(example: Example, port: number, secrets: Record<string, string>) {
  const home = join(sdk.project, "examples", example);
  const state = join(folder, example);
  mkdirSync(state);
  if (example === "cloudflare-worker") {
    const envFile = join(state, "secrets.env");
    const lines = Object.entries(secrets).map(([name, value]) => `${name}='${value}'`);
    writeFileSync(envFile, `${lines.join("\n")}\n`);
    const worker = await startWorker({
      ...{ config: relative(root, join(home, "wrangler.toml")), port, envFile, vars: {} },
      ...{ stateFolder: join(state, "state"), registryFolder: join(state, "registry") },
    });
    ends.push(() => worker.stop());
    return;
  }
  const env = {
    ...process.env,
    ...secrets,
    PORT: `${port}`,
    DATABASE: join(state, "orders.sqlite"),
  };
  const child: ChildProcess = spawn(node24(), [join(home, "main.ts")], { env, stdio: "inherit" });
  ends.push(() => child.kill("SIGTERM"));
}

it.each(EXAMPLES)("%s: a trade is settled, and its order is paid once", async (example) => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const warifu = await register(`Example ${example}`, origin);
  const { id, secret } = await warifu.webhooks.create({ url: `${origin}/webhooks/warifu` });
  const listening = await warifu.webhooks.create({
    url: `http://127.0.0.1:${(ear.address() as AddressInfo).port}/`,
  });
  await start(example, port, { WARIFU_KEY: warifu.key, WARIFU_WEBHOOK_SECRET: secret });
  const shop = (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init);
  const page = await vi.waitFor(async () => (await shop("/")).text(), { timeout: 30_000 });
  expect(page).toContain(`data-register="${warifu.register}"`);
  expect((await shop("/.well-known/warifu.json")).ok).toBe(true);

  const pressed = await shop("/checkout/trade", { method: "POST" });
  const { trade, order } = (await pressed.json()) as { trade: TradeId; order: string };
  const timesPaid = async () => (await shop(`/orders/${order}`)).json();
  expect(await timesPaid()).toEqual({ times_paid: 0 });
  const forged = { headers: { "webhook-id": "evt_1" }, method: "POST", body: "{}" };
  expect((await shop("/webhooks/warifu", forged)).status).toBe(401);
  const record = await terminal.buy(trade, warifu.register, origin);
  expect(record.state).toBe("settled");

  // The webhook alone pays it; then the page comes, twice.
  await vi.waitFor(async () => expect(await timesPaid()).toEqual({ times_paid: 1 }), {
    timeout: 30_000,
  });
  const { receipt } = await warifu.getTrade(trade);
  for (let times = 0; times < 2; times++) {
    const answer = await shop("/checkout/receipt", {
      method: "POST",
      body: JSON.stringify(receipt),
    });
    expect([answer.status, await answer.json()]).toEqual([200, { state: "finalized", trade }]);
  }
  const wrong = await shop("/checkout/receipt", { method: "POST", body: '{"paid":true}' });
  expect(wrong.status).toBe(422);
  expect(await timesPaid()).toEqual({ times_paid: 1 });
  await vi.waitFor(async () => {
    const [last] = await warifu.webhooks.listAttempts(id);
    expect(last).toMatchObject({ delivered: true, status: 204 });
  });
  await othersVerify(listening.secret);
});

/** What was really sent for the last trade. */
async function othersVerify(secret: string): Promise<void> {
  const { body, headers } = await vi.waitFor(() => {
    const sent = heard.at(-1);
    if (!sent) throw new Error("nothing was sent yet");
    return sent;
  });
  expect(JSON.parse(body).type).toBe("trade.settled");
  expect(() => new StandardWebhook(secret).verify(body, headers)).not.toThrow();
  expect(() => new SvixWebhook(secret).verify(body, headers)).not.toThrow();
  expect(() => new SvixWebhook(secret).verify(`${body} `, headers)).toThrow();
  heard.length = 0;
}
