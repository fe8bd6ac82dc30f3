// The page's status socket: its first word, what it hears, that it survives hibernation, and what it never tells.
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { PAGE_SOCKETS_PER_TRADE_MAX } from "../../../protocol/limits.ts";
import type { PageStatus } from "../../../protocol/messages.ts";
import {
  aClaim,
  aConfirmOf,
  aShop,
  ask,
  aTrade,
  aWallet,
  cancel,
  flushed,
  postConfirm,
  problemIn,
  readOffer,
  type Shop,
  tillStub,
  until,
} from "../synchronous-world.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await aShop();
});

interface Page {
  readonly socket: WebSocket;
  readonly heard: PageStatus[];
  readonly texts: string[];
  closed: number | undefined;
}

function upgrade(trade: string): Promise<Response> {
  return ask(`/v1/trades/${trade}/socket`, { headers: { Upgrade: "websocket" } });
}

async function aPage(trade: string): Promise<Page> {
  const response = await upgrade(trade);
  const socket = response.webSocket;
  if (!socket) throw new Error(`${response.status}`);
  const page: Page = { socket, heard: [], texts: [], closed: undefined };
  socket.addEventListener("message", ({ data }) => {
    page.texts.push(String(data));
    if (data !== "pong") page.heard.push(JSON.parse(String(data)));
  });
  socket.addEventListener("close", ({ code }) => {
    page.closed = code;
  });
  socket.accept();
  return page;
}

function hears(page: Page, status: string): Promise<void> {
  return until(async () => page.heard.at(-1)?.status === status);
}

async function pay(trade: TradeId): Promise<void> {
  const wallet = await aWallet();
  const offer = await readOffer(trade);
  const confirm = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
  expect((await postConfirm(confirm)).status).toBe(200);
}

describe("a page's socket", () => {
  it("says the trade's status first", async () => {
    const { id, deadline } = await aTrade(shop);
    const page = await aPage(id);
    await hears(page, "open");
    expect(page.heard).toEqual([{ trade: id, status: "open", deadline }]);
  });

  it("[TR13] hears of the settlement with its receipt, and of nothing before it", async () => {
    const { id } = await aTrade(shop);
    const page = await aPage(id);
    await pay(id);
    await hears(page, "settled");
    expect(page.heard.map(({ status }) => status)).toEqual(["open", "settled"]);
    expect(page.heard.at(-1)?.receipt?.payload).toMatchObject({ trade: id, outcome: "settled" });
    expect(page.texts.join()).not.toMatch(/pay_test_|acc_|usr_|ar1\.|claim/);
    await until(async () => page.closed === 1000);
  });

  it("every open page of the trade hears it, pages of other trades don't", async () => {
    const [{ id }, other] = [await aTrade(shop), await aTrade(shop)];
    const pages = await Promise.all([aPage(id), aPage(id), aPage(id)]);
    const stranger = await aPage(other.id);
    await cancel(shop, id);
    await Promise.all(pages.map((page) => hears(page, "cancelled")));
    expect(stranger.heard.map(({ status }) => status)).toEqual(["open"]);
  });

  it("of a trade that is over says how, and is closed", async () => {
    const { id } = await aTrade(shop);
    await cancel(shop, id);
    const page = await aPage(id);
    await until(async () => page.closed === 1000);
    expect(page.heard.map(({ status }) => status)).toEqual(["cancelled"]);
  });

  it("survives the hibernation of its till", async () => {
    const { id } = await aTrade(shop);
    await flushed(id);
    const page = await aPage(id);
    await hears(page, "open");
    await evictDurableObject(tillStub(id), { webSockets: "hibernate" });
    await pay(id);
    await hears(page, "settled");
  });

  it("is kept alive without waking its till", async () => {
    const { id } = await aTrade(shop);
    const page = await aPage(id);
    await hears(page, "open");
    page.socket.send("ping");
    await until(async () => page.texts.at(-1) === "pong");
    expect(page.closed).toBeUndefined();
  });

  it("is closed when it says anything else", async () => {
    const { id } = await aTrade(shop);
    const page = await aPage(id);
    await hears(page, "open");
    page.socket.send('{"status":"settled"}');
    await until(async () => page.closed === 1008);
  });

  it("[PG20] that the page closes is closed on both sides, and its place is free", async () => {
    const { id } = await aTrade(shop);
    const page = await aPage(id);
    await hears(page, "open");
    page.socket.close(1000);
    await until(async () => page.closed !== undefined);
    const left = (_: unknown, ctx: DurableObjectState) => ctx.getWebSockets(id).length;
    await until(async () => (await runInDurableObject(tillStub(id), left)) === 0);
  });

  it("is one of at most 20 of its trade", async () => {
    const { id } = await aTrade(shop);
    for (let open = 0; open < PAGE_SOCKETS_PER_TRADE_MAX; open++) await aPage(id);
    const response = await upgrade(id);
    expect(response.status).toBe(429);
    const problem = await problemIn(response);
    expect(problem).toMatchObject({ code: "too_many_sockets" });
    expect(problem.request_id).toBe(response.headers.get("Request-Id"));
    const sockets = await runInDurableObject(
      tillStub(id),
      (_, ctx) => ctx.getWebSockets(id).length,
    );
    expect(sockets).toBe(PAGE_SOCKETS_PER_TRADE_MAX);
  });

  it("is refused without an upgrade, and for a trade that isn't", async () => {
    const { id } = await aTrade(shop);
    const plain = await ask(`/v1/trades/${id}/socket`);
    expect(plain.status).toBe(426);
    expect(await problemIn(plain)).toMatchObject({ code: "upgrade_required" });
    const made = `${id.slice(0, -6)}000000`;
    expect(await problemIn(await upgrade(made))).toMatchObject({ code: "trade_not_found" });
  });
});

describe("the polling twin", () => {
  it("says the same", async () => {
    const { id } = await aTrade(shop);
    const page = await aPage(id);
    await hears(page, "open");
    expect(await (await ask(`/v1/trades/${id}/status`)).json()).toEqual(page.heard.at(-1));
    await pay(id);
    await hears(page, "settled");
    expect(await (await ask(`/v1/trades/${id}/status`)).json()).toEqual(page.heard.at(-1));
  });

  it("of a trade of the other mode is wrong_mode, of none trade_not_found", async () => {
    const { id } = await aTrade(shop);
    const live = await ask(`/v1/trades/${id.replace("_test_", "_live_")}/status`);
    expect(await problemIn(live)).toMatchObject({ code: "wrong_mode" });
    const none = await ask("/v1/trades/trd_test_0/status");
    expect(await problemIn(none)).toMatchObject({ code: "trade_not_found" });
  });
});
