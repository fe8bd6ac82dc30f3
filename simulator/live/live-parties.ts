/** Who plays in a live world: three registered shops, and payers enrolled over HTTP. */

import { inParallel } from "../in-parallel.ts";
import { BankClerk } from "../parties/bank-clerk.ts";
import { Cashier } from "../parties/cashier.ts";
import type { Parties } from "../parties/ports.ts";
import { LivePayer } from "./live-payer.ts";
import { LiveShop } from "./live-shop.ts";
import type { LiveWorld } from "./live-world.ts";
import type { OrderDoors } from "./order-doors.ts";

/** Who acts at the same time. More would only queue at the two Workers. */
export const HANDS = 48;

export interface LiveParties extends Parties<LivePayer, LiveShop> {
  readonly world: LiveWorld;
  readonly orders: OrderDoors;
  readonly cashier: Cashier<LiveShop>;
  readonly clerk: BankClerk<LiveShop>;
}

export async function openParties(world: LiveWorld): Promise<LiveParties> {
  const { servers, trust, at, post, options, style, door } = world;
  const registering = {
    ...{ server: servers.origin, carrier: servers.carrierOrigin, operatorKey: at.operatorKey },
    ...{ rootKey: trust.rootKey, mode: trust.mode },
  };
  const shops = await Promise.all([1, 2, 3].map((one) => LiveShop.open(registering, one)));
  const many = 4 + Math.ceil(options.trades / style.tradesPerPayer);
  const numbers = Array.from({ length: many }, (_, number) => number);
  const opening = { stage: world, trust, post };
  const payers = await inParallel(numbers, 8, (number) => LivePayer.open(opening, number));
  const { orders, payouts } = door;
  const cashier = new Cashier(world, payouts, shops);
  const clerk = new BankClerk(world, payouts, shops);
  return { world, door, orders, shops, payers, cashier, clerk };
}
