/**
 * The wallet's part of what is given beside the money: sending it once the payment is there, the list of it, and the
 * details that its owner typed in. They are in this store alone, and are erased as he likes [DI11].
 */

import type { OwnDetails } from "../../../protocol/disclosure/fields.ts";
import { isRetryable } from "../../../protocol/problem.ts";
import type { Context } from "../context.ts";
import { withCredential } from "../credential.ts";
import type { StoreChange } from "../ports.ts";
import { afterSilence, answered, type GivenEntry, type Sending } from "./given.ts";

export interface Privacy {
  /** All of them from now on; none of them erases them. */
  keepDetails(details: OwnDetails): Promise<void>;
  /** Takes entries off the list. What is still being sent is sent no more. */
  forget(ids: readonly string[]): Promise<void>;
}

export function privacyOf({ book }: Pick<Context, "book">): Privacy {
  return {
    keepDetails: (details) => book.turn(() => ({ details })),
    forget: (ids) => book.turn(() => ({ forget: ids })),
  };
}

/** [DI7] The same bytes until they are answered; the payment is done, whatever becomes of this. */
export async function sendGiven(context: Context, { id, trade, sealed }: Sending): Promise<void> {
  const answer = await withCredential(context, (bearer) =>
    context.server.disclose(trade, { sealed }, bearer),
  );
  const after = (entry: Sending): GivenEntry => {
    if (answer.kind === "value") return answered(entry, "given");
    if (answer.kind === "refused" && !isRetryable(answer.code)) return answered(entry, "lost");
    return afterSilence(entry, context.ports.now());
  };
  await context.book.turn(({ given = {} }): StoreChange | undefined => {
    const entry = given[id];
    return entry?.state === "sending" ? { give: [after(entry)] } : undefined;
  });
}
