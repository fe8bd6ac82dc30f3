/** The same shop has another order waiting, or had one declined lately: the shopper is asked, and may refuse its page. Pure. */

import type { Stored } from "./ports.ts";
import { STUBBORN_MS } from "./request-throttle.ts";
import type { TradeRecord } from "./trade-record.ts";

/** @param now ms since the epoch */
export function pesters(records: Stored["records"], record: TradeRecord, now: number): boolean {
  return Object.values(records).some(
    (one) =>
      one.id !== record.id &&
      one.register === record.register &&
      now - one.at < STUBBORN_MS &&
      ["offered", "declining", "declined"].includes(one.state),
  );
}
