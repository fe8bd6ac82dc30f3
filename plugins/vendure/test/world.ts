// Both of Warifu's servers and a real Vendure with the built plugin on SQL.js, as a merchant would have them: the shop is
// registered, and its webhooks are brought by the real Courier. Nothing is a stand-in but the shopper's browser.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { INestApplication } from "@nestjs/common";
import { mergeConfig, TransactionalConnection } from "@vendure/core";
import { createTestEnvironment, type SimpleGraphQLClient, testConfig } from "@vendure/testing";
import { gql } from "graphql-tag";
import { makeKeys } from "../../../cli/keys.ts";
import { registerShop } from "../../../cli/register-shop.ts";
import { freePort } from "../../../cli/system/free-port.ts";
import { type Servers, startServers } from "../../../cli/system/servers.ts";
import { createWarifu, type Warifu } from "../../../register-server/index.ts";
import {
  aScriptedTerminal,
  type ScriptedTerminal,
} from "../../../test/support/scenario/scripted-terminal.ts";
import type * as Plugin from "../src/index.ts";
import { startDatabase } from "./databases.ts";
import { initialData } from "./initial-data.ts";

/** What a merchant gets: the bundle, in which there is one of each class. */
export const plugin: typeof Plugin = createRequire(import.meta.url)("../lib/index.cjs");

export interface World {
  readonly servers: Servers;
  /** the register's own SDK, to look at Warifu's side */
  readonly warifu: Warifu;
  readonly webhookSecret: string;
  /** where Vendure answers */
  readonly origin: string;
  readonly app: INestApplication;
  readonly shop: SimpleGraphQLClient;
  readonly admin: SimpleGraphQLClient;
  terminal(): Promise<ScriptedTerminal>;
  /** no webhook comes until they are turned on again */
  webhooks(status: "enabled" | "disabled"): Promise<void>;
  /** one round of the plugin's poller */
  poll(): Promise<void>;
  /** what the poller does about one trade, whether it is time or not */
  follow(trade: string): Promise<void>;
  /** the plugin's own row */
  row(trade: string): Promise<Plugin.WarifuTrade>;
  /** what the payment method asks for from now on */
  capture(when: "now" | "later"): Promise<void>;
  /** moves Warifu's clocks ahead of real time @param ms 0 puts them right again */
  moveClock(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "warifu-vendure-"));
  const keys = await makeKeys({ mode: "test", now: Date.now() });
  const rootKey = keys.root.publicKey;
  const servers = await startServers({ folder, keys, testClock: true });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const { key } = await registerShop({
    name: "Vendure shop",
    origins: [origin],
    server: servers.origin,
    carrier: servers.carrierOrigin,
    mode: "test",
    operatorKey: keys.carrier.OPERATOR_KEY ?? "",
    rootKey,
    vouched: true,
  });
  const warifu = createWarifu({ key });
  const { id, secret } = await warifu.webhooks.create({ url: `${origin}/warifu/webhooks` });
  const vendure = await startVendure({ folder, port, key, secret });
  const connection = vendure.app.get(TransactionalConnection).rawConnection;
  const row = (trade: string) =>
    connection.getRepository(plugin.WarifuTrade).findOneByOrFail({ trade });
  return {
    servers,
    warifu,
    webhookSecret: secret,
    origin,
    ...vendure,
    terminal: () => aScriptedTerminal({ origin: servers.origin, rootKey }),
    async webhooks(status) {
      await warifu.webhooks.change(id, { status });
    },
    poll: () => vendure.app.get(plugin.Poller).poll(),
    async follow(trade) {
      await vendure.app.get(plugin.TradeFollower).follow(await row(trade));
    },
    row,
    async capture(when) {
      await vendure.admin.query(CAPTURE, { when });
    },
    async moveClock(ms) {
      const origins = [`http://127.0.0.1:${servers.synchronousPort}`, servers.carrierOrigin];
      await Promise.all(origins.map((server) => setClock(server, ms)));
    },
    async close() {
      await vendure.close();
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const CAPTURE = gql`
  mutation ($when: String!) {
    updatePaymentMethod(
      input: {
        id: "T_1"
        handler: { code: "warifu", arguments: [{ name: "capture", value: $when }] }
      }
    ) {
      id
    }
  }
`;

/** The poller runs when the tests say so: what finds a payment is known then. */
async function startVendure(of: { folder: string; port: number; key: string; secret: string }) {
  const database = await startDatabase(of.folder);
  const options = { key: of.key, webhookSecret: of.secret, pollEveryMs: 0 };
  const config = mergeConfig(testConfig, {
    apiOptions: { port: of.port, hostname: "127.0.0.1" },
    plugins: [plugin.WarifuPlugin.init(options)],
  });
  if (database.options) config.dbConnectionOptions = database.options;
  const { server, shopClient, adminClient } = createTestEnvironment(config);
  const productsCsvPath = new URL("./products.csv", import.meta.url).pathname;
  await server.init({ initialData, productsCsvPath, customerCount: 0 });
  await adminClient.asSuperAdmin();
  return {
    app: server.app,
    shop: shopClient,
    admin: adminClient,
    async close() {
      await server.destroy();
      await database.stop();
    },
  };
}

async function setClock(origin: string, ms: number): Promise<void> {
  const response = await fetch(`${origin}/v1/test/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ offset_ms: ms }),
  });
  if (!response.ok) throw new Error(`the clock did not move: ${response.status}`);
}
