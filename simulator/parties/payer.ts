/**
 * A payer: a device key and its account at one of the branches. Signs what a wallet signs, and stores every
 * confirmation before it is sent; the same bytes are sent again until there is an answer.
 */

import { type KeyPair, makeKeyPair } from "../../cli/keys.ts";
import { type AccountId, accountIdFrom, type PayerTag, payerTagFrom } from "../../protocol/ids.ts";
import type { Granted } from "../../protocol/messages.ts";
import type { Money } from "../../protocol/money/money.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import { branchFor } from "../../worker/carrier-server/branch/branches.ts";
import { deploymentOf } from "../../worker/carrier-server/deployment.ts";
import { sealAccount } from "../../worker/carrier-server/sealing/account-reference.ts";
import type { Sent } from "../witness.ts";
import type { World } from "../world.ts";
import { BRANCHES } from "./branches.ts";
import type { ScriptPayer } from "./ports.ts";
import { signedConfirmation, stored } from "./send-stored.ts";

export class Payer implements ScriptPayer {
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
    const { jpyMax } = world.style;
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
  async store(name: string, offer: Offer, granted: Granted): Promise<Sent> {
    const body = await signedConfirmation(this.device, offer, granted, Date.now());
    return stored(this.#world.witness, name, body);
  }
}
