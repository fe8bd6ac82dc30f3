// What a till remembers of claims: a minute's, however often the same payers come.

import { expect, it } from "vitest";
import type { PayerTag, TradeId } from "../../../protocol/ids.ts";
import { OpenClaims } from "../../../worker/synchronous-server/till/claim/open-claims.ts";

const MINUTE_MS = 60_000;
const PAYERS = ["one", "two", "three"] as PayerTag[];

it("forgets each claim that is over, also of payers who come again within the minute", () => {
  const claims = new OpenClaims();
  for (let n = 0; n < 600; n++) {
    const now = n * 1_000;
    const payer = PAYERS[n % PAYERS.length] as PayerTag;
    claims.note(payer, `trade ${n}` as TradeId, now + MINUTE_MS, now);
    expect(claims.size).toBeLessThanOrEqual(60 + PAYERS.length);
  }
});
