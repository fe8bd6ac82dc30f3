// Test mode's own door: what it says to anyone, and a register that signs itself up and sells, with no operator.

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { makeKeyPair, makeKeys } from "../../../cli/keys.ts";
import { CertifiedRegister } from "../../../protocol/messages.ts";
import type { Registration } from "../../../protocol/signing/signed-objects.ts";
import { TestMode } from "../../../protocol/test-mode.ts";
import { certifyTestRegister } from "../../../worker/carrier-server/registration.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { deploymentOf } from "../../../worker/synchronous-server/deployment.ts";
import { createSynchronousDoor } from "../../../worker/synchronous-server/door.ts";
import { aRegistration } from "../carrier-world.ts";
import {
  aKey,
  anApiKey,
  ask,
  aTrade,
  env,
  post,
  problemIn,
  type Shop,
} from "../synchronous-world.ts";
import { env as carrierEnv } from "../test-env.ts";

function signUp(registration: unknown, headers: Record<string, string> = {}) {
  const own = { "Idempotency-Key": crypto.randomUUID(), ...headers };
  return post("/v1/test/registers", { registration }, own);
}

async function aNewRegister(overrides: Partial<Registration> = {}) {
  const key = await makeKeyPair();
  return { key, registration: await aRegistration(key, overrides) };
}

describe("test mode", () => {
  it("[TT1] says the root key to pin, and what happens by which amount", async () => {
    const { trust } = await deploymentOf(env);
    const said = v.parse(TestMode, await (await ask("/v1/test")).json());
    expect(said).toMatchObject({ realm: trust.realm, root_key: trust.rootKey });
    expect(said.failures.map(({ name }) => name)).toContain("insufficient_funds");
    expect(said.order_refusals.map(({ name }) => name)).toContain("refund_refused");
  });

  it("[TT1] is nowhere in live mode", async () => {
    const live = { ...env, MODE: "live" };
    const door = createSynchronousDoor();
    const context = { waitUntil: () => undefined, passThroughOnException: () => undefined };
    const registration = (await aNewRegister()).registration;
    for (const request of [
      new Request("http://localhost:8787/v1/test"),
      new Request("http://localhost:8787/v1/test/registers", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": aKey() },
        body: JSON.stringify({ registration }),
      }),
    ])
      expect((await problemIn(await door.fetch(request, live, context as never))).code).toBe(
        "route_not_found",
      );
    const { carrier } = await makeKeys({ mode: "live", now: Date.now() });
    const liveCarrier = { ...carrierEnv, ...carrier, MODE: "live" };
    const asked = await certifyTestRegister(liveCarrier, registration, "key");
    expect(asked).toMatchObject({ ok: false, error: { code: "wrong_mode" } });
  });

  it("[TT2] certifies a register of this machine by its own signature, and it sells", async () => {
    const { key, registration } = await aNewRegister({ origins: ["http://localhost:3000"] });
    const answer = await signUp(registration);
    expect(answer.status).toBe(201);
    const certified = v.parse(CertifiedRegister, await answer.json());
    const { register, certificate, chain } = certified;
    const { apiKey, api_key } = await anApiKey(register, key);
    const body = { registration, certificate, chain, api_key };
    expect((await post("/v1/registers", body, { "Idempotency-Key": aKey() })).status).toBe(201);
    const { trust } = await deploymentOf(env);
    const realm = {
      mode: trust.mode,
      realm: trust.realm,
      trust,
      chain,
      register,
      registerKey: key,
    };
    const trade = await aTrade({ register, apiKey, key, certified, realm } as unknown as Shop);
    expect(trade).toMatchObject({ register, status: "open", mode: "test" });
  });

  it("[TT3] certifies nothing but test registers", async () => {
    const { registration } = await aNewRegister();
    const certified = (await (await signUp(registration)).json()) as CertifiedRegister;
    expect(certified.certificate.payload.mode).toBe("test");
    expect(certified.register).toMatch(/^reg_test_/);
    const live = await aNewRegister({ mode: "live" });
    expect((await problemIn(await signUp(live.registration))).code).toBe("wrong_mode");
  });

  it("[TT2] takes the same again, and no other origin's word but a proof", async () => {
    const { registration } = await aNewRegister();
    const headers = { "Idempotency-Key": aKey() };
    const first = await (await signUp(registration, headers)).text();
    expect(await (await signUp(registration, headers)).text()).toBe(first);
    const far = await aNewRegister({ origins: ["https://shop.invalid"] });
    expect((await problemIn(await signUp(far.registration))).code).toBe("origin_unproven");
    const mixed = await aNewRegister({
      origins: ["http://localhost:3000", "https://shop.invalid"],
    });
    expect((await problemIn(await signUp(mixed.registration))).code).toBe("origin_unproven");
  });

  it("[TT2] takes nothing old, and nothing that its key didn't sign", async () => {
    const old = await aNewRegister({ time: clockNow() - 61_000 });
    expect((await problemIn(await signUp(old.registration))).code).toBe("stale_request");
    const { registration } = await aNewRegister();
    const forged = { ...registration, payload: { ...registration.payload, name: "Another shop" } };
    expect((await problemIn(await signUp(forged))).code).toBe("bad_signature");
    const missing = await post("/v1/test/registers", { registration });
    expect((await problemIn(missing)).code).toBe("idempotency_key_missing");
  });
});
