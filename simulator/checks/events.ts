/** The events of the tills: each change that a shop is told of has one, in its order, and nothing else has [EV1], [EV2]. */

import type { TradeId } from "../../protocol/ids.ts";
import { tillOrders } from "./orders.ts";
import type { StoredTrade } from "./stored-rows.ts";
import type { StoredWorld } from "./stored-world.ts";

interface Listed {
  readonly type: string;
  readonly subject: TradeId;
}

/** What a trade's list begins and ends with, by its state. A settled trade's event is its sale. */
const AROUND: Partial<Record<StoredTrade["trade"]["state"], readonly string[]>> = {
  authorized: ["trade.authorized"],
  completed: ["trade.authorized", "trade.completed"],
  voided: ["trade.authorized", "trade.voided"],
  cancelled: ["trade.cancelled"],
  declined: ["trade.declined"],
  expired: ["trade.expired"],
};

export function checkEvents(world: StoredWorld, trades: readonly StoredTrade[]): void {
  const { witness, names } = world;
  const orders = Map.groupBy(tillOrders(world), ({ trade }) => trade);
  for (const { name, disk } of world.objectsOf("till")) {
    if (!disk.hasTable("event_list")) continue;
    const rows = disk.rows<{ last: number; events: string }>("SELECT * FROM event_list");
    const lists = rows.map(({ last, events }) => [last, JSON.parse(events) as Listed[]] as const);
    let number = 0;
    for (const [last, events] of lists) {
      number += events.length;
      const gap = () => `${name}: event ${last} is the ${number}th`;
      witness.expect("events are listed without a gap", last === number, gap);
    }
    const byTrade = Map.groupBy(
      lists.flatMap(([, events]) => events),
      ({ subject }) => subject,
    );
    for (const { id, trade, till } of trades) {
      if (till !== name) continue;
      const ordered = (orders.get(id) ?? []).flatMap(({ kind, status }) => {
        if (status === "refused") return [`trade.${kind}_refused`];
        return status === "done" && kind !== "void"
          ? [kind === "capture" ? "trade.captured" : "trade.refunded"]
          : [];
      });
      const wanted = [...(AROUND[trade.state] ?? []), ...ordered].sort();
      const found = (byTrade.get(id) ?? []).map(({ type }) => type);
      const differ = () => `${names.get(id)} is ${trade.state}: ${found} for ${wanted}`;
      const same = `${found.toSorted()}` === `${wanted}`;
      witness.expect("each change has its event", same, differ);
      const first = found.indexOf("trade.authorized");
      witness.expect("each change has its event", first <= 0, differ);
    }
  }
}
