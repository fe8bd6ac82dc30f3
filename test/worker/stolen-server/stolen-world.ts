// A synchronous server in a thief's hands: what it holds, and what must not move. It has its own secrets (the
// grant key), the binding to the carrier, every sealed reference, ticket, offer and confirmation that passed
// through it, and a shop of its own. It has no key of a payer, of a shop, of the carrier, or of the operator.

import { runInDurableObject } from "cloudflare:test";
import { makeKeyPair } from "../../../cli/keys.ts";
import type { CertifiedRegister, ConfirmTrade } from "../../../protocol/messages.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import {
  aConfirm,
  aTerminal,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import {
  aCarrierWorld,
  aRegistration,
  balancesOf,
  certifyRegister,
  theBranch,
} from "../carrier-world.ts";
import { env } from "../test-env.ts";

export interface StolenServer {
  /** the shop that is stolen from, with its customers' carrier */
  readonly world: CarrierWorld;
  /** the thief's own shop, honestly certified under its own name */
  readonly own: CarrierWorld;
  readonly victim: Terminal;
  readonly other: Terminal;
  /** the thief is a customer too */
  readonly thief: Terminal;
}

export async function aStolenServer(): Promise<StolenServer> {
  const world = await aCarrierWorld();
  const own = await anotherShop(world, "Mallory's bargains");
  const [victim, other, thief] = [
    await aTerminal(world),
    await aTerminal(world),
    await aTerminal(world),
  ];
  return { world, own, victim, other, thief };
}

async function anotherShop(world: CarrierWorld, name: string): Promise<CarrierWorld> {
  const registerKey = await makeKeyPair();
  const answer = await certifyRegister(
    await aRegistration(registerKey, { name, origins: ["http://127.0.0.1:6660"] }),
  );
  const { register, certificate } = (await answer.json()) as CertifiedRegister;
  return { ...world, certificate, realm: { ...world.realm, register, registerKey } };
}

/** Everything that money is: each account's balances, and all that was ever posted. */
export async function moneyIn({ world, victim, other, thief }: StolenServer) {
  const transfers = await runInDurableObject(theBranch(), (branch: Branch) => branch.extract());
  return {
    balances: [
      await balancesOf(world, victim),
      await balancesOf(world, other),
      await balancesOf(world, thief),
    ],
    journal: JSON.stringify(transfers),
  };
}

/** What the carrier says to a confirm, in a word. */
export async function confirmCode(body: ConfirmTrade): Promise<string> {
  const answer = await env.CARRIER.confirm(body);
  return answer.ok ? answer.value.outcome : answer.error.code;
}

/** A payment that the victim really made: all its parts passed through the stolen server. */
export async function aPaidTrade({ world, victim }: StolenServer): Promise<ConfirmTrade> {
  const body = await aConfirm(world, victim);
  const code = await confirmCode(body);
  if (code !== "settled") throw new Error(code);
  return body;
}
