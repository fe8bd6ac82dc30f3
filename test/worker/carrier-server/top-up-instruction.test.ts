// The standing top-up instruction at the real carrier: in the turn of the confirm, once, and within the month's most.

import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { AccountEntries, OperatorAccount } from "../../../protocol/operator/operator.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import {
  aConfirm,
  aTerminal,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, costOf } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator, askAsOperator } from "./operator-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});
afterEach(() => setClockOffset(0));

const INSTRUCTION = { below: 1000, amount: 5000, month_max: 12_000 };

/** 50,000 yen, of which nothing comes in but by the instruction. */
async function anInstructedPayer() {
  const terminal = await aTerminal(world);
  const account = await accountOf(terminal);
  const asked = { currency: "JPY", instruction: INSTRUCTION };
  const answer = await actAsOperator("/v1/account/top-up-instruction", asked, { account });
  const view = v.parse(OperatorAccount, await answer.json());
  return { terminal, account, view };
}

const confirm = (terminal: Terminal, amount: number) =>
  aConfirm(world, terminal, { terms: { amount } });
const yenOf = async (terminal: Terminal) => (await balancesOf(world, terminal)).JPY;

async function topUpsOf(account: string) {
  const answer = await askAsOperator("/v1/account/transfers?limit=500", { account });
  const { entries } = v.parse(AccountEntries, await answer.json());
  return entries.filter(({ kind }) => kind === "top_up");
}

describe("a standing instruction", () => {
  it("[LE75] tops up in the turn of a payment that needs it: one commit, one row more, named by the attempt", async () => {
    const { terminal, account, view } = await anInstructedPayer();
    expect(view.top_ups).toEqual([{ currency: "JPY", ...INSTRUCTION, this_month: 0 }]);
    const enough = await confirm(terminal, 49_000);
    expect((await costOf(() => env.CARRIER.confirm(enough))).rows).toBe(2);
    const body = await confirm(terminal, 6000);
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(body)).toMatchObject({ ok: true }),
    );
    expect(cost).toEqual({ hops: 1, commits: 1, rows: 3, flushes: 1 });
    expect(await yenOf(terminal)).toBe(0);
    expect(await topUpsOf(account)).toEqual([
      expect.objectContaining({ id: `instruction/${body.offer.trade}#1`, change: 5000 }),
    ]);
  });

  it("[LE75] a repeat of the confirm tops up nothing, and a refused payment neither", async () => {
    const { terminal, account } = await anInstructedPayer();
    const body = await confirm(terminal, 49_500);
    const first = await env.CARRIER.confirm(body);
    const again = await costOf(async () => expect(await env.CARRIER.confirm(body)).toEqual(first));
    expect(again).toMatchObject({ commits: 0, rows: 0 });
    const tooMuch = await env.CARRIER.confirm(await confirm(terminal, 10_501));
    expect(tooMuch).toMatchObject({
      error: { code: "insufficient_funds", left: { amount: 10_500, currency: "JPY" } },
    });
    expect(await topUpsOf(account)).toHaveLength(1);
    expect(await yenOf(terminal)).toBe(5500);
  });

  it("[LE76] no number of confirms at once brings more than the month allows; the next month does", async () => {
    const { terminal, account } = await anInstructedPayer();
    const bodies = await Promise.all(Array.from({ length: 40 }, () => confirm(terminal, 3000)));
    const answers = await Promise.all(bodies.map((body) => env.CARRIER.confirm(body)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(20);
    expect(await yenOf(terminal)).toBe(0);
    expect(await topUpsOf(account)).toHaveLength(2);
    const month = new Date(clockNow());
    const next = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1);
    setClockOffset(next - Date.now() + 1000);
    // The register's certificate is of a year: the next month is within it.
    expect(await env.CARRIER.confirm(await confirm(terminal, 4000))).toMatchObject({ ok: true });
    expect(await yenOf(terminal)).toBe(1000);
  });

  it("[LE17] [LE75] is taken away by the operator, and both acts are in the log", async () => {
    const { terminal, account } = await anInstructedPayer();
    const asked = { currency: "JPY" };
    const answer = await actAsOperator("/v1/account/top-up-instruction", asked, { account });
    expect(v.parse(OperatorAccount, await answer.json()).top_ups).toBeUndefined();
    expect(await env.CARRIER.confirm(await confirm(terminal, 50_001))).toMatchObject({
      error: { code: "insufficient_funds" },
    });
    const log = await (await askAsOperator("/v1/branches/0/audit?limit=500")).text();
    const acts = JSON.parse(log).entries.filter(
      (one: { account: string }) => one.account === account,
    );
    expect(acts.map((one: { act: string }) => one.act)).toEqual([
      "set_instruction",
      "set_instruction",
    ]);
  });
});
