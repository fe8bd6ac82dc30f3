// The shopper's own one-click rule at the real carrier: tightened by the device key, loosened by a proof, and never
// above what the operator allows.

import { beforeAll, describe, expect, it } from "vitest";
import type { StepUpRule } from "../../../protocol/account/step-up.ts";
import { anAuthenticator } from "../../support/builders/authenticator.ts";
import {
  aConfirm,
  aTerminal,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aChange, byPasskey, type Prove, proven } from "../../support/builders/step-up.ts";
import { aCarrierWorld, costOf } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator } from "./operator-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

let moment = 0;
async function set(terminal: Terminal, rule: StepUpRule, prove?: Prove) {
  const asked = { kind: "set_one_click", currency: "JPY", rule } as never;
  const time = world.now() + ++moment;
  const body = await aChange(world, terminal.device, asked, { time, ...(prove ? { prove } : {}) });
  return env.CARRIER.changeAccount(terminal.sealed, body);
}

const confirm = async (terminal: Terminal, amount: number) =>
  env.CARRIER.confirm(await aConfirm(world, terminal, { terms: { amount } }));

describe("the shopper's own one-click rule", () => {
  it("[SU20] asks where it says, and is shown with the account", async () => {
    const terminal = await aTerminal(world);
    const rule = { one_click: 500, one_click_total: 800 };
    expect(await set(terminal, rule)).toMatchObject({
      value: { security: { one_click: [{ currency: "JPY", own: rule }] } },
    });
    expect(await confirm(terminal, 501)).toMatchObject({
      error: { code: "step_up_required", reason: "amount", left: { amount: 500 } },
    });
    expect(await confirm(terminal, 500)).toMatchObject({ ok: true });
    expect(await confirm(terminal, 301)).toMatchObject({ error: { reason: "cumulative" } });
  });

  it("[SU21] is tightened by the device key, and loosened only with a step-up", async () => {
    const terminal = await aTerminal(world);
    await set(terminal, { one_click: 500, first_payment: "step_up" });
    expect(await set(terminal, { one_click: 400, first_payment: "step_up" })).toMatchObject({
      ok: true,
    });
    const looser = [
      { one_click: 401, first_payment: "step_up" },
      { first_payment: "step_up" },
      { one_click: 400 },
      {},
    ] as const;
    for (const rule of looser)
      expect(await set(terminal, rule)).toMatchObject({
        error: { code: "step_up_required", reason: "change" },
      });
    const passkey = await anAuthenticator();
    const adding = { kind: "add_passkey", name: "Phone", by: passkey } as const;
    const time = world.now() + ++moment;
    const added = await aChange(world, terminal.device, adding, { time });
    expect(await env.CARRIER.changeAccount(terminal.sealed, added)).toMatchObject({ ok: true });
    expect(await set(terminal, {}, byPasskey(passkey))).toMatchObject({ ok: true });
    expect(await confirm(terminal, 4980)).toMatchObject({ ok: true });
  });

  it("[SU20] is never above the operator's, whatever it says", async () => {
    const terminal = await aTerminal(world);
    const account = await accountOf(terminal);
    const asked = { currency: "JPY", rule: { one_click: 300 } };
    await actAsOperator("/v1/account/step-up", asked, { account });
    await set(terminal, { one_click: 1000 });
    expect(await confirm(terminal, 301)).toMatchObject({ error: { left: { amount: 300 } } });
    await set(terminal, { one_click: 200 });
    expect(await confirm(terminal, 201)).toMatchObject({ error: { left: { amount: 200 } } });
  });

  it("[SU22] under which nothing can be proven yet says so: there is no method", async () => {
    const terminal = await aTerminal(world);
    await set(terminal, { one_click: 0 });
    expect(await confirm(terminal, 1)).toMatchObject({
      error: { methods: { passkeys: [], pin: { state: "none" } } },
    });
  });

  it("[SU17] hides no refusal, and a proof that isn't asked for is looked at all the same", async () => {
    const terminal = await aTerminal(world);
    const stranger = await anAuthenticator();
    const small = await aConfirm(world, terminal, { terms: { amount: 1 } });
    const body = await proven(world, terminal.device, small, byPasskey(stranger));
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(body)).toMatchObject({ error: { code: "passkey_refused" } }),
    );
    expect(cost.rows).toBe(0);
    const large = await aConfirm(world, terminal, { terms: { amount: 50_001 } });
    const poor = await proven(world, terminal.device, large, byPasskey(stranger));
    expect(await env.CARRIER.confirm(poor)).toMatchObject({
      error: { code: "insufficient_funds" },
    });
  });
});
