// Origins proven by what stands at them: at certification, every day after, and when the register changes them.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import {
  ORIGIN_GRACE_MS,
  RENEW_BEFORE_MS,
  REPROVE_FAILING_MS,
  REPROVE_MS,
} from "../../../protocol/limits.ts";
import type { OperatorRegister } from "../../../protocol/operator/operator-registers.ts";
import { createOperatorApi } from "../../../worker/carrier-server/operator-api.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import { aRegistration, certifyRegister } from "../carrier-world.ts";
import { aProvenShop, asRegister, booksAlarm, HERE, THERE, Web } from "../registers-world.ts";
import {
  advanceClock,
  aTrade,
  postCreate,
  problemIn,
  readOffer,
  type Shop,
  signTerms,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import { askAsOperator } from "./operator-world.ts";

let web: Web;

beforeEach(() => {
  web = new Web();
});
afterEach(() => {
  vi.unstubAllGlobals();
  setClockOffset(0);
});

async function offered(shop: Shop) {
  const { certificate } = await readOffer((await aTrade(shop)).id);
  return certificate.payload;
}

async function stateOf({ register }: Shop): Promise<OperatorRegister> {
  return (await askAsOperator(`/v1/registers/${register}`)).json();
}

/** Moves the clock on, step by step, as the alarm comes. */
async function pass(shop: Shop, ms: number, step: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    advanceClock(step);
    await booksAlarm(shop);
  }
}

async function refusalOf(answer: Promise<Response>) {
  const { status, code, detail } = await problemIn(await answer);
  return { status, code, detail };
}

async function codeOf(answer: Promise<Response>) {
  return (await refusalOf(answer)).code;
}

describe("certifying", () => {
  it("[RG6] fetches the proof of each origin itself, and dates them by it", async () => {
    const before = clockNow();
    const shop = await aProvenShop(web, [HERE, THERE]);
    expect(web.asked).toEqual([HERE, THERE]);
    const { origins } = shop.certified.certificate.payload;
    expect(origins.map(({ origin }) => origin)).toEqual([HERE, THERE]);
    for (const { proven_at } of origins) expect(proven_at).toBeGreaterThanOrEqual(before);
  });

  it("[RG6] is refused for an origin that names another key, and stores nothing", async () => {
    const [key, other] = [await makeKeyPair(), await makeKeyPair()];
    web.names(HERE, key);
    web.names(THERE, other);
    const registration = await aRegistration(key, { origins: [HERE, THERE] });
    expect(await refusalOf(certifyRegister(registration, {}, {}))).toEqual({
      ...{ status: 403, code: "origin_unproven" },
      detail: `${THERE}: key_not_named`,
    });
    web.named.delete(THERE);
    expect((await refusalOf(certifyRegister(registration, {}, {}))).detail).toBe(
      `${THERE}: unreachable`,
    );
    web.names(THERE, other, key);
    expect((await certifyRegister(registration, {}, {})).status).toBe(201);
  });

  it("[RG7] takes the operator's word in development alone, and only in so many words", async () => {
    const registration = await aRegistration(await makeKeyPair());
    expect((await refusalOf(certifyRegister(registration, {}, {}))).code).toBe("origin_unproven");
    expect((await certifyRegister(registration, {}, { vouched: true })).status).toBe(201);
    expect(web.asked).toEqual([HERE]);
    const elsewhere = createOperatorApi().request(
      "/v1/registers",
      {
        method: "POST",
        headers: {
          Authorization: `Bearer ${env.OPERATOR_KEY}`,
          "Content-Type": "application/json",
          "Idempotency-Key": crypto.randomUUID(),
        },
        body: JSON.stringify({ registration, vouched: true }),
      },
      { ...env, LOCAL_ORIGINS: "off" },
    );
    expect((await refusalOf(Promise.resolve(elsewhere))).code).toBe("invalid_request");
  });
});

describe("time", () => {
  it("[RG8] an origin that fails for the grace leaves the certificate, which the tills have then", async () => {
    const shop = await aProvenShop(web, [HERE, THERE]);
    web.named.delete(THERE);
    await pass(shop, REPROVE_MS, REPROVE_MS);
    const { origins } = await stateOf(shop);
    expect(origins[1]).toMatchObject({ origin: THERE, failure: "unreachable" });
    expect((await offered(shop)).origins).toHaveLength(2);
    await pass(shop, ORIGIN_GRACE_MS, REPROVE_FAILING_MS);
    const [first] = shop.certified.certificate.payload.origins;
    expect((await offered(shop)).origins).toEqual([first]);
    web.names(THERE, shop.key);
    await pass(shop, REPROVE_FAILING_MS, REPROVE_FAILING_MS);
    const back = (await offered(shop)).origins[1];
    expect(back?.proven_at).toBe((await stateOf(shop)).origins[1]?.checked_at);
  });

  it("[RG8] with its last origin a register begins no trades, until one is proven again", async () => {
    const shop = await aProvenShop(web);
    web.named.delete(HERE);
    await pass(shop, REPROVE_MS, REPROVE_MS);
    await pass(shop, ORIGIN_GRACE_MS, REPROVE_FAILING_MS);
    expect(await codeOf(postCreate(shop, await signTerms(shop)))).toBe("register_suspended");
    expect(await stateOf(shop)).toMatchObject({ suspended: false, begins_trades: false });
    web.names(HERE, shop.key);
    await pass(shop, REPROVE_FAILING_MS, REPROVE_FAILING_MS);
    expect((await postCreate(shop, await signTerms(shop))).status).toBe(201);
  });

  it("[RG19] a resolver in trouble takes no origin away, however long; a name that is gone does", async () => {
    const shop = await aProvenShop(web, ["https://kami.shop"]);
    const { origins } = shop.certified.certificate.payload;
    web.dns = { Status: 2 };
    const asked = web.asked.length;
    await pass(shop, REPROVE_MS, REPROVE_MS);
    await pass(shop, ORIGIN_GRACE_MS + REPROVE_MS, REPROVE_FAILING_MS);
    expect(web.asked).toHaveLength(asked);
    expect((await offered(shop)).origins).toEqual(origins);
    const [state] = (await stateOf(shop)).origins;
    expect(state).toMatchObject({ failure: "unresolved", proven_at: origins[0]?.proven_at });
    expect(state).not.toHaveProperty("failing_since");
    web.dns = { Status: 3 };
    await pass(shop, ORIGIN_GRACE_MS + REPROVE_MS, REPROVE_FAILING_MS);
    expect(await codeOf(postCreate(shop, await signTerms(shop)))).toBe("register_suspended");
    expect(web.asked).toHaveLength(asked);
  });

  it("[RG19] no origin is certified that nobody could look up", async () => {
    const key = await makeKeyPair();
    const origin = "https://kami.shop";
    web.names(origin, key);
    web.dns = { Status: 2 };
    const registration = await aRegistration(key, { origins: [origin] });
    const refused = await refusalOf(certifyRegister(registration, {}, {}));
    expect(refused).toMatchObject({ code: "origin_unproven", detail: `${origin}: unresolved` });
    expect(web.asked).toEqual([]);
  });

  it("[RG9] renews the certificate before it ends, with the dates of its proofs, and brings it", async () => {
    const shop = await aProvenShop(web);
    const { not_after, origins } = shop.certified.certificate.payload;
    advanceClock(not_after - RENEW_BEFORE_MS - clockNow() + 1);
    await booksAlarm(shop);
    const renewed = await offered(shop);
    expect(renewed.not_after).toBeGreaterThan(not_after);
    expect(renewed.origins).toEqual(origins);
  });

  it("[RG9] brings again what the synchronous server didn't take", async () => {
    const shop = await aProvenShop(web);
    const { not_after } = shop.certified.certificate.payload;
    advanceClock(not_after - RENEW_BEFORE_MS - clockNow() + 1);
    const { Register } = await import("../../../worker/synchronous-server/register/register.ts");
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const error = vi.spyOn(console, "error").mockReturnValue();
    const news = vi.spyOn(Register.prototype, "news").mockRejectedValueOnce(new Error("gone"));
    await booksAlarm(shop);
    news.mockRestore();
    warn.mockRestore();
    error.mockRestore();
    expect((await offered(shop)).not_after).toBe(not_after);
    expect((await stateOf(shop)).told).toBe(false);
    await booksAlarm(shop);
    expect((await offered(shop)).not_after).toBeGreaterThan(not_after);
    expect((await stateOf(shop)).told).toBe(true);
  });
});

describe("a register's own change of its origins", () => {
  const setOrigins = async (shop: Shop, origins: string[], overrides = {}) =>
    asRegister(shop, "/v1/origins", {
      registration: await aRegistration(shop.key, { origins, ...overrides }),
    });

  it("[RG10] proves what is new, keeps the dates of what was, and reaches the tills", async () => {
    const shop = await aProvenShop(web);
    expect((await refusalOf(setOrigins(shop, [HERE, THERE]))).code).toBe("origin_unproven");
    web.names(THERE, shop.key);
    advanceClock(60_000);
    expect((await setOrigins(shop, [HERE, THERE])).status).toBe(200);
    const [first, second] = (await offered(shop)).origins;
    expect(first).toEqual(shop.certified.certificate.payload.origins[0]);
    expect(second?.proven_at).toBeGreaterThan(first?.proven_at ?? 0);
    expect((await setOrigins(shop, [THERE])).status).toBe(200);
    expect((await offered(shop)).origins).toEqual([second]);
  });

  it("[RG10] changes no name, and isn't made by a stolen API key or of an old object", async () => {
    const shop = await aProvenShop(web);
    const thief = await makeKeyPair();
    web.names("http://localhost:6666", thief, shop.key);
    const evil = ["http://localhost:6666"];
    const refusals = [
      setOrigins(shop, [HERE], { name: "Amazon" }),
      asRegister(shop, "/v1/origins", {
        registration: await aRegistration(thief, { origins: evil }),
      }),
      asRegister(shop, "/v1/origins", {
        registration: await aRegistration(thief, { origins: evil, iss: shop.key.publicKey }),
      }),
      setOrigins(shop, [HERE], { time: clockNow() - 61_000 }),
    ];
    const codes = await Promise.all(refusals.map(async (one) => (await refusalOf(one)).code));
    expect(codes).toEqual([
      ...["register_uncertified", "wrong_issuer", "bad_signature", "stale_request"],
    ]);
    expect((await offered(shop)).origins).toEqual(shop.certified.certificate.payload.origins);
  });
});
