/**
 * What a shop orders of a trade, paid or not: captures, voids and refunds at any time, many at once, each signed
 * once per key and sent again and again, now and then with other bytes under a key that was used.
 */

import type { TradeId } from "../../protocol/ids.ts";
import { isRetryable } from "../../protocol/problem.ts";
import type { SignedTerms } from "../../protocol/signing/signed-objects.ts";
import type { SignedOrder } from "../../worker/synchronous-server/till/order/order-record.ts";
import { Random } from "../runtime/random.ts";
import type { AskedOrder, OrderDoor, ScriptShop, Stage } from "./ports.ts";
import { unnamed } from "./unnamed-amount.ts";

const TRIES = 8;
/** After the trade's deadline, so that some end before anyone has ordered anything. */
const HOLDS_MS = [3_000, 90_000, 1_200_000, 40_000_000];

export interface OrderedTrade<S> {
  readonly name: string;
  readonly shop: S;
  readonly trade: TradeId;
  readonly terms: SignedTerms;
}

/** @returns when the hold is to end, for terms of this trade; undefined where it settles at once */
export function holdUntilOf({ options }: Stage, index: number, deadline: number) {
  const random = new Random(`hold ${options.seed} ${index}`);
  return random.chance(0.4) ? deadline + random.pick(HOLDS_MS) : undefined;
}

export class OrderScript<S extends ScriptShop> {
  readonly #world: Stage;
  readonly #door: OrderDoor<S>;
  readonly #made: OrderedTrade<S>;
  readonly #random: Random;
  readonly #signed = new Map<string, SignedOrder>();

  constructor(world: Stage, door: OrderDoor<S>, made: OrderedTrade<S>, index: number) {
    this.#world = world;
    this.#door = door;
    this.#made = made;
    this.#random = new Random(`orders ${world.options.seed} ${index}`);
  }

  async play(): Promise<void> {
    const random = this.#random;
    const { agenda, style } = this.#world;
    if (random.chance(0.35)) return;
    await agenda.wait(random.between(100, random.pick(style.orderWithinMs)));
    const orders = Array.from({ length: 1 + random.below(6) }, () => this.#one());
    await Promise.all(orders);
  }

  async #one(): Promise<void> {
    const random = this.#random;
    const asked = this.#draw();
    const name = `${this.#made.name} ${asked.kind} ${asked.key}`;
    const together = random.chance(0.5);
    const wait = random.between(0, together ? 20 : 30_000);
    const kept = `${asked.kind} ${asked.key}`;
    const other = random.chance(0.1);
    const repeats = random.below(3);
    // Its server stops: the till must go on with the order by itself.
    const stops = random.chance(0.35);
    const { agenda, style } = this.#world;
    const { now } = agenda;
    const { hold_until: until = 0 } = this.#made.terms.payload;
    // About when the hold ends: the branch's alarm and the order meet.
    const lastMoment = random.chance(0.25) && until > now && until < now + style.holdEndSoonMs;
    await agenda.wait(lastMoment ? Math.max(0, until - now + wait / 40) : wait);
    const order =
      (!other && this.#signed.get(kept)) || (await this.#door.sign(this.#made.shop, asked));
    if (!other) this.#signed.set(kept, order);
    if (stops) return this.#send(name, order, 1);
    for (let left = repeats; left >= 0; left--) await this.#send(name, order);
  }

  #draw(): AskedOrder {
    const random = this.#random;
    const { trade, terms } = this.#made;
    const { amount: most, currency, capture } = terms.payload;
    const amount = unnamed(Math.min(most, 1 + random.below(random.chance(0.3) ? most : most / 2)));
    const key = `k${random.below(4)}`;
    const refunds = capture === "later" ? 0.35 : 0.9;
    if (random.chance(refunds)) return { kind: "refund", trade, key, amount, currency };
    if (random.chance(0.12)) return { kind: "void", trade, key };
    return { kind: "capture", trade, key, amount, currency, last: random.chance(0.2) };
  }

  async #send(name: string, order: SignedOrder, tries = TRIES): Promise<void> {
    const { agenda, witness } = this.#world;
    for (let left = tries; left > 0; left--) {
      const answer = await this.#door.order(name, this.#made.shop, order).catch(() => undefined);
      if (answer?.ok && !answer.value.pending)
        witness.ordered(name, order.signature, JSON.stringify(answer.value.view));
      if (answer?.ok ? !answer.value.pending : answer && !isRetryable(answer.error.code)) return;
      await agenda.wait(this.#random.between(200, 4_000));
    }
  }
}
