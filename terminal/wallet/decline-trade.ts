/**
 * Telling the till that the shopper said no. Nothing was confirmed here, so for the shopper it is over at
 * once; the till is told until it has heard, so that the shop need not wait for the deadline.
 */

import { isRetryable } from "../../protocol/problem.ts";
import type { Context } from "./context.ts";
import { withCredential } from "./credential.ts";
import type { Declining } from "./trade-record.ts";

export async function declineTrade(context: Context, record: Declining): Promise<void> {
  const { book, ports, server } = context;
  const answer = await withCredential(context, (bearer) => server.decline(record.trade, bearer));
  const unheard = answer.kind === "none" || (answer.kind === "refused" && isRetryable(answer.code));
  const at = ports.now();
  const pastDeadline = at >= record.offer.terms.payload.deadline;
  await book.record(
    record.id,
    unheard && !pastDeadline ? { type: "silence", at } : { type: "declined" },
  );
}
