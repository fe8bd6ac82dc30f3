/**
 * The shops' door for orders over HTTP. Keeps each order that was carried out with what was answered, so that at the
 * end it can be sent once more and must get that answer again [TR19].
 */

import type { Refusal } from "../../protocol/problem.ts";
import { ok, type Result } from "../../protocol/result.ts";
import type { SignedOrder } from "../../worker/synchronous-server/till/order/order-record.ts";
import type { OrderReply } from "../../worker/synchronous-server/till/order/orders.ts";
import type { AskedOrder, OrderDoor } from "../parties/ports.ts";
import type { LiveShop } from "./live-shop.ts";
import type { Wire } from "./wire.ts";

/** The till knows it, and the branch has yet to answer. */
const PENDING = 202;

export interface CarriedOut {
  readonly name: string;
  readonly shop: LiveShop;
  readonly order: SignedOrder;
  /** a capture or a refund, as JSON; a void is answered with its trade, which may go on */
  readonly view: string | undefined;
}

export class OrderDoors implements OrderDoor<LiveShop> {
  /** by signature */
  readonly carriedOut = new Map<string, CarriedOut>();
  readonly #wire: Wire;
  readonly #origin: string;

  constructor(wire: Wire, origin: string) {
    this.#wire = wire;
    this.#origin = origin;
  }

  sign(shop: LiveShop, asked: AskedOrder): Promise<SignedOrder> {
    return shop.order(asked);
  }

  async order(
    name: string,
    shop: LiveShop,
    order: SignedOrder,
  ): Promise<Result<OrderReply, Refusal>> {
    const { trade, key } = order.payload;
    const path = pathOf(order);
    const { status, answer } = await this.#wire.exchange({
      method: "POST",
      url: `${this.#origin}/v1/trades/${trade}/${path}`,
      headers: { authorization: `Bearer ${shop.apiKey}`, "idempotency-key": key },
      body: JSON.stringify({ order }),
    });
    if (!answer.ok) return answer;
    const view = answer.value as OrderReply["view"];
    const pending = status === PENDING;
    if (!pending && !this.carriedOut.has(order.signature)) {
      const text = path === "void" ? undefined : JSON.stringify(view);
      this.carriedOut.set(order.signature, { name, shop, order, view: text });
    }
    return ok({ view, pending, replayed: false });
  }
}

function pathOf({ payload: { typ } }: SignedOrder): "captures" | "void" | "refunds" {
  if (typ === "warifu/void/1") return "void";
  return typ === "warifu/capture/1" ? "captures" : "refunds";
}
