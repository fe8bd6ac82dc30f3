// Webhooks from a real Courier to a shop's server that is down, slow, gone, or forgets: each event arrives, in order per
// trade, signed; and the endpoints are the register's own to keep.
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  EVENTS_NET_MS,
  WEBHOOK_DELAYS_MS,
  WEBHOOK_FAILING_MS,
  WEBHOOK_REST_MAX_MS,
  WEBHOOKS_MAX,
} from "../../../protocol/limits.ts";
import type { WebhookList, WebhookView } from "../../../protocol/register/webhooks.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { Courier } from "../../../worker/synchronous-server/courier/courier.ts";
import { allEvents, sequencesOf, upTo } from "../events-world.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import {
  aHook,
  attemptsOf,
  courierAlarm,
  courierOf,
  HookServer,
  hookView,
  readHook,
  writeHook,
} from "../hook-world.ts";
import { aPaid, capture, HOUR, held, refund } from "../orders-world.ts";
import {
  advanceClock,
  aShop,
  problemIn,
  type Shop,
  setTills,
  tillStub,
  until,
} from "../synchronous-world.ts";

let shop: Shop;
let branch: FakeOrderTaker;
let server: HookServer;
beforeEach(async () => {
  shop = await aShop();
  await setTills(shop, 4);
  branch = new FakeOrderTaker();
  branch.install();
  server = new HookServer();
});
afterEach(() => {
  setClockOffset(0);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Moves the clock on, step by step, as the alarm comes. */
async function pass(ms: number, step: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    advanceClock(step);
    await courierAlarm(shop);
  }
}

async function codeOf(answer: Promise<Response>): Promise<string> {
  return (await problemIn(await answer)).code;
}

describe("a webhook", () => {
  it("[EV6] [EV10] comes by itself, signed both ways, and is what GET lists", async () => {
    const hook = await aHook(shop);
    const { trade } = await aPaid(shop, branch);
    await server.untilGot(1);
    const [first] = server.got;
    expect(first?.headers["webhook-id"]).toBe(first?.event.id);
    expect(first?.headers["content-type"]).toBe("application/json");
    const [publicKey = ""] = hook.public_keys;
    for (const by of [{ secret: hook.secret }, { publicKey }])
      expect(await server.verified(0, by)).toMatchObject({
        type: "trade.settled",
        data: { trade },
      });
    expect(await allEvents(shop)).toEqual([first?.event]);
    await until(async () => (await attemptsOf(shop, hook)).length === 1);
    const [attempt] = await attemptsOf(shop, hook);
    expect(attempt).toMatchObject({ sequence: 1, tries: 1, delivered: true, status: 204 });
    expect(JSON.stringify(attempt)).not.toContain(hook.secret.slice(6));
  });

  it("[EV12] of four tills at once arrive, each once, in order per trade", async () => {
    await aHook(shop);
    const paid = await Promise.all(Array.from({ length: 6 }, () => aPaid(shop, branch, held())));
    await Promise.all(paid.map(({ trade }) => capture(shop, trade, { amount: 10 })));
    await Promise.all(paid.map(({ trade }) => refund(shop, trade, { amount: 5 })));
    await server.untilGot(18);
    expect(server.sequences().sort((a, b) => a - b)).toEqual(upTo(18));
    for (const { trade } of paid)
      expect(server.types(trade)).toEqual(["authorized", "captured", "refunded"]);
  });

  it("[EV12] goes to each endpoint of its type, and not of what was before the endpoint", async () => {
    const { trade } = await aPaid(shop, branch);
    advanceClock(1_000);
    const refunds = await aHook(shop, { types: ["trade.refunded"], url: "http://127.0.0.1:1/r" });
    await aHook(shop);
    await refund(shop, trade, { amount: 5 });
    await server.untilGot(2);
    expect(server.got.map(({ url, event }) => [event.type, url]).sort()).toEqual([
      ["trade.refunded", refunds.url],
      ["trade.refunded", "http://127.0.0.1:4711/hook"],
    ]);
    await writeHook(shop, `/${refunds.id}`, { types: ["trade.settled"] });
    await aPaid(shop, branch);
    await server.untilGot(4);
    expect(server.got.slice(2).map(({ event }) => event.type)).toEqual([
      ...["trade.settled", "trade.settled"],
    ]);
  });

  it("[EV14] [EV15] an endpoint that was down for hours gets all, in order per trade, once it is back", async () => {
    const hook = await aHook(shop);
    server.is(503);
    const paid = [];
    for (let made = 0; made < 10; made++) paid.push((await aPaid(shop, branch, held())).trade);
    for (const trade of paid) await capture(shop, trade, { amount: 10 });
    await until(async () => (await hookView(shop, hook)).resting_until !== undefined);
    const before = server.got.length;
    expect(before).toBeLessThan(20);
    await pass(6 * HOUR, HOUR);
    expect(server.got.length - before).toBeLessThan(20);
    expect((await hookView(shop, hook)).failing_since).toBeDefined();
    server.is(204);
    const from = server.got.length;
    await pass(WEBHOOK_REST_MAX_MS * 2, HOUR);
    expect(server.got.length).toBeGreaterThan(from);
    // Which event had how many of the tries before is chance, and so is how long the last of them waits.
    await until(async () => {
      const hasAll = new Set(server.sequences().slice(from)).size === 20;
      if (!hasAll) await pass(HOUR, HOUR);
      return hasAll;
    });
    for (const trade of paid) {
      const since = new HookServerView(server, from);
      expect(since.types(trade)).toEqual(["authorized", "captured"]);
    }
    expect(await hookView(shop, hook)).not.toHaveProperty("failing_since");
    expect(sequencesOf(await allEvents(shop))).toEqual(upTo(20));
  });

  it("[EV12] [EV14] one event that fails keeps none but its own trade's waiting", async () => {
    await aHook(shop);
    const { trade } = await aPaid(shop, branch);
    await server.untilGot(1);
    server.answer = ({ event }) =>
      new Response(null, { status: "refund" in event.data ? 500 : 204 });
    await refund(shop, trade, { amount: 1 });
    await server.untilGot(2);
    await refund(shop, trade, { amount: 2 });
    const other = await aPaid(shop, branch);
    await until(async () => server.types(other.trade).length === 1);
    expect(server.types(trade)).toEqual(["settled", "refunded"]);
    server.is(204);
    advanceClock(WEBHOOK_DELAYS_MS[0] + 1);
    await courierAlarm(shop);
    expect(server.types(trade)).toEqual(["settled", "refunded", "refunded", "refunded"]);
    const last = server.got.slice(-2).map(({ event }) => event.sequence);
    expect(last).toEqual([...last].sort((a, b) => a - b));
  });

  it("[EV12] what a stop interrupts is sent again", async () => {
    const hook = await aHook(shop);
    server.is(500);
    await aPaid(shop, branch);
    await until(async () => (await attemptsOf(shop, hook)).length === 1);
    await evictDurableObject(courierOf(shop));
    server.is(204);
    advanceClock(WEBHOOK_DELAYS_MS[0] + 1);
    await courierAlarm(shop);
    await server.untilGot(2);
    expect(server.sequences()).toEqual([1, 1]);
    const [again, first] = await attemptsOf(shop, hook);
    expect([again?.tries, again?.delivered, first?.failure]).toEqual([2, true, "refused"]);
    expect(server.got[0]?.body).toBe(server.got[1]?.body);
  });

  it("[EV6] news that a till couldn't tell is told by its alarm", async () => {
    await aHook(shop);
    const log = vi.spyOn(console, "error").mockReturnValue();
    const news = vi.spyOn(Courier.prototype, "news").mockRejectedValue(new Error("gone"));
    const { trade } = await aPaid(shop, branch);
    await until(async () => news.mock.calls.length > 0);
    news.mockRestore();
    await evictDurableObject(tillStub(trade));
    expect(server.got).toEqual([]);
    advanceClock(EVENTS_NET_MS);
    await runInDurableObject(tillStub(trade), (till) => till.alarm());
    await server.untilGot(1);
    log.mockRestore();
  });

  it("[EV16] to an endpoint that answers 410 is the last; enabled again, it gets what came since", async () => {
    const hook = await aHook(shop);
    server.is(410);
    await aPaid(shop, branch);
    await until(async () => (await hookView(shop, hook)).status === "disabled");
    expect(await hookView(shop, hook)).toMatchObject({ reason: "gone" });
    await aPaid(shop, branch);
    await allEvents(shop);
    expect(server.got).toHaveLength(1);
    server.is(204);
    const enabled = await writeHook(shop, `/${hook.id}`, { status: "enabled" });
    expect(await enabled.json()).not.toHaveProperty("reason");
    await server.untilGot(3);
    expect(server.sequences()).toEqual([1, 1, 2]);
  });

  it("[EV16] after three days without a receipt the endpoint is disabled, and nothing is lost", async () => {
    const hook = await aHook(shop);
    server.is(500);
    await aPaid(shop, branch);
    await server.untilGot(1);
    await pass(WEBHOOK_FAILING_MS + 24 * HOUR, 6 * HOUR);
    expect(await hookView(shop, hook)).toMatchObject({ status: "disabled", reason: "failing" });
    server.is(204);
    await writeHook(shop, `/${hook.id}`, { status: "enabled" });
    await until(async () => (await attemptsOf(shop, hook))[0]?.delivered === true);
    expect(new Set(server.sequences())).toEqual(new Set([1]));
  });

  it("[EV17] after a rotation is signed by both, until the overlap is over", async () => {
    const hook = await aHook(shop);
    const rotated = await writeHook(shop, `/${hook.id}/secret`, { overlap_ms: HOUR }, "rotation");
    const { secret, public_keys } = (await rotated.json()) as { secret: string } & WebhookView;
    expect(secret).not.toBe(hook.secret);
    expect(public_keys).toEqual([public_keys[0], hook.public_keys[0]]);
    const again = await writeHook(shop, `/${hook.id}/secret`, { overlap_ms: HOUR }, "rotation");
    expect([again.headers.get("Idempotent-Replayed"), await again.json()]).toMatchObject([
      ...["true", { secret }],
    ]);
    await aPaid(shop, branch);
    await server.untilGot(1);
    for (const by of [secret, hook.secret])
      expect(await server.verified(0, { secret: by })).toMatchObject({ sequence: 1 });
    advanceClock(HOUR + 1);
    await aPaid(shop, branch);
    await server.untilGot(2);
    expect(await server.verified(1, { secret })).toMatchObject({ sequence: 2 });
    await expect(server.verified(1, { secret: hook.secret })).rejects.toThrow("webhook_forged");
    expect((await hookView(shop, hook)).public_keys).toEqual([public_keys[0]]);
  });

  it("[EV19] is sent again on demand: one event, or all after a sequence", async () => {
    const first = await aPaid(shop, branch);
    advanceClock(1_000);
    const hook = await aHook(shop);
    await refund(shop, first.trade, { amount: 1 });
    await refund(shop, first.trade, { amount: 1 });
    await server.untilGot(2);
    const events = await allEvents(shop);
    await writeHook(shop, `/${hook.id}/replays`, { event: events[0]?.id });
    await server.untilGot(3);
    expect(server.sequences()).toEqual([2, 3, 1]);
    await until(async () => (await attemptsOf(shop, hook)).length === 3);
    await writeHook(shop, `/${hook.id}/replays`, { after: 0 });
    await server.untilGot(6);
    expect(server.sequences().slice(3)).toEqual([1, 2, 3]);
    const missing = { event: events[0]?.id.replace(/.$/, "0") };
    expect(await codeOf(writeHook(shop, `/${hook.id}/replays`, missing))).toBe("event_not_found");
  });
});

describe("an endpoint", () => {
  it("[EV17] [EV20] is made once under its key, its secret told again to no one but that key", async () => {
    const body = { url: "http://127.0.0.1:1/", description: "orders" };
    const first = await writeHook(shop, "", body, "first");
    const made = (await first.json()) as { secret: string; id: string };
    expect([first.status, made.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
    await evictDurableObject(courierOf(shop));
    const again = await writeHook(shop, "", body, "first");
    expect([again.status, again.headers.get("Idempotent-Replayed")]).toEqual([200, "true"]);
    expect(await again.json()).toEqual(made);
    expect(await codeOf(writeHook(shop, "", { ...body, description: "x" }, "first"))).toBe(
      "idempotency_key_reused",
    );
    const { secret: _, ...shown } = made;
    const list = (await (await readHook(shop, "")).json()) as WebhookList;
    expect(list).toEqual({ endpoints: [shown] });
    const stored = await runInDurableObject(courierOf(shop), (courier: Courier) =>
      JSON.stringify(
        ["endpoints", "used_keys"].map((table) => courier.database.exec(`SELECT * FROM ${table}`)),
      ),
    );
    expect(stored).not.toContain(made.secret.slice(6));
  });

  it("[EV13] [EV20] isn't made at a place that may not be called, nor beyond ten", async () => {
    for (const url of ["https://10.0.0.1/", "http://shop.example.com/", "https://db.internal/"])
      expect(await codeOf(writeHook(shop, "", { url }))).toBe("webhook_url_refused");
    for (const url of ["ftp://shop.example.com", "https://me:secret@shop.example.com/", "x"])
      expect(await codeOf(writeHook(shop, "", { url }))).toBe("invalid_request");
    for (let made = 0; made < WEBHOOKS_MAX; made++) await aHook(shop);
    expect(await codeOf(writeHook(shop, "", { url: "http://127.0.0.1:1/" }))).toBe(
      "too_many_webhooks",
    );
  });

  it("[EV20] of another register, or a removed one, is none", async () => {
    const hook = await aHook(shop);
    const other = await aShop();
    const missing = [
      readHook(other, `/${hook.id}`),
      readHook(other, `/${hook.id}`, "DELETE"),
      writeHook(other, `/${hook.id}`, {}),
      readHook(shop, "/whk_test_0"),
    ];
    for (const answer of missing) expect(await codeOf(answer)).toBe("webhook_not_found");
    const removed = (await (await readHook(shop, `/${hook.id}`, "DELETE")).json()) as WebhookView;
    expect(removed.status).toBe("deleted");
    expect(await codeOf(readHook(shop, `/${hook.id}`))).toBe("webhook_not_found");
    await aPaid(shop, branch);
    await allEvents(shop);
    expect(server.got).toEqual([]);
  });

  it("[EV18] keeps a log of its latest tries, the last one first", async () => {
    const hook = await aHook(shop);
    const { trade } = await aPaid(shop, branch);
    await server.untilGot(1);
    for (let refunds = 1; refunds <= 4; refunds++) {
      await refund(shop, trade, { amount: 1 });
      await server.untilGot(refunds + 1);
    }
    await until(async () => (await attemptsOf(shop, hook)).length === 5);
    expect((await attemptsOf(shop, hook)).map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
  });
});

/** What came after a moment. */
class HookServerView {
  readonly #server: HookServer;
  readonly #from: number;

  constructor(server: HookServer, from: number) {
    this.#server = server;
    this.#from = from;
  }

  types(subject: string): string[] {
    return this.#server.got
      .slice(this.#from)
      .filter(({ event: { data } }) => "trade" in data && data.trade === subject)
      .map(({ event }) => event.type.replace(/^trade\./, ""));
  }
}
