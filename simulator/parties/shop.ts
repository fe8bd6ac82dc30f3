/**
 * A shop and its register: really certified by its books and registered, with its terms, orders and payout accounts,
 * and a till map that grows.
 */

import { type KeyPair, makeKeyPair } from "../../cli/keys.ts";
import type { RegisterId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { ApiKeyOrder } from "../../protocol/register/api-keys.ts";
import type { PayoutAccount, SignedPayoutAccount } from "../../protocol/register/payout-account.ts";
import { registerIdOf } from "../../protocol/register/register-key.ts";
import {
  type Hash,
  hashOf,
  importSigningSeed,
  sha256,
  sign,
} from "../../protocol/signing/signature.ts";
import type { Registration, SignedTerms, Terms } from "../../protocol/signing/signed-objects.ts";
import { deploymentOf } from "../../worker/carrier-server/deployment.ts";
import { objectNamed } from "../../worker/objects/placed.ts";
import type { SignedOrder } from "../../worker/synchronous-server/till/order/order-record.ts";
import type { World } from "../world.ts";
import type { AskedOrder, AskedTerms, ScriptShop } from "./ports.ts";

const TILLS_AT_FIRST = 4;
const TILLS_MAX = 8;

export class Shop implements ScriptShop {
  readonly name: string;
  readonly register: RegisterId;
  readonly apiKey: Hash;
  readonly #world: World;
  readonly #key: KeyPair;
  #tills = TILLS_AT_FIRST;
  #accounts = 0;

  constructor(world: World, name: string, key: KeyPair, register: RegisterId, apiKey: Hash) {
    this.#world = world;
    this.name = name;
    this.#key = key;
    this.register = register;
    this.apiKey = apiKey;
  }

  static async open(world: World, number: number): Promise<Shop> {
    const key = await makeKeyPair();
    const carrier = world.carrierEnv("operator");
    const { trust, mode } = await deploymentOf(carrier);
    const register = await registerIdOf(mode, key.publicKey);
    const registration: Registration = {
      typ: "warifu/registration/1",
      iss: key.publicKey,
      aud: trust.realm,
      mode,
      name: `Shop ${number}`,
      origins: [`https://shop-${number}.example`],
      time: Date.now(),
    };
    const command = { operator: "0", idempotencyKey: "certify", body: await hashOf(registration) };
    const asked = { ...command, register, registration, vouched: true };
    const certified = await objectNamed(carrier.BOOKS, register).certify(asked);
    if (!certified.ok) throw new Error(certified.error.code);
    const hash = await sha256(world.random.bytes(32));
    const { REGISTER } = world.synchronousEnv("operator");
    const { certificate, chain } = certified.value.certified;
    const pair = { certificate, chain };
    const apiKey: ApiKeyOrder = {
      ...{ typ: "warifu/api-key/1", iss: register, aud: trust.realm, mode, key: hash },
      ...{ prefix: `wk_${register.slice(4)}_`, name: "server", scopes: ["full"], time: Date.now() },
    };
    const registered = await objectNamed(REGISTER, register).register(pair, apiKey, {
      ...{ key: `register ${number}`, asked: hash },
    });
    if (!registered.ok) throw new Error(registered.error.code);
    return new Shop(world, `shop ${number}`, key, register, hash);
  }

  async sign({ holdUntil, ...asked }: AskedTerms) {
    const { trust, mode } = await deploymentOf(this.#world.carrierEnv("shop"));
    const terms: Terms = {
      typ: "warifu/terms/1",
      iss: this.register,
      aud: trust.realm,
      mode,
      items: [],
      capture: holdUntil === undefined ? "now" : "later",
      ...(holdUntil === undefined ? {} : { hold_until: holdUntil }),
      ...asked,
      currency: asked.currency as Currency,
    };
    return sign(terms, await importSigningSeed(this.#key.seed)) as Promise<SignedTerms>;
  }

  async order({ kind, ...asked }: AskedOrder): Promise<SignedOrder> {
    const { trust, mode } = await deploymentOf(this.#world.carrierEnv("shop"));
    const order = {
      ...{ typ: `warifu/${kind}/1`, iss: this.register, aud: trust.realm, mode },
      ...asked,
    };
    return sign(order, await importSigningSeed(this.#key.seed)) as Promise<never>;
  }

  /** Another one each time, with a greater number than the last one's. */
  async payoutAccount(): Promise<SignedPayoutAccount> {
    const { trust, mode } = await deploymentOf(this.#world.carrierEnv("shop"));
    this.#accounts += 1;
    const account: PayoutAccount = {
      ...{ typ: "warifu/payout-account/1", iss: this.register, aud: trust.realm, mode },
      number: this.#accounts,
      account: { account: `${1_000_000 + this.#accounts}`, bic: "BANKJPJT", holder: this.name },
      time: Date.now(),
    };
    return sign(account, await importSigningSeed(this.#key.seed));
  }

  /** More tills: the register tells all of them, whatever goes wrong meanwhile. */
  async growMap(): Promise<void> {
    if (this.#tills >= TILLS_MAX) return;
    const { random, trace, agenda } = this.#world;
    this.#tills += 1 + random.below(2);
    const tills = this.#tills;
    trace.event(`the till map grows to ${tills}`);
    const { REGISTER } = this.#world.synchronousEnv("shop");
    const use = { key: `tills-${tills}`, asked: await hashOf({ tills }) };
    for (;;) {
      const asked = objectNamed(REGISTER, this.register).setTills(this.apiKey, tills, use);
      if ((await asked.catch(() => undefined))?.ok) return;
      await agenda.wait(random.between(500, 3_000));
    }
  }
}
