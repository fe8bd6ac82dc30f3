/**
 * A counter: the smallest shop, for stories that need a page or a trade the demo shop wouldn't make. Its
 * pages carry the script tag and note every event of the element in window.heard; its trades are made
 * through the SDK, as told by `next`.
 */

import { createServer, type Server } from "node:http";
import {
  createWarifu,
  type TradeRequest,
  type TradeView,
  type Warifu,
} from "../../../register-server/index.ts";

export interface Counter {
  /** http://<host>:<port>; any hostname of the loopback reaches the same pages */
  origin(host?: string): string;
  readonly warifu: Warifu;
  /** the SDK's one secret */
  readonly key: string;
  /** what the next press asks for */
  next: TradeRequest;
  /** trades in the order in which presses made them */
  readonly trades: TradeView[];
  /** puts a page of its own up, in HTML or another type, or a redirect, with the marks of PAGES @returns its address */
  put(path: string, body: string, headers?: Readonly<Record<string, string>>): string;
  /** makes a trade without a press */
  createTrade(request?: TradeRequest): Promise<TradeView>;
  close(): Promise<void>;
}

export interface CounterOptions {
  /** where browsers reach it */
  readonly port: number;
  /** where it listens, if something stands before it */
  readonly behind?: number;
  readonly key: string;
  /** where checkout.js and the frame are served */
  readonly checkoutOrigin: string;
}

/** What a press asks for unless a story says otherwise. */
export const REQUEST: TradeRequest = {
  amount: 1200,
  currency: "JPY",
  items: [{ name: "Washi notebook", quantity: 2, amount: 1200 }],
  reference: "C-1",
};

/** The pages, by path: `%TAG%` is the script tag, `%TRADE%` and `%SANDBOX%` are the query's, `%FRAME%` our frame's address. */
const PAGES: Record<string, string> = {
  "/": '%TAG%<warifu-checkout trade-from="/trade"></warifu-checkout>',
  "/given": '%TAG%<warifu-checkout trade="%TRADE%"></warifu-checkout>',
  "/follow": '%TAG%<warifu-checkout follow="%TRADE%" trade="%TRADE%"></warifu-checkout>',
  // Our frame put into the page by hand, past checkout.js.
  "/framed": '<iframe sandbox="%SANDBOX%" src="%FRAME%" width="400" height="80"></iframe>',
  "/wrapped": '<iframe src="%FRAME%" width="400" height="80"></iframe>',
  "/nested": '<iframe src="/wrapped" width="600" height="400"></iframe>',
};

export async function startCounter({
  port,
  behind = port,
  key,
  checkoutOrigin,
}: CounterOptions): Promise<Counter> {
  const warifu = createWarifu({ key });
  const trades: TradeView[] = [];
  const counter = { next: REQUEST };
  const put = new Map<string, { body: string; headers: Readonly<Record<string, string>> }>();
  const create = async (request = counter.next) => {
    const trade = await warifu.createTrade(request);
    trades.push(trade);
    return trade;
  };
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://counter");
    if (request.method === "POST" && url.pathname === "/trade") {
      const trade = await create();
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ trade: trade.id }));
      return;
    }
    const own = put.get(url.pathname);
    const page = (own?.body ?? PAGES[url.pathname])
      ?.replaceAll("%TRADE%", url.searchParams.get("trade") ?? "")
      .replace("%SANDBOX%", url.searchParams.get("sandbox") ?? "")
      .replaceAll("%FRAME%", `${checkoutOrigin}/terminal-frame?register=${warifu.register}`)
      .replace("%TAG%", tag(checkoutOrigin, warifu.register));
    const found = own?.headers.location ? 307 : 200;
    response.writeHead(page ? found : 404, { "content-type": "text/html", ...own?.headers });
    response.end(
      own?.headers["content-type"]
        ? page
        : page
          ? `<!doctype html><html lang="en"><title>Counter</title><h1>Counter</h1>${HEARD}${page}`
          : "",
    );
  });
  await new Promise<void>((resolve) => server.listen(behind, resolve));
  return Object.assign(counter, {
    origin: (host = "127.0.0.1") => `http://${host}:${port}`,
    warifu,
    key,
    trades,
    put: (path: string, body: string, headers: Readonly<Record<string, string>> = {}) => {
      put.set(path, { body, headers });
      return `http://127.0.0.1:${port}${path}`;
    },
    createTrade: create,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

function tag(origin: string, register: string): string {
  return `<script src="${origin}/checkout.js" data-register="${register}" async></script>`;
}

const HEARD = `<script>
  window.heard = [];
  for (const name of ["settled", "refused", "expired", "cancelled", "no-wallet", "trouble"]) {
    addEventListener("warifu-" + name, (event) => {
      heard.push({ name, trade: event.trade, receipt: event.receipt, code: event.code });
    });
  }
</script>`;
