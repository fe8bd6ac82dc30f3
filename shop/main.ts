/** Runs the shop: `node shop/main.ts`, configured by the environment (config.ts). Ends cleanly on SIGTERM and SIGINT. */

import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { createWarifu } from "../register-server/index.ts";
import { readConfig } from "./config.ts";
import { createShop } from "./create-shop.ts";
import { openDatabase } from "./database.ts";
import { startPoller } from "./poll-trades.ts";
import type { Shop } from "./shop.ts";

const PUBLIC = fileURLToPath(new URL("public", import.meta.url));

const config = readConfig(process.env);
const shop: Shop = {
  db: openDatabase(config.database),
  warifu: createWarifu({ key: config.warifuKey }),
  webhookSecret: config.webhookSecret,
  origin: config.origin,
  now: Date.now,
  tradeDelayMs: config.tradeDelayMs,
  log: (event, detail) => console.error(JSON.stringify({ event, ...detail })),
};

const app = createShop(shop);
app.get("/*", serveStatic({ root: PUBLIC }));
const ending = new AbortController();
const polling = startPoller(shop, ending.signal);
const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, () => {
  console.info(`Kami paper goods: ${config.origin} (register ${shop.warifu.register})`);
});

for (const name of ["SIGTERM", "SIGINT"] as const) {
  process.once(name, async () => {
    ending.abort();
    await polling;
    server.close(() => process.exit(0));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
