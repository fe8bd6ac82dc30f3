/**
 * A page without a backend asks the frame to begin a trade of an item in its register's price list, and gets the
 * trade's id. The page says which item and how many; the price is what the register signed [PL4]. One at a time: presses
 * share their answer (press-flow.ts).
 */

import type { FrameToPage, PageToFrame } from "../../protocol/page/frame-messages.ts";
import { TradeTrouble } from "./press-flow.ts";
import type { TradeSource } from "./trade-source.ts";

export type Ordered = Extract<FrameToPage, { warifu: "ordered" | "not-ordered" }>;

export interface Orders {
  /** @returns the trade's id; undefined for an element without a price list. Rejects with TradeTrouble */
  ask(element: TradeSource): Promise<string> | undefined;
  hear(answer: Ordered): void;
}

export function createOrders(send: (message: PageToFrame) => void): Orders {
  let hear: Orders["hear"] | undefined;
  return {
    ask: (element) => {
      const [list, item, quantity] = ["price-list", "item", "quantity"].map((name) =>
        element.getAttribute(name),
      );
      if (!list) return undefined;
      const order = crypto.randomUUID();
      send({ warifu: "order", order, list, item: item ?? "", quantity: Number(quantity ?? 1) });
      return new Promise((resolve, reject) => {
        hear = (answer) => {
          if (answer.order !== order) return;
          if (answer.warifu === "ordered") resolve(answer.trade);
          else reject(new TradeTrouble("item_not_sold", answer.code));
        };
      });
    },
    hear: (answer) => hear?.(answer),
  };
}
