/**
 * A shop on Hono: `WARIFU_KEY=… WARIFU_WEBHOOK_SECRET=… node main.ts`. The same app runs on Bun and Deno, with another
 * database than node:sqlite.
 */

import { setTimeout as wait } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { checkoutTag } from "@warifu/register-server";
import { Hono } from "hono";
import { openCheckout } from "../checkout.ts";
import { checkoutPage } from "../page.ts";

const { warifu, orders, finalizer, press, poll } = openCheckout(process.env);
const app = new Hono();

app.get("/", (c) => c.html(checkoutPage(checkoutTag(warifu))));
app.get("/thanks", (c) => c.text("Thank you!"));
app.post("/checkout/trade", async (c) => c.json(await press()));
// c.req.raw is the Request itself, its body unread.
app.post("/checkout/receipt", (c) => finalizer.page(c.req.raw));
app.post("/webhooks/warifu", (c) => finalizer.webhook(c.req.raw));
app.get("/orders/:order", (c) => {
  const times = orders.timesPaid(c.req.param("order"));
  return times === undefined ? c.notFound() : c.json({ times_paid: times });
});
// Proves that these pages are the register's.
app.get("/.well-known/warifu.json", async (c) => c.json(await warifu.wellKnown()));

const port = Number(process.env.PORT ?? 3000);
const ending = new AbortController();
const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () =>
  console.info(`http://127.0.0.1:${port}`),
);
process.once("SIGTERM", () => {
  ending.abort();
  server.close();
});

// The poller finds what no page and no webhook has told: at the start, and every minute.
while (!ending.signal.aborted) {
  await poll(ending.signal).catch((error: unknown) => console.warn("poll", error));
  await wait(60_000, undefined, { signal: ending.signal }).catch(() => undefined);
}
