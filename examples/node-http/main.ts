/**
 * A shop on Node's own http: `WARIFU_KEY=… WARIFU_WEBHOOK_SECRET=… node main.ts`. The finalizer takes the IncomingMessage
 * as it is; so it does in Express, in a route that stands before every body parser.
 */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { checkoutTag } from "@warifu/register-server";
import { openCheckout } from "../checkout.ts";
import { checkoutPage } from "../page.ts";

const { warifu, orders, finalizer, press, poll } = openCheckout(process.env);

const ROUTES: Readonly<Record<string, (request: IncomingMessage) => Promise<Response>>> = {
  "GET /": async () =>
    new Response(checkoutPage(checkoutTag(warifu)), {
      headers: { "content-type": "text/html; charset=utf-8" },
    }),
  "GET /thanks": async () => new Response("Thank you!"),
  "GET /.well-known/warifu.json": async () => Response.json(await warifu.wellKnown()),
  "POST /checkout/trade": async () => Response.json(await press()),
  "POST /checkout/receipt": (request) => finalizer.page(request),
  "POST /webhooks/warifu": (request) => finalizer.webhook(request),
};

async function answer(request: IncomingMessage): Promise<Response> {
  const { pathname } = new URL(request.url ?? "/", "http://shop");
  const route = ROUTES[`${request.method} ${pathname}`];
  if (route) return route(request);
  const [, order = ""] = /^\/orders\/([\w-]+)$/.exec(pathname) ?? [];
  const times = orders.timesPaid(order);
  return times === undefined
    ? new Response("not found", { status: 404 })
    : Response.json({ times_paid: times });
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // What throws is answered with 500: so a webhook comes again.
  const answered = await answer(request).catch((error: unknown) => {
    console.warn("failed", error);
    return new Response("failed", { status: 500 });
  });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(Buffer.from(await answered.arrayBuffer()));
}

const port = Number(process.env.PORT ?? 3000);
const ending = new AbortController();
const server = createServer((request, response) => void serve(request, response));
server.listen(port, "127.0.0.1", () => console.info(`http://127.0.0.1:${port}`));
process.once("SIGTERM", () => {
  ending.abort();
  server.close();
});

while (!ending.signal.aborted) {
  await poll(ending.signal).catch((error: unknown) => console.warn("poll", error));
  await wait(60_000, undefined, { signal: ending.signal }).catch(() => undefined);
}
