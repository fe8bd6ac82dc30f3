// A branch that only takes orders, in the real carrier's place: what it holds, what it answers again byte for byte, and
// how it fails, are the test's to say. Outcomes of trades are told to the till as the branch's outbox would.

import type { KeyPair } from "../../cli/keys.ts";
import type { TradeId } from "../../protocol/ids.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import type { Receipt, SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { type Offer, offerHash } from "../../protocol/trade/offer.ts";
import { captureIdOf, refundIdOf } from "../../protocol/trade/orders.ts";
import type {
  Captured,
  HoldEnded,
  HoldVoided,
  OrderTaker,
  Refunded,
} from "../../worker/carrier-server/carrier.ts";
import { CarrierEntrypoint } from "../../worker/carrier-server/index.ts";
import { clockNow } from "../../worker/objects/clock.ts";
import { aReceipt } from "../support/builders/realm.ts";
import type { Shop } from "./synchronous-world.ts";

interface Money {
  readonly shop: Shop;
  readonly offer: Offer;
  held: number;
  captured: number;
  refunded: number;
  ended: boolean;
}

type Verb = keyof OrderTaker;
type Answered = Result<unknown, Refusal>;

export class FakeOrderTaker {
  /** minor units kept of each capture, and given back with each refund */
  fee = 0;
  /** asked, but the answer is lost; or the question never arrives; or it waits */
  trouble: "none" | "unreachable" | "answers lost" = "none";
  gate: Promise<void> | undefined;
  refuseWith: Refusal | undefined;
  readonly asked: Verb[] = [];
  readonly #money = new Map<string, Money>();
  readonly #answers = new Map<string, Answered>();

  /** Takes the real carrier's place in the tests' worker. */
  install(): void {
    const verbs = ["capture", "voidHold", "refund", "holdEnd"] as const;
    for (const verb of verbs) {
      const call = (body: never) => this.#call(verb, body);
      Object.defineProperty(CarrierEntrypoint.prototype, verb, { value: call, configurable: true });
    }
  }

  /** What a confirm would have decided. @returns the news for the till */
  async decide(shop: Shop, offer: Offer, as?: "settled" | "authorized") {
    const { amount, capture, hold_until } = offer.terms.payload;
    const outcome = as ?? (capture === "later" ? "authorized" : "settled");
    const attempt = 1;
    const captured = capture === "later" ? 0 : amount;
    const money = { shop, offer, held: amount, captured, refunded: 0, ended: capture === "now" };
    this.#money.set(offer.trade, money);
    const hold = hold_until === undefined ? {} : { hold_until };
    const receipt = await this.#receipt(money, { outcome, attempt, ...hold });
    const key = `${offer.trade}#${attempt}`;
    return { key, trade: offer.trade, attempt, outcome: { kind: outcome, receipt } } as const;
  }

  moneyOf(trade: TradeId): Money {
    const money = this.#money.get(trade);
    if (!money) throw new Error("no money is held or taken for this trade");
    return money;
  }

  endHold(trade: TradeId): HoldEnded {
    const money = this.moneyOf(trade);
    money.ended = true;
    return { kind: "hold_ended", captured: money.captured };
  }

  async #call(verb: Verb, body: never): Promise<unknown> {
    this.asked.push(verb);
    if (this.trouble === "unreachable") throw new Error("no route to the carrier");
    await this.gate;
    const answer = await this.#decideOnce(verb, body);
    if (this.trouble === "answers lost") throw new Error("the answer was lost");
    return answer;
  }

  async #decideOnce(verb: Verb, body: never): Promise<Answered> {
    if (this.refuseWith) return err(this.refuseWith);
    if (verb === "holdEnd") return this.#holdEnd((body as { trade: TradeId }).trade);
    const { order } = body as { order: { payload: { trade: TradeId; key: string } } };
    const name = `${verb} ${order.payload.trade} ${order.payload.key}`;
    const known = this.#answers.get(name);
    if (known) return known;
    const answer = await this[verb](this.moneyOf(order.payload.trade), order.payload as never);
    if (answer.ok) this.#answers.set(name, answer);
    return answer;
  }

  #holdEnd(trade: TradeId): Result<HoldEnded | null, Refusal> {
    const { ended, captured } = this.moneyOf(trade);
    return ok(ended ? { kind: "hold_ended", captured } : null);
  }

  private async capture(
    money: Money,
    { trade, key, amount, last }: { trade: TradeId; key: string; amount: number; last: boolean },
  ): Promise<Result<Captured, Refusal>> {
    if (money.ended) return err(refusal("hold_ended"));
    if (money.captured + amount > money.held) return err(refusal("over_hold"));
    money.captured += amount;
    money.ended = last || money.captured === money.held;
    const { captured, ended } = money;
    const order = await captureIdOf(trade, key);
    const receipt = await this.#receipt(money, { outcome: "captured", amount, order });
    return ok({ receipt, fee: this.fee, captured, ended });
  }

  private async voidHold(money: Money): Promise<Result<HoldVoided, Refusal>> {
    if (money.ended) return err(refusal("hold_ended"));
    money.ended = true;
    const receipt = await this.#receipt(money, {
      outcome: "voided",
      amount: money.held - money.captured,
    });
    return ok({ receipt, captured: money.captured });
  }

  private async refund(
    money: Money,
    { trade, key, amount }: { trade: TradeId; key: string; amount: number },
  ): Promise<Result<Refunded, Refusal>> {
    if (money.refunded + amount > money.captured) return err(refusal("over_captured"));
    money.refunded += amount;
    const order = await refundIdOf(trade, key);
    const receipt = await this.#receipt(money, { outcome: "refunded", amount, order });
    return ok({ receipt, feeReturned: this.fee, refunded: money.refunded });
  }

  async #receipt({ shop, offer }: Money, overrides: Partial<Receipt>): Promise<SignedReceipt> {
    const key: KeyPair = shop.key;
    const fields = { offer: await offerHash(offer), time: clockNow(), ...overrides };
    return aReceipt(shop.realm, offer, fields, key, shop.certified.chain);
  }
}
