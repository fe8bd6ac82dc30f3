// Holds, captures, voids, expiries and refunds in the operator's books: each in the account's list and statement by
// its own kind, what is held beside what is there, and exports that re-add, also to what the rows say is held.

import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccountEntries, OperatorAccount, Statement } from "../../../protocol/operator/operator.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import { checkJournal } from "../../support/accounting/check-journal.ts";
import { aCaptureCall, aRefundCall, aVoidCall } from "../../support/builders/orders.ts";
import { aTerminal, type CarrierWorld, type Terminal } from "../../support/builders/payment.ts";
import { aCarrierWorld } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, askAsOperator } from "./operator-world.ts";
import {
  aHeldTrade,
  aPaidTrade,
  closeAccount,
  HOLD_MS,
  ListeningTill,
  ring,
} from "./order-world.ts";

let world: CarrierWorld;
let terminal: Terminal;
let account: string;
beforeAll(async () => {
  world = await aCarrierWorld();
  await new ListeningTill().standIn();
  terminal = await aTerminal(world);
  account = await accountOf(terminal);
  const hold = (amount: number) => aHeldTrade(world, { amount }, terminal);
  const expiring = await hold(100);
  const captured = await hold(1000);
  await env.CARRIER.capture(await aCaptureCall(world, captured, { amount: 300 }));
  await env.CARRIER.capture(await aCaptureCall(world, captured, { amount: 200, last: true }));
  await env.CARRIER.refund(await aRefundCall(world, captured, { amount: 50 }));
  await env.CARRIER.voidHold(await aVoidCall(world, await hold(400)));
  setClockOffset(HOLD_MS + 1);
  await ring();
  const { sealed, attempt, offer } = expiring;
  await env.CARRIER.holdEnd({ sealed, attempt, trade: offer.trade });
  const standing = await hold(2000);
  await env.CARRIER.capture(await aCaptureCall(world, standing, { amount: 700 }));
  const closed = await aPaidTrade(world);
  await closeAccount(world, closed);
  await env.CARRIER.refund(await aRefundCall(world, closed, { amount: 4000 }));
});
afterAll(() => setClockOffset(0));

const month = () => new Date(clockNow()).toISOString().slice(0, 7);
const LEFT = 50_000 - 500 + 50 - 2000;

describe("an account with holds", () => {
  it("[LE18] [LE20] lists each thing by its kind, with what it changed in what is held", async () => {
    const answer = await askAsOperator("/v1/account/transfers", { account });
    const { entries } = v.parse(AccountEntries, await answer.json());
    const listed = entries
      .filter(({ kind }) => kind !== "opening")
      .map(({ kind, change, held = 0 }) => `${kind} ${change} ${held}`);
    expect(listed.sort()).toEqual(
      [
        ...["authorization -100 100", "authorization -1000 1000", "authorization -400 400"],
        ...["authorization -2000 2000", "capture 0 -300", "capture 500 -700", "capture 0 -700"],
        ...["refund 50 0", "void 400 -400", "expiry 100 -100"],
      ].sort(),
    );
  });

  it("[LE18] its statement closes with what is there, and its lines say what is held", async () => {
    const path = `/v1/account/statements/${month()}`;
    const made = v.parse(Statement, await (await askAsOperator(path, { account })).json());
    expect(made.currencies.find(({ currency }) => currency === "JPY")).toMatchObject({
      closing: LEFT,
    });
    const csv = await (await askAsOperator(`${path}?format=csv`, { account })).text();
    expect(csv).toMatch(/,JPY,authorization,trd_[^,]+,1,reg_[^,]+,-2000,\d+,2000\r\n/);
  });

  it("[LE20] shows the operator what of it is held", async () => {
    const answer = await askAsOperator("/v1/account", { account });
    expect(v.parse(OperatorAccount, await answer.json()).held).toEqual([
      { currency: "JPY", amount: 1300 },
    ]);
  });

  it("[LE18] its export re-adds to its row, and to the holds in it", async () => {
    const answer = await askAsOperator("/v1/account/export?format=hledger", { account });
    const { balances, trades } = checkJournal(await answer.text());
    expect(balances.get(`payers:${account} JPY`)).toBe(BigInt(LEFT));
    expect(balances.get(`payers:${account}:held JPY`)).toBe(1300n);
    expect(trades).toHaveLength(4);
  });

  it("[LE18] [LE3] [LE32] the branch's export re-adds, suspense included", async () => {
    const text = await (await askAsOperator("/v1/branches/0/export?format=hledger")).text();
    const { balances } = checkJournal(text);
    expect(balances.get("carrier:suspense:suspense_test JPY")).toBe(4000n);
    const held = [...balances].filter(([name]) => name.endsWith(":held JPY"));
    expect(held.reduce((sum, [, amount]) => sum + amount, 0n)).toBe(1300n);
    const yen = [...balances].filter(([name]) => name.endsWith(" JPY"));
    expect(yen.reduce((sum, [, amount]) => sum + amount, 0n)).toBe(0n);
  });
});
