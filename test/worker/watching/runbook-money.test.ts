// Faults where money is: a credit that doesn't arrive, counts that differ, a till that begins nothing, a key in wrong
// hands. For each the alert fires, somebody is told, the page's steps are taken as they stand, and it is mended.

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  type MockInstance,
  vi,
} from "vitest";
import type { ReconciliationReport } from "../../../protocol/count/reconciliation.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { IN_FLIGHT_MS } from "../../../protocol/limits.ts";
import type { ApiKeyList } from "../../../protocol/register/api-keys.ts";
import { toBase64, toUtf8 } from "../../../protocol/signing/encoding.ts";
import {
  importWebhookSecret,
  webhookContent,
  webhookSignatureHolds,
} from "../../../protocol/signing/webhook-signature.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { CreditorEntrypoint } from "../../../worker/synchronous-server/index.ts";
import { askAsOperator } from "../carrier-server/operator-world.ts";
import { ringBranch } from "../carrier-world.ts";
import { aPurchase, pay } from "../reconciliation/count-world.ts";
import {
  advanceClock,
  anApiKey,
  aShop,
  ask,
  aTrade,
  aWallet,
  post,
  postCreate,
  type Shop,
  settledRow,
  signTerms,
  tillNumberOf,
  tillStub,
  until,
  type Wallet,
} from "../synchronous-world.ts";
import { hearAlerts, pagesFiring, setClockApart, type Told, takeSteps } from "./watch-world.ts";

const MINUTE_MS = 60_000;
const SECRET = `whsec_${toBase64(toUtf8("an operator's secret of the tests"))}`;

let shop: Shop;
let wallet: Wallet;
let told: Told[];
let warned: MockInstance<typeof console.warn>;
beforeAll(async () => {
  told = await hearAlerts(SECRET);
});
beforeEach(async () => {
  setClockApart();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  shop = await aShop();
  wallet = await aWallet();
  told.length = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
  setClockOffset(0);
});

/** Each of the two tells: here both servers' counts are one isolate's. */
const saidOf = (alert: string) => [
  ...new Set(told.filter((one) => one.alert === alert).map(({ type }) => type)),
];

/** The synchronous server takes no credits, and answers nothing about its tills. @returns what brings it back */
function creditorAway(): () => void {
  const away = () => Promise.reject(new Error("away"));
  const spies = (["credit", "tillDigests"] as const).map((method) =>
    vi.spyOn(CreditorEntrypoint.prototype, method).mockImplementation(away),
  );
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

async function reconciliation(): Promise<ReconciliationReport> {
  return (await askAsOperator("/v1/reconciliation")).json();
}

describe("outbox-stuck", () => {
  it("fires for a branch whose credits nobody takes, and is mended by its page", async () => {
    expect(await pagesFiring()).toEqual([]);
    const comesBack = creditorAway();
    const { id } = await aTrade(shop);
    await pay(id, wallet);
    advanceClock(3 * MINUTE_MS);
    await ringBranch();
    expect(await pagesFiring()).toContain("outbox-stuck");
    expect(saidOf("outbox-stuck")).toEqual(["alert.firing"]);
    // What kept the till from answering is over; nothing else is done but what the page says.
    comesBack();
    const steps = await takeSteps("outbox-stuck", {});
    expect(steps.map(({ status }) => status)).toEqual([200, 200, 200]);
    await until(() => settledRow(id));
    advanceClock(3 * MINUTE_MS);
    expect(await pagesFiring()).not.toContain("outbox-stuck");
    expect(saidOf("outbox-stuck")).toEqual(["alert.firing", "alert.mended"]);
  });

  it("is told to the operator's address as a Standard Webhook, each once", async () => {
    const comesBack = creditorAway();
    const { id } = await aTrade(shop);
    await pay(id, wallet);
    advanceClock(3 * MINUTE_MS);
    await ringBranch();
    for (let times = 0; times < 3; times++) await pagesFiring();
    const heard = told.filter(({ alert }) => alert === "outbox-stuck");
    const ids = heard.map(({ headers }) => headers["webhook-id"]);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    const { headers = {}, body = new Uint8Array() } = heard[0] ?? {};
    const content = webhookContent(
      headers["webhook-id"] ?? "",
      headers["webhook-timestamp"] ?? "",
      body,
    );
    const key = await importWebhookSecret(SECRET);
    if (!key) throw new Error("the tests' secret is one");
    const by = { secrets: [key], publicKeys: [] };
    expect(await webhookSignatureHolds(content, headers["webhook-signature"] ?? "", by)).toBe(true);
    expect(JSON.parse(new TextDecoder().decode(body))).toMatchObject({
      type: "alert.firing",
      data: { server: expect.any(String), runbook: "docs/runbook/outbox-stuck.md" },
    });
    comesBack();
    await takeSteps("outbox-stuck", {});
    await until(() => settledRow(id));
    advanceClock(3 * MINUTE_MS);
    await pagesFiring();
  });
});

describe("difference-not-zero", () => {
  it("fires for a till that has miscounted, freezes it, and is mended by its page", async () => {
    const trade = await aPurchase(shop, wallet);
    await runInDurableObject(tillStub(trade), (_, { storage }) => {
      storage.sql.exec("UPDATE till SET sums = json_set(sums, '$.hours', json('{}'))");
    });
    await evictDurableObject(tillStub(trade));
    await pagesFiring();
    advanceClock(IN_FLIGHT_MS);
    await pagesFiring();
    const firing = await pagesFiring();
    expect(firing).toContain("difference-not-zero");
    expect(firing).toContain("till-frozen");
    const place = { register: shop.register, till: tillNumberOf(trade) };
    const steps = await takeSteps("difference-not-zero", place);
    expect(steps.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(steps[0]?.answer).toMatchObject({ mismatches: [{ miscounted: ["till"], trades: [] }] });
    expect(steps[2]?.answer).toMatchObject({ mismatches: [] });
    advanceClock(6 * MINUTE_MS);
    expect(await pagesFiring()).toEqual([]);
    expect((await reconciliation()).difference).toBe(0);
    expect(saidOf("difference-not-zero")).toEqual(["alert.firing", "alert.mended"]);
  });
});

describe("till-frozen", () => {
  it("fires when a shop is refused by it, and is mended by its page", async () => {
    const { id } = await aTrade(shop);
    await tillStub(id).freeze();
    expect((await postCreate(shop, await signTerms(shop))).status).toBe(503);
    expect(await pagesFiring()).toEqual(["till-frozen"]);
    await takeSteps("till-frozen", { register: shop.register, till: tillNumberOf(id) });
    expect((await postCreate(shop, await signTerms(shop))).status).toBe(201);
    advanceClock(6 * MINUTE_MS);
    expect(await pagesFiring()).toEqual([]);
    expect(saidOf("till-frozen")).toEqual(["alert.firing", "alert.mended"]);
  });
});

describe("key-leaked", () => {
  async function anotherKey(name: string): Promise<string> {
    const { apiKey, api_key } = await anApiKey(shop.register, shop.key, { name });
    const headers = {
      Authorization: `Bearer ${shop.apiKey}`,
      "Idempotency-Key": crypto.randomUUID(),
    };
    const made = await post("/v1/keys", { key: api_key }, headers);
    if (!made.ok) throw new Error(await made.text());
    return apiKey;
  }
  const revoke = (id: string) => {
    const headers = {
      Authorization: `Bearer ${shop.apiKey}`,
      "Idempotency-Key": crypto.randomUUID(),
    };
    return ask(`/v1/keys/${id}`, { method: "DELETE", headers });
  };
  const asks = async (apiKey: string) => {
    const headers = { Authorization: `Bearer ${apiKey}` };
    return (await ask(`/v1/trades/${trade}`, { headers })).status;
  };
  const idOf = async (name: string) => {
    const headers = { Authorization: `Bearer ${shop.apiKey}` };
    const { keys } = (await (await ask("/v1/keys", { headers })).json()) as ApiKeyList;
    return keys.find((key) => key.name === name)?.id ?? "";
  };
  let trade: TradeId;

  it("fires for whoever asks with a revoked key, and is mended by its page", async () => {
    ({ id: trade } = await aTrade(shop));
    const [leaked, beside] = [await anotherKey("leaked"), await anotherKey("beside")];
    await revoke(await idOf("leaked"));
    expect(await pagesFiring()).toEqual([]);
    expect(await asks(leaked)).toBe(401);
    await vi.waitFor(async () => expect(await pagesFiring()).toEqual(["key-leaked"]));
    expect(await asks(beside)).toBe(200);
    // The key that stood in the same place goes too.
    const key = await idOf("beside");
    const steps = await takeSteps("key-leaked", { register: shop.register, key, shop });
    expect(steps.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await asks(beside)).toBe(401);
    await vi.waitFor(() => expect(warned).toHaveBeenCalledTimes(2));
    expect(await pagesFiring()).toEqual(["key-leaked"]);
    expect((await postCreate(shop, await signTerms(shop))).status).toBe(201);
    advanceClock(11 * MINUTE_MS);
    expect(await pagesFiring()).toEqual([]);
    expect(saidOf("revoked-key-used")).toEqual(["alert.firing", "alert.mended"]);
  });

  it("says in the log which key of which register it was, and not the key", async () => {
    ({ id: trade } = await aTrade(shop));
    const leaked = await anotherKey("leaked");
    const id = await idOf("leaked");
    await revoke(id);
    warned.mockClear();
    await asks(leaked);
    await vi.waitFor(() => expect(warned).toHaveBeenCalled());
    const said = JSON.stringify(warned.mock.calls);
    expect(said).toContain(id);
    expect(said).toContain(shop.register);
    expect(said).not.toContain(leaked);
  });
});
