/** The clock of both servers of development: read, and moved together, with what is then due done at once [TT6]. */

import * as v from "valibot";
import { TestMode } from "../../../protocol/test-mode.ts";
import { parseKey } from "../../../register-server/key.ts";

export interface ClockPlaces {
  /** a WARIFU_KEY: its register's deadlines, payouts and webhooks are looked at */
  readonly key: string;
  readonly carrier: string;
}

/** @returns ms that the servers' clock is ahead */
export async function clockOffset(key: string): Promise<number> {
  const { origin } = partsOf(key);
  const answer = await fetch(`${origin}/v1/test`).catch(() => undefined);
  const test = v.safeParse(TestMode, await answer?.json().catch(() => undefined));
  if (!test.success) throw new Error(`no test server answers at ${origin}`);
  const offset = test.output.now - Date.now();
  // The way there and back.
  return Math.abs(offset) < 2_000 ? 0 : offset;
}

/** The carrier first: nothing at the shop's side may be over before it is for the payer. @param offset ms */
export async function moveClock({ key, carrier }: ClockPlaces, offset: number): Promise<void> {
  const { origin, api_key } = partsOf(key);
  const body = JSON.stringify({ offset_ms: Math.round(offset), wake: true });
  for (const server of [carrier, origin]) {
    const headers = { "content-type": "application/json", authorization: `Bearer ${api_key}` };
    const own = server === origin ? headers : { "content-type": headers["content-type"] };
    const url = new URL("/v1/test/clock", server);
    const answer = await fetch(url, { method: "POST", headers: own, body }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) continue;
    if (answer?.status !== 404)
      throw new Error(`${server} doesn't take it: ${answer?.status ?? "no answer"}`);
    throw new Error(
      `the clock of ${server} can't be moved: it is the servers of \`warifu dev\` that let it`,
    );
  }
}

function partsOf(key: string) {
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  if (parts.value.mode === "live") throw new Error("a live server's clock is the time");
  return parts.value;
}
