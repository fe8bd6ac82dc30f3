/**
 * Begins a trade of an item in the register's price list, for a page that has no backend [PL6]. One key for all tries,
 * so that a lost answer makes no second trade; a browser whose clock is wrong goes by the server's. Everything outside
 * is passed in; never throws.
 */

import { TradeId, uuid7 } from "../../protocol/ids.ts";
import type { PageToFrame } from "../../protocol/page/frame-messages.ts";
import { parse } from "../../protocol/parse.ts";

export type PageOrder = Extract<PageToFrame, { warifu: "order" }>;

export interface BeginEffects {
  /** @returns the answer's JSON; rejects when there is none in time */
  readonly post: (
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ) => Promise<unknown>;
  /** ms since the epoch */
  readonly now: () => number;
  /** 10 bytes */
  readonly random: () => Uint8Array;
}

const TRIES = 3;

/** @param register whose frame this is @returns the trade, or why there is none */
export async function beginListed(
  { list, item, quantity }: Omit<PageOrder, "warifu" | "order">,
  register: string,
  { post, now, random }: BeginEffects,
): Promise<{ trade: TradeId } | { code: string }> {
  // A list's id names its register.
  if (!list.startsWith(`prl_${register.slice(4)}_`)) return { code: "wrong_register" };
  const path = `/v1/price-lists/${list}/trades`;
  let key = uuid7(now(), random());
  for (let tries = 1; ; tries++) {
    const said = await post(path, { item, quantity }, { "Idempotency-Key": key }).catch(
      () => undefined,
    );
    const { trade, code, time } = (said ?? {}) as Record<string, unknown>;
    const made = parse(TradeId, trade);
    if (made.ok) return { trade: made.value };
    if (tries === TRIES) return { code: typeof code === "string" ? code : "no_answer" };
    if (code === "stale_request" && typeof time === "number") key = uuid7(time, random());
    else if (typeof code === "string" && !MAY_BE_SENT_AGAIN.includes(code)) return { code };
  }
}

const MAY_BE_SENT_AGAIN = ["storage_unavailable", "internal_error", "carrier_unavailable"];
