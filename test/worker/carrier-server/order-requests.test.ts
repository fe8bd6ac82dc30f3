// What is no order at all: forged, altered or misaddressed. Each gets its documented code and nothing is written; of
// all faults at once the first in SPEC's order of checks is the answer.

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { certifySigningKey, makeKeyPair } from "../../../cli/keys.ts";
import type { Capture } from "../../../protocol/trade/orders.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { aCaptureCall, aRefundCall, aVoidCall } from "../../support/builders/orders.ts";
import { aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aCertificate, aRealm, aTradeId } from "../../support/builders/realm.ts";
import { aCarrierWorld, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { aHeldTrade, aPaidTrade, type Paid } from "./order-world.ts";

let world: CarrierWorld;
let held: Paid;
beforeAll(async () => {
  world = await aCarrierWorld();
  held = await aHeldTrade(world);
});

type Call = Awaited<ReturnType<typeof aCaptureCall>>;
const call = (overrides: Partial<Capture> = {}, signer = world.realm.registerKey) =>
  aCaptureCall(world, held, overrides, signer);

/** Faults in the order of SPEC's checks. */
const FAULTS: [string, string, () => Promise<Call>][] = [
  ["no attempt", "invalid_request", async () => ({ ...(await call()), attempt: 0 })],
  [
    "a reference that can't be opened",
    "trade_not_paid",
    async () => ({ ...(await call()), sealed: `${held.sealed.slice(0, -2)}AA` }),
  ],
  [
    "a reference under a key that is gone",
    "storage_unavailable",
    async () => ({ ...(await call()), sealed: held.sealed.replace(/^(\w+)\.[^.]+/, "$1.gone") }),
  ],
  ["an order of live mode", "wrong_mode", () => call({ mode: "live" })],
  [
    "a certificate of another root",
    "register_uncertified",
    async () => {
      const realm = await aRealm({ now: world.now() });
      const certificate = await aCertificate({ ...realm, register: world.realm.register });
      return { ...(await call()), certificate, chain: realm.chain };
    },
  ],
  [
    "another register's certificate",
    "wrong_register",
    async () => {
      const { certificate, realm } = await aCarrierWorld();
      return { ...(await call()), certificate, chain: realm.chain };
    },
  ],
  [
    "a trade of another register",
    "wrong_register",
    async () => call({ trade: aTradeId(world.realm, (await aCarrierWorld()).realm.register) }),
  ],
  ["an order for another realm", "wrong_audience", () => call({ aud: "realm:0000000000000000" })],
  ["an order under another key", "bad_signature", async () => call({}, await makeKeyPair())],
  ["a trade nobody paid", "trade_not_paid", () => call({ trade: aTradeId(world.realm) })],
  [
    "another payer's reference",
    "trade_not_paid",
    async () => ({ ...(await call()), attempt: 2, sealed: (await aTerminal(world)).sealed }),
  ],
  [
    "the reference of an account that didn't pay",
    "wrong_account",
    async () => ({ ...(await call()), sealed: (await aTerminal(world)).sealed }),
  ],
];

describe("an order that isn't one", () => {
  it.each(FAULTS)("[LE21] %s: %s, and nothing is written", async (_, code, make) => {
    const given = await make();
    const cost = await costOf(async () =>
      expect(await env.CARRIER.capture(given)).toMatchObject({ ok: false, error: { code } }),
    );
    expect(cost.rows).toBe(0);
  });

  it("[LE21] with ever more faults is answered by the first of them", async () => {
    const realm = await aRealm({ now: world.now() });
    const foreign = await aCertificate({ ...realm, register: world.realm.register });
    const { certificate, realm: others } = await aCarrierWorld();
    const gone = held.sealed.replace(/^(\w+)\.[^.]+/, "$1.gone");
    const trade = aTradeId(world.realm);
    const steps: [string, Partial<Capture>, Partial<Call>][] = [
      ["trade_not_paid", { trade }, {}],
      ["bad_signature", {}, {}],
      ["wrong_audience", { aud: "realm:0000000000000000" }, {}],
      ["wrong_register", {}, { certificate, chain: others.chain }],
      ["register_uncertified", {}, { certificate: foreign, chain: realm.chain }],
      ["wrong_mode", { mode: "live" }, {}],
      ["storage_unavailable", {}, { sealed: gone }],
      ["invalid_request", {}, { attempt: 0 }],
    ];
    let order: Partial<Capture> = {};
    let parts: Partial<Call> = {};
    for (const [code, more, other] of steps) {
      order = { ...order, ...more };
      parts = { ...parts, ...other };
      const signer = code === "trade_not_paid" ? world.realm.registerKey : await makeKeyPair();
      const given = { ...(await call(order, signer)), ...parts };
      expect(await env.CARRIER.capture(given)).toMatchObject({ error: { code } });
    }
  });

  it("[LE21] of another kind is refused by its type", async () => {
    const gone = await aVoidCall(world, held);
    expect(await env.CARRIER.capture(gone as unknown as Call)).toMatchObject({
      error: { code: "invalid_request" },
    });
  });

  it("[LE28] a question about nothing is refused", async () => {
    const question = { sealed: held.sealed, trade: aTradeId(world.realm), attempt: 1 };
    expect(await env.CARRIER.holdEnd(question)).toMatchObject({
      error: { code: "trade_not_paid" },
    });
    expect(await env.CARRIER.holdEnd({ ...question, attempt: 0 })).toMatchObject({
      error: { code: "invalid_request" },
    });
  });
});

describe("an order that comes late", () => {
  it("[SG6] is carried out after the register's certificate has run out", async () => {
    const sold = await aPaidTrade(world);
    const refund = await aRefundCall(world, sold);
    const { not_after } = world.certificate.payload;
    // The carrier's own key is certified for longer: it signs the receipt.
    expect(world.realm.chain.payload.not_after).toBeGreaterThan(not_after + 1);
    setClockOffset(not_after + 1 - Date.now());
    expect(await env.CARRIER.refund(refund)).toMatchObject({ ok: true });
    setClockOffset(0);
  });

  it("[LE25] gets the same bytes after a key rotation, and a new one the new key's", async () => {
    const sold = await aPaidTrade(world);
    const first = await aRefundCall(world, sold);
    const before = JSON.stringify(await env.CARRIER.refund(first));
    const signing = await makeKeyPair();
    const { root, mode } = world.realm;
    const certificate = await certifySigningKey(root, signing, mode, world.now());
    const retired = (JSON.parse(env.SIGNING_KEYS) as { certificate: unknown }[]).map((key) => ({
      certificate: key.certificate,
    }));
    const keys = JSON.stringify([{ seed: signing.seed, certificate }, ...retired]);
    await runInDurableObject(theBranch(), (branch: Branch) => {
      Object.assign(branch, { env: { ...env, SIGNING_KEYS: keys } });
    });
    expect(JSON.stringify(await env.CARRIER.refund(first))).toBe(before);
    expect(await env.CARRIER.refund(await aRefundCall(world, sold))).toMatchObject({
      value: { receipt: { payload: { kid: certificate.payload.kid } } },
    });
    await evictDurableObject(theBranch());
  });
});
