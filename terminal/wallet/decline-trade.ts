/**
 * Telling the till that the shopper said no. Nothing was confirmed here, so for the shopper it is over at
 * once; the till is told until it has heard, so that the shop need not wait for the deadline.
 */

import { isRetryable } from "../../protocol/problem.ts";
import { type Context, envelope } from "./context.ts";
import { withCredential } from "./credential.ts";
import type { Declining } from "./trade-record.ts";

export async function declineTrade(context: Context, record: Declining): Promise<void> {
  const { book, ports, server } = context;
  const answer = await withCredential(context, async ({ key, token }) => {
    const head = envelope(context, key, "warifu/decline/1");
    const decline = await key.sign({ ...head, trade: record.trade, time: ports.now() });
    return server.decline(record.trade, { decline }, token);
  });
  const unheard = answer.kind === "none" || (answer.kind === "refused" && isRetryable(answer.code));
  const at = ports.now();
  const pastDeadline = at >= record.offer.terms.payload.deadline;
  await book.record(
    record.id,
    unheard && !pastDeadline ? { type: "silence", at } : { type: "declined" },
  );
}
