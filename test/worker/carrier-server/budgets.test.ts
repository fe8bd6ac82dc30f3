// A shopper lets a shop take payments without asking: the carrier checks that it is he, and keeps nothing of it.

import { beforeAll, describe, expect, it } from "vitest";
import { anAuthenticator } from "../../support/builders/authenticator.ts";
import { aTerminal, type CarrierWorld, type Terminal } from "../../support/builders/payment.ts";
import { aChange, byPasskey, type Prove } from "../../support/builders/step-up.ts";
import { aCarrierWorld } from "../carrier-world.ts";
import { env } from "../test-env.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

let moment = 0;
async function allow(terminal: Terminal, overrides: object = {}, prove?: Prove) {
  const { register } = world.realm;
  const terms = { register, currency: "JPY", period: "month", amount: 10_000, cap: 5_000 };
  const asked = { kind: "allow_budget", budget: { ...terms, ...overrides } } as never;
  const time = world.now() + ++moment;
  const body = await aChange(world, terminal.device, asked, { time, ...(prove ? { prove } : {}) });
  return env.CARRIER.changeAccount(terminal.sealed, body);
}

describe("a budget that a shopper allows", () => {
  it("[BU6] needs his device key, and changes nothing of what he is shown of his account", async () => {
    const terminal = await aTerminal(world);
    const first = await allow(terminal);
    expect(first).toMatchObject({ ok: true });
    expect(await allow(terminal, { amount: 20_000 })).toEqual(first);
  });

  it("[BU6] needs a step-up where he has a passkey", async () => {
    const terminal = await aTerminal(world);
    const passkey = await anAuthenticator();
    const adding = { kind: "add_passkey", name: "Phone", by: passkey } as const;
    const time = world.now() + ++moment;
    const added = await aChange(world, terminal.device, adding, { time });
    expect(await env.CARRIER.changeAccount(terminal.sealed, added)).toMatchObject({ ok: true });
    expect(await allow(terminal)).toMatchObject({
      error: { code: "step_up_required", reason: "change" },
    });
    expect(await allow(terminal, {}, byPasskey(passkey))).toMatchObject({ ok: true });
  });

  it.each([{ amount: 1_000_001 }, { cap: 10_001 }, { period: "year" }, { amount: undefined }])(
    "[BU1] is none with %j",
    async (wrong) => {
      const terminal = await aTerminal(world);
      expect(await allow(terminal, wrong)).toMatchObject({ error: { code: "invalid_request" } });
    },
  );
});
