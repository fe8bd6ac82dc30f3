/**
 * When all is quiet, shops refund once more: as much as their registers and tills have together, at tills that have
 * less. Each must be paid, for no refund is unfunded for good while the register has money [LE55].
 */

import type { RegisterId, TradeId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { Random } from "../runtime/random.ts";
import type { Witness } from "../witness.ts";
import type { OrderDoor, ScriptShop, Stage } from "./ports.ts";
import { TRIES_AFTER_HEALING, untilAnswered } from "./until-answered.ts";

/** What could be refunded of a trade. */
export interface Refundable {
  readonly name: string;
  readonly trade: TradeId;
  readonly register: RegisterId;
  readonly currency: Currency;
  /** minor units: captured, and not refunded */
  readonly left: number;
  /** minor units that its till lacks for that */
  readonly lacks: number;
}

interface Refunding<S> {
  readonly world: {
    readonly agenda: Stage["agenda"];
    readonly witness: Witness;
    readonly random: Random;
  };
  readonly orders: OrderDoor<S>;
  readonly shops: readonly S[];
}

const REFUNDS_MAX = 3;

/** @param available minor units that the register and all its tills have */
export async function refundOnceMore<S extends ScriptShop>(
  { world, orders, shops }: Refunding<S>,
  refundable: readonly Refundable[],
  available: (register: RegisterId, currency: Currency) => number,
): Promise<void> {
  for (const one of chosen(refundable)) {
    const { trade, currency, name } = one;
    const shop = shops.find(({ register }) => register === one.register);
    const amount = Math.min(one.left, available(one.register, currency));
    if (!shop || amount <= 0) continue;
    const order = await orders.sign(shop, { kind: "refund", trade, key: "last", amount, currency });
    const asking = { ...world, tries: TRIES_AFTER_HEALING };
    const answer = await untilAnswered(asking, () => orders.order(name, shop, order));
    const held = () => `${name}: ${amount} ${currency}, the till lacks ${one.lacks}`;
    const isPaid = answer?.ok === true && !answer.value.pending;
    world.witness.expect("no refund is unfunded for good", isPaid, held);
  }
}

/** A few of each register and currency, those first of which the till lacks most. */
function chosen(refundable: readonly Refundable[]): Refundable[] {
  const groups = Map.groupBy(refundable, ({ register, currency }) => `${register} ${currency}`);
  return [...groups.values()].flatMap((group) =>
    group.toSorted((a, b) => b.lacks - a.lacks).slice(0, REFUNDS_MAX),
  );
}
