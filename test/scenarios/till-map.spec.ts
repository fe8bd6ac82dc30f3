// The number of tills changes while trades are under way: every key keeps its one trade.

import { parseTradeId, type TradeId } from "../../protocol/ids.ts";
import { createWarifu } from "../../register-server/index.ts";
import { expect, test } from "../support/scenario/story.ts";

test("[ID2] a change of the till map between create and its repeat gives the same trade", async ({
  world,
}) => {
  const { key } = await world.register("Growing shop", ["http://127.0.0.1:9"]);
  const warifu = createWarifu({ key });
  const request = { amount: 300, currency: "JPY", items: [] };
  const keys = Array.from({ length: 12 }, () => warifu.newIdempotencyKey());
  const before = await Promise.all(
    keys.map((idempotencyKey) => warifu.createTrade(request, { idempotencyKey })),
  );
  const secret = JSON.parse(
    atob(key.split("_").at(-1)?.replaceAll("-", "+").replaceAll("_", "/") ?? ""),
  );
  const answer = await fetch(`${world.proxy.origin}/v1/registers/${warifu.register}/tills`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${secret.api_key}`,
      "content-type": "application/json",
      "idempotency-key": "tills-16",
    },
    body: JSON.stringify({ tills: 16 }),
  });
  expect(answer.status).toBeLessThan(300);
  const after = await Promise.all(
    keys.map((idempotencyKey) => warifu.createTrade(request, { idempotencyKey })),
  );
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  const fresh = await Promise.all(Array.from({ length: 24 }, () => warifu.createTrade(request)));
  const tills = new Set(fresh.map(({ id }) => parseTradeId(id as TradeId).till));
  expect(Math.max(...tills)).toBeGreaterThanOrEqual(4);
});
