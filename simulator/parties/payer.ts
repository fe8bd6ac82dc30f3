/**
 * A payer: a device key and its account at one of the branches. Signs what a wallet signs, and stores every
 * confirmation before it is sent; the same bytes are sent again until there is an answer.
 */

import { type KeyPair, makeKeyPair } from "../../cli/keys.ts";
import { type AccountId, accountIdFrom, type PayerTag, payerTagFrom } from "../../protocol/ids.ts";
import type { ConfirmTrade, Granted } from "../../protocol/messages.ts";
import type { Money } from "../../protocol/money.ts";
import { type Offer, offerHash } from "../../protocol/offer.ts";
import { PROBLEMS } from "../../protocol/problem.ts";
import { hashOf, importSigningSeed, sign } from "../../protocol/signature.ts";
import type { Confirmation } from "../../protocol/signed-objects.ts";
import { branchFor } from "../../worker/carrier-server/branch/branches.ts";
import { deploymentOf } from "../../worker/carrier-server/deployment.ts";
import { sealAccount } from "../../worker/carrier-server/sealing/account-reference.ts";
import type { Sent } from "../witness.ts";
import type { World } from "../world.ts";
import { styleOf } from "../world-style.ts";
import type { Door } from "./door.ts";

export const BRANCHES = 3;

export class Payer {
  readonly name: string;
  readonly account: AccountId;
  readonly device: KeyPair;
  readonly tag: PayerTag;
  readonly #world: World;
  #sealed: string | undefined;

  constructor(world: World, name: string, account: AccountId, device: KeyPair) {
    this.#world = world;
    this.name = name;
    this.account = account;
    this.device = device;
    this.tag = payerTagFrom("test", world.random.bytes(16));
  }

  static async open(world: World, number: number): Promise<Payer> {
    const { random } = world;
    const device = await makeKeyPair();
    const account = accountIdFrom("test", number % BRANCHES, random.bytes(8));
    const { jpyMax } = styleOf(world.options.seed);
    const credit = [{ currency: "JPY", amount: 1 + random.below(jpyMax) }];
    if (random.chance(0.4)) credit.push({ currency: "USD", amount: 1 + random.below(50_000) });
    const asked = { id: account, device: device.publicKey, credit: credit as Money[] };
    await branchFor(world.carrierEnv("operator"), account).openAccount(asked as never);
    return new Payer(world, `payer ${number}`, account, device);
  }

  /** As the credential has it: another text now and then, since credentials are renewed. */
  async sealed(): Promise<string> {
    if (this.#sealed && this.#world.random.chance(0.7)) return this.#sealed;
    const { sealing } = await deploymentOf(this.#world.carrierEnv("credential"));
    this.#sealed = await sealAccount(sealing, this.account);
    return this.#sealed;
  }

  /** Signed, and stored. @param name of trade and payer, for the trace */
  async store(name: string, offer: Offer, { grant, ticket }: Granted): Promise<Sent> {
    const { amount, currency, iss } = offer.terms.payload;
    const { trade, attempt, aud, mode } = grant.payload;
    const confirmation: Confirmation = {
      typ: "warifu/confirmation/1",
      iss: this.device.publicKey,
      aud,
      mode,
      trade,
      attempt,
      grant: await hashOf(grant.payload),
      offer: await offerHash(offer),
      amount,
      currency,
      register: iss,
      time: Date.now(),
    };
    const signed = await sign(confirmation, await importSigningSeed(this.device.seed));
    const body = { offer, grant, ticket, confirmation: signed } as ConfirmTrade;
    const sent: Sent = { name, body, answer: undefined, decided: false };
    this.#world.witness.sent.push(sent);
    return sent;
  }
}

/** Sends the stored bytes once. @returns whether there is an answer for good */
export async function sendOnce(world: World, door: Door, sent: Sent): Promise<boolean> {
  let answer: Awaited<ReturnType<Door["confirm"]>>;
  try {
    answer = await door.confirm(sent.name, sent.body);
  } catch {
    return false;
  }
  if (!answer.ok && PROBLEMS[answer.error.code].kind === "not_yet") return false;
  const decided = answer.ok || "attempt" in answer.error;
  world.witness.answered(sent, JSON.stringify(answer), decided);
  return true;
}

export async function sendUntilAnswered(
  world: World,
  door: Door,
  sent: Sent,
  tries = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  for (let left = tries; left > 0; left--) {
    if (await sendOnce(world, door, sent)) return true;
    await world.agenda.wait(world.random.between(300, 5_000));
  }
  return false;
}
