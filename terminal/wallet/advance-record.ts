/** The one step that a due record needs, and what follows from it at once. Called for one record once at a time. */

import { claimTrade } from "./confirm-trade.ts";
import type { Context } from "./context.ts";
import { declineTrade } from "./decline-trade.ts";
import { readOffer } from "./read-offer.ts";
import { sendConfirmation } from "./send-confirmation.ts";
import type { TradeRecord } from "./trade-record.ts";

export async function advance(context: Context, record: TradeRecord): Promise<void> {
  const at = context.ports.now();
  switch (record.state) {
    case "preparing":
      await context.book.record(record.id, { type: "unusable", code: "no_trade", at });
      return;
    case "offered":
      await context.book.record(record.id, { type: "expired", at });
      return;
    case "reading": {
      await readOffer(context, record);
      const { [record.id]: read } = (await context.book.read()).records;
      // A budget pays it: the press is its order.
      if (read?.state === "claiming") await claimTrade(context, read);
      return;
    }
    case "claiming":
      return claimTrade(context, record);
    case "declining":
      return declineTrade(context, record);
    case "proving":
      await context.book.record(record.id, { type: "proven", body: record.plain, at });
      return;
    case "confirming": {
      const line = context.ports.money.open(record.ticket);
      try {
        return await sendConfirmation(context, record, { line, first: false });
      } finally {
        line.close();
      }
    }
  }
}
