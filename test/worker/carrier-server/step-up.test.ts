// Step-up rules at the real carrier, with a passkey: nothing is decided without a step-up, the same attempt goes on
// with one, and the terminal alone is told why.

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import type { StepUpRule } from "../../../protocol/account/step-up.ts";
import { StepUpProblem } from "../../../protocol/account/step-up-problems.ts";
import type { ConfirmTrade } from "../../../protocol/messages.ts";
import { anAuthenticator } from "../../support/builders/authenticator.ts";
import {
  aConfirm,
  aTerminal,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aChange, byPasskey, proven } from "../../support/builders/step-up.ts";
import { aCarrierWorld, balancesOf, costOf } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator } from "./operator-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

type Payer = Awaited<ReturnType<typeof aPayerUnder>>;

async function aPayerUnder(rule: StepUpRule) {
  const terminal = await aTerminal(world);
  const passkey = await anAuthenticator();
  const change = { kind: "add_passkey", name: "Laptop", by: passkey } as const;
  const added = await env.CARRIER.changeAccount(
    terminal.sealed,
    await aChange(world, terminal.device, change),
  );
  expect(added).toMatchObject({ ok: true });
  const account = await accountOf(terminal);
  const asked = { currency: "JPY", rule };
  const answer = await actAsOperator("/v1/account/step-up", asked, { account });
  expect(answer.status).toBe(200);
  return { ...terminal, passkey };
}

/** The payer proves himself: the same body, with a passkey's assertion beside it. */
async function confirmProven(terminal: Payer, body: ConfirmTrade) {
  return env.CARRIER.confirm(
    await proven(world, terminal.device, body, byPasskey(terminal.passkey)),
  );
}

const aPayment = (terminal: Terminal, amount: number) =>
  aConfirm(world, terminal, { terms: { amount } });

describe("a payment that needs a step-up", () => {
  it("[LE79] is refused without one: 0 rows, with its reason and what one click lets through", async () => {
    const terminal = await aPayerUnder({ one_click: 3000 });
    const body = await aPayment(terminal, 3001);
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(body)).toMatchObject({
        ok: false,
        error: {
          ...{ code: "step_up_required", reason: "amount" },
          left: { amount: 3000, currency: "JPY" },
          methods: { passkeys: [{ name: "Laptop" }], pin: { state: "none" } },
        },
      }),
    );
    expect(cost).toMatchObject({ commits: 0, rows: 0 });
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 });
  });

  it("[LE79] goes on with one, in the same attempt, and a repeat needs none", async () => {
    const terminal = await aPayerUnder({ one_click: 3000 });
    const body = await aPayment(terminal, 3001);
    await env.CARRIER.confirm(body);
    const settled = await confirmProven(terminal, body);
    expect(settled).toMatchObject({ ok: true, value: { attempt: 1 } });
    expect(await env.CARRIER.confirm(body)).toEqual(settled);
  });

  it("[LE79] hides no refusal that is recorded whatever the payer proves", async () => {
    const terminal = await aPayerUnder({ one_click: 3000 });
    const body = await aPayment(terminal, 50_001);
    expect(await env.CARRIER.confirm(body)).toMatchObject({
      error: { code: "insufficient_funds", attempt: 1 },
    });
  });

  it("[LE77] in any number at once, clicks come to the total and no further; a step-up begins anew", async () => {
    const terminal = await aPayerUnder({ one_click_total: 10_000 });
    const bodies = await Promise.all(Array.from({ length: 20 }, () => aPayment(terminal, 900)));
    const answers = await Promise.all(bodies.map((body) => env.CARRIER.confirm(body)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(11);
    for (const answer of answers.filter(({ ok }) => !ok))
      expect(answer).toMatchObject({
        error: { code: "step_up_required", reason: "cumulative", left: { amount: 100 } },
      });
    expect(await confirmProven(terminal, await aPayment(terminal, 900))).toMatchObject({
      ok: true,
    });
    expect(await env.CARRIER.confirm(await aPayment(terminal, 10_000))).toMatchObject({ ok: true });
  });

  it("[LE77] [LE78] is the first at a register, unless the journal knows it paid already", async () => {
    const terminal = await aPayerUnder({ first_payment: "step_up" });
    const first = await aPayment(terminal, 1);
    expect(await env.CARRIER.confirm(first)).toMatchObject({
      error: { reason: "first_payment", left: { amount: 0 } },
    });
    await confirmProven(terminal, first);
    const next = await aPayment(terminal, 1);
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(next)).toMatchObject({ ok: true }),
    );
    expect(cost.rows).toBe(2);
    const regular = await aTerminal(world);
    await env.CARRIER.confirm(await aPayment(regular, 1));
    const asked = { currency: "JPY", rule: { first_payment: "step_up" } };
    await actAsOperator("/v1/account/step-up", asked, { account: await accountOf(regular) });
    expect(await env.CARRIER.confirm(await aPayment(regular, 1))).toMatchObject({ ok: true });
  });
});

it("[LE79] [MS7] is told on the money socket as its HTTP twin tells it", async () => {
  const terminal = await aPayerUnder({ one_click: 3000 });
  const body = await aPayment(terminal, 3001);
  const socket = await moneySocketAnswer(body);
  expect(socket.status).toBe(403);
  const problem = v.parse(StepUpProblem, socket.body);
  expect(problem).toMatchObject({
    ...{ code: "step_up_required", kind: "not_yet", retryable: true, reason: "amount" },
    left: { amount: 3000, currency: "JPY" },
  });
});

/** One confirm on a money socket. */
async function moneySocketAnswer(body: ConfirmTrade): Promise<{ status: number; body: unknown }> {
  const headers = {
    Upgrade: "websocket",
    "Sec-WebSocket-Protocol": `warifu.money.1, ${body.ticket}`,
  };
  const answer = await env.CARRIER.fetch(new Request("https://carrier.test/v1/money", { headers }));
  const socket = answer.webSocket;
  if (!socket) throw new Error("the socket opens");
  socket.accept();
  const message = new Promise<string>((resolve) =>
    socket.addEventListener("message", ({ data }) => resolve(String(data))),
  );
  socket.send(JSON.stringify({ id: "1", confirm: body }));
  const heard = JSON.parse(await message);
  socket.close();
  return heard;
}
