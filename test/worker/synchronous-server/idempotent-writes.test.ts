// Every write of a register, by the contract's own list: an Idempotency-Key is asked for, in either form, and what was
// done under it is done once. A new operation is held to it by being described, and asked by standing in key-routes.ts.
import { describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { SYNCHRONOUS_SERVER } from "../../../worker/synchronous-server/contract/described.ts";
import { type Asked, KEY_ROUTES, type KeyRoute } from "../key-routes.ts";
import { aShop, ask, aTrade, post, type Shop } from "../synchronous-world.ts";

/** The method is a GET's in all but the name. */
const READS: readonly string[] = [];

const writes = SYNCHRONOUS_SERVER.operations.filter(
  ({ asker, method, id }) => asker === "register" && method !== "get" && !READS.includes(id),
);
const rows = writes.flatMap(({ method, path }) => {
  const route = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`;
  return KEY_ROUTES.filter((one) => one.route === route);
});

function send(shop: Shop, { route }: KeyRoute, { path, body }: Asked, key?: string) {
  const [method = ""] = route.split(" ");
  const headers = {
    Authorization: `Bearer ${shop.apiKey}`,
    ...(key === undefined ? {} : { "Idempotency-Key": key }),
  };
  return method === "POST" ? post(path, body, headers) : ask(path, { method, headers });
}

async function heard(answer: Promise<Response>) {
  const response = await answer;
  const { request_id: _, ...body } = (await response.json()) as Record<string, unknown>;
  return {
    ...{ status: response.status, body },
    replayed: response.headers.get("Idempotent-Replayed"),
  };
}

async function someTrade(): Promise<{ shop: Shop; trade: TradeId }> {
  const shop = await aShop();
  return { shop, trade: (await aTrade(shop)).id };
}

describe("[AP6] each write of a register", () => {
  it("is described as needing an Idempotency-Key, and is asked here", () => {
    expect(writes.filter(({ keyed }) => !keyed).map(({ id }) => id)).toEqual([]);
    expect(rows.length).toBe(writes.length);
    expect(rows.length).toBeGreaterThan(15);
  });

  it("without a key, and with one that can't be, does nothing and says why", async () => {
    const { shop, trade } = await someTrade();
    for (const row of rows) {
      const asked = await row.asked(shop, trade);
      const missing = await heard(send(shop, row, asked));
      expect([row.route, missing]).toMatchObject([
        row.route,
        { status: 400, body: { code: "idempotency_key_missing", param: "Idempotency-Key" } },
      ]);
      const broken = await heard(send(shop, row, asked, '"half'));
      expect([row.route, broken]).toMatchObject([
        row.route,
        { status: 400, body: { code: "invalid_request", param: "Idempotency-Key" } },
      ]);
    }
  });

  it("repeated, with the key bare or quoted, gets what it got, and says so", async () => {
    const { shop, trade } = await someTrade();
    const done: string[] = [];
    for (const row of rows) {
      const asked = await row.asked(shop, trade);
      const key = asked.key ?? crypto.randomUUID();
      const first = await heard(send(shop, row, asked, key));
      const again = await heard(send(shop, row, asked, `"${key}"`));
      expect([row.route, again.body]).toEqual([row.route, first.body]);
      expect([row.route, first.replayed]).toEqual([row.route, null]);
      if (first.status >= 300) continue;
      done.push(row.route);
      expect([row.route, again.replayed]).toEqual([row.route, "true"]);
    }
    expect(done.length).toBeGreaterThan(7);
  });

  it("[AP7] with something else under its key is refused", async () => {
    const { shop, trade } = await someTrade();
    const others = rows.filter(({ other }) => other !== undefined);
    for (const row of others) {
      const asked = await row.asked(shop, trade);
      const key = crypto.randomUUID();
      expect([row.route, (await send(shop, row, asked, key)).ok]).toEqual([row.route, true]);
      const changed = await row.other?.(asked);
      if (!changed) throw new Error("it was filtered above");
      const other = await heard(send(shop, row, changed, key));
      expect([row.route, other.body.code]).toEqual([row.route, "idempotency_key_reused"]);
    }
    expect(others.length).toBeGreaterThan(2);
  });

  it("[AP8] twice at once is done once, and neither is refused for the other", async () => {
    const { shop } = await someTrade();
    const row = rows.find(({ route }) => route === "POST /v1/webhook-endpoints");
    if (!row) throw new Error("the route is gone");
    const asked = await row.asked(shop, "" as TradeId);
    const [one, two] = await Promise.all(
      [1, 2].map(() => heard(send(shop, row, asked, "both-at-once"))),
    );
    expect(one?.body).toEqual(two?.body);
    expect([one?.status, two?.status].sort()).toEqual([200, 201]);
  });
});
