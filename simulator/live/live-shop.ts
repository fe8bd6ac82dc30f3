/** A shop that is really registered: its key signs the terms, its API key opens the servers' doors. */

import { registerShop } from "../../cli/register-shop.ts";
import type { RegisterId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { PayoutAccount, SignedPayoutAccount } from "../../protocol/register/payout-account.ts";
import { importSigningSeed, realmOf, sign } from "../../protocol/signing/signature.ts";
import type { SignedTerms, Terms } from "../../protocol/signing/signed-objects.ts";
import { type KeyParts, parseKey } from "../../register-server/key.ts";
import type { SignedOrder } from "../../worker/synchronous-server/till/order/order-record.ts";
import type { PaidShop } from "../parties/payout-ports.ts";
import type { AskedOrder, AskedTerms } from "../parties/ports.ts";

const TILLS_MAX = 8;

type Registering = Omit<Parameters<typeof registerShop>[0], "name" | "origins">;

export class LiveShop implements PaidShop {
  readonly name: string;
  readonly register: RegisterId;
  readonly apiKey: string;
  /** what was asked for, whether or not it was answered, by idempotency key */
  readonly asked = new Map<string, { readonly name: string; readonly terms: SignedTerms }>();
  readonly #key: KeyParts;
  #tills: number | undefined;
  #accounts = 0;

  private constructor(name: string, key: KeyParts) {
    this.name = name;
    this.#key = key;
    this.register = key.register;
    this.apiKey = key.api_key;
  }

  static async open(registering: Registering, number: number): Promise<LiveShop> {
    const name = `Shop ${number}`;
    const origins = [`http://127.0.0.1:${9_000 + number}`];
    const { key } = await registerShop({ ...registering, name, origins, vouched: true });
    const parts = parseKey(key);
    if (!parts.ok) throw new Error(parts.error);
    return new LiveShop(name, parts.value);
  }

  async sign({ holdUntil, ...asked }: AskedTerms): Promise<SignedTerms> {
    const terms: Terms = {
      typ: "warifu/terms/1",
      ...(await this.#envelope()),
      items: [],
      capture: holdUntil === undefined ? "now" : "later",
      ...(holdUntil === undefined ? {} : { hold_until: holdUntil }),
      ...asked,
      currency: asked.currency as Currency,
    };
    return sign(terms, await importSigningSeed(this.#key.seed ?? ""));
  }

  async order({ kind, ...asked }: AskedOrder): Promise<SignedOrder> {
    const order = { typ: `warifu/${kind}/1`, ...(await this.#envelope()), ...asked };
    return sign(order, await importSigningSeed(this.#key.seed ?? "")) as Promise<never>;
  }

  async payoutAccount(): Promise<SignedPayoutAccount> {
    this.#accounts += 1;
    const payload = {
      ...{ typ: "warifu/payout-account/1", ...(await this.#envelope()) },
      number: this.#accounts,
      account: { account: `${1_000_000 + this.#accounts}`, bic: "BANKJPJT", holder: this.name },
      time: Date.now(),
    } satisfies PayoutAccount;
    return sign(payload, await importSigningSeed(this.#key.seed ?? ""));
  }

  async #envelope() {
    const { mode, root_key } = this.#key;
    return { iss: this.register, aud: await realmOf(root_key), mode };
  }

  /** @returns how many tills it is to have from now on, or undefined when it has enough */
  nextTills(first: number): number | undefined {
    const tills = (this.#tills ?? first) + 1;
    if (tills > TILLS_MAX) return undefined;
    this.#tills = tills;
    return tills;
  }
}
