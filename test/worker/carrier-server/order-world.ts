// Trades that were paid at the real carrier, at once or by a hold, for a register's orders about them.

import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import type { Terms } from "../../../protocol/signing/signed-objects.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import type { Creditor, Decided } from "../../../worker/carrier-server/carrier.ts";
import type { PaidTrade } from "../../support/builders/orders.ts";
import {
  aConfirm,
  aTerminal,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { balancesOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator } from "./operator-world.ts";

const HOUR_MS = 60 * 60_000;
export const HOLD_MS = 2 * HOUR_MS;

export type Paid = PaidTrade & { readonly terminal: Terminal };

/** The terms of a trade whose amount is held. */
export function later(world: CarrierWorld, terms: Partial<Terms> = {}): Partial<Terms> {
  return { capture: "later", hold_until: world.now() + HOLD_MS, ...terms };
}

/** ¥4,980 unless the terms say otherwise. */
export async function aPaidTrade(
  world: CarrierWorld,
  terms: Partial<Terms> = {},
  terminal?: Terminal,
): Promise<Paid> {
  const payer = terminal ?? (await aTerminal(world));
  const body = await aConfirm(world, payer, { terms });
  const answer = await env.CARRIER.confirm(body);
  if (!answer.ok) throw new Error(answer.error.code);
  return { offer: body.offer, sealed: payer.sealed, attempt: 1, terminal: payer };
}

export function aHeldTrade(world: CarrierWorld, terms: Partial<Terms> = {}, terminal?: Terminal) {
  return aPaidTrade(world, later(world, terms), terminal);
}

/** Emptied by withdrawals, then closed. */
export async function closeAccount(world: CarrierWorld, paid: Paid): Promise<void> {
  const asking = { account: await accountOf(paid) };
  const balances = await balancesOf(world, paid.terminal);
  for (const [currency, amount] of Object.entries(balances))
    if (amount > 0) await actAsOperator("/v1/account/withdrawals", { amount, currency }, asking);
  for (const status of ["closing", "closed"]) {
    const answer = await actAsOperator("/v1/account/status", { status }, asking);
    if (!answer.ok) throw new Error(await answer.text());
  }
}

/** Stores all it is told. */
export class ListeningTill implements Creditor {
  readonly told: Decided[] = [];
  away = false;

  async credit(decided: Decided[]) {
    if (this.away) throw new Error("the till is away");
    this.told.push(...decided);
    return { stored: decided.map(({ key }) => key) };
  }

  endsOf({ offer }: PaidTrade) {
    const ofTrade = this.told.filter(({ trade }) => trade === offer.trade);
    return ofTrade.filter(({ outcome }) => outcome.kind === "hold_ended");
  }

  /** The branch tells this one from now on. */
  standIn(): Promise<void> {
    return runInDurableObject(theBranch(), (branch: Branch) => {
      branch.creditor = this;
    });
  }
}

/** The branch's alarm, as if its time had come. */
export async function ring(): Promise<void> {
  await runDurableObjectAlarm(theBranch());
}
