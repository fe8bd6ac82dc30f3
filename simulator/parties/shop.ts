/**
 * A shop and the register behind it: its certificate, its terms, its tills and their growing map. The
 * register's own object is left out; what it does, telling every till until each has heard, is done here.
 */

import { type KeyPair, makeKeyPair } from "../../cli/keys.ts";
import type { RegisterId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money.ts";
import { registerIdOf } from "../../protocol/register-key.ts";
import { type Hash, hashOf, importSigningSeed, sha256, sign } from "../../protocol/signature.ts";
import type { Registration, SignedTerms, Terms } from "../../protocol/signed-objects.ts";
import { certify } from "../../worker/carrier-server/books/certify-register.ts";
import { deploymentOf } from "../../worker/carrier-server/deployment.ts";
import type { CertificatePair } from "../../worker/synchronous-server/till/config.ts";
import { tillName } from "../../worker/synchronous-server/till/name.ts";
import type { SignedOrder } from "../../worker/synchronous-server/till/order/order-record.ts";
import type { World } from "../world.ts";
import type { AskedOrder, AskedTerms, ScriptShop } from "./ports.ts";

const TILLS_AT_FIRST = 2;
const TILLS_MAX = 8;

export class Shop implements ScriptShop {
  readonly register: RegisterId;
  readonly apiKey: Hash;
  readonly #world: World;
  readonly #key: KeyPair;
  readonly #pair: CertificatePair;
  #maps = [TILLS_AT_FIRST];
  #version = 0;

  constructor(
    world: World,
    key: KeyPair,
    register: RegisterId,
    apiKey: Hash,
    pair: CertificatePair,
  ) {
    this.#world = world;
    this.#key = key;
    this.register = register;
    this.apiKey = apiKey;
    this.#pair = pair;
  }

  static async open(world: World, number: number): Promise<Shop> {
    const key = await makeKeyPair();
    const { trust, signing, mode } = await deploymentOf(world.carrierEnv("operator"));
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
    const now = Date.now();
    const { name, iss, origins: named } = registration;
    const origins = named.map((origin) => ({ origin, proven_at: now }));
    const who = { register, name, origins, key: iss };
    const certificate = await certify(who, now, { trust, signing });
    const apiKey = await sha256(world.random.bytes(32));
    const pair = { certificate, chain: signing.certificate };
    const shop = new Shop(world, key, register, apiKey, pair);
    await shop.#push();
    return shop;
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

  /** More tills, told to all of them one after the other, whatever goes wrong meanwhile. */
  async growMap(): Promise<void> {
    const tills = this.#maps.at(-1) ?? TILLS_AT_FIRST;
    if (tills >= TILLS_MAX) return;
    this.#maps = [...this.#maps, tills + 1 + this.#world.random.below(2)];
    this.#world.trace.event(`the till map grows to ${this.#maps.at(-1)}`);
    await this.#push();
  }

  async #push(): Promise<void> {
    this.#version += 1;
    const { register, apiKey } = this;
    const certificate = await hashOf(this.#pair.certificate);
    const config = {
      version: this.#version,
      register,
      maps: this.#maps,
      keys: [{ hash: apiKey, scope: "all" as const }],
      certificate,
    };
    const numbers = Array.from({ length: Math.max(...this.#maps) }, (_, till) => till);
    await Promise.all(numbers.map((till) => this.#tell(till, { ...config, till })));
  }

  async #tell(till: number, config: unknown): Promise<void> {
    const { TILL } = this.#world.synchronousEnv("register");
    const stub = TILL.getByName(tillName(this.register, till));
    for (;;) {
      try {
        await stub.configure(config as never, this.#pair as never);
        return;
      } catch {
        await this.#world.agenda.wait(this.#world.random.between(500, 3_000));
      }
    }
  }
}
