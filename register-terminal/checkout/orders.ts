/**
 * A page without a backend asks the frame to begin a trade of an item in its register's price list, and gets the
 * trade's id. The page says which item and how many; the price is what the register signed [PL4].
 */

import type { FrameToPage, PageToFrame } from "../../protocol/page/frame-messages.ts";
import { TradeTrouble } from "./press-flow.ts";
import type { TradeSource } from "./trade-source.ts";

const ANSWER_LIMIT_MS = 30_000;

export type Ordered = Extract<FrameToPage, { warifu: "ordered" | "not-ordered" }>;

export interface Orders {
  /** @returns the trade's id; undefined for an element without a price list. @throws TradeTrouble */
  ask(element: TradeSource): Promise<string> | undefined;
  hear(answer: Ordered): void;
}

export function createOrders(send: (message: PageToFrame) => void): Orders {
  const waiting = new Map<string, (answer: Ordered | undefined) => void>();
  const answerTo = (order: string) =>
    new Promise<Ordered | undefined>((resolve) => {
      waiting.set(order, resolve);
      setTimeout(() => resolve(undefined), ANSWER_LIMIT_MS);
    });
  const tradeOf = async (order: string) => {
    const answer = await answerTo(order);
    waiting.delete(order);
    if (answer?.warifu === "ordered") return answer.trade;
    throw new TradeTrouble("item_not_sold", answer?.code ?? "no_answer");
  };
  return {
    ask: (element) => {
      const list = element.getAttribute("price-list");
      if (!list) return undefined;
      const [order, item] = [crypto.randomUUID(), element.getAttribute("item") ?? ""];
      const quantity = Number(element.getAttribute("quantity") ?? 1);
      send({ warifu: "order", order, list, item, quantity });
      return tradeOf(order);
    },
    hear: (answer) => waiting.get(answer.order)?.(answer),
  };
}
