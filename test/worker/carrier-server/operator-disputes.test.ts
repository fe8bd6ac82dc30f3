// The operator and disputes, at the carrier's door: he sees what stands at a register's tills, decides what is escalated,
// once, and his decision moves no money.
import { runDurableObjectAlarm } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import type { DisputeList } from "../../../protocol/dispute/dispute-messages.ts";
import { DISPUTE_ANSWER_MS } from "../../../protocol/limits.ts";
import type { ActLog } from "../../../protocol/operator/audit.ts";
import type { DecidedDispute } from "../../../protocol/operator/operator-disputes.ts";
import { askCarrier } from "../carrier-world.ts";
import {
  accept,
  aListeningShop,
  anOpened,
  codeIn,
  type ListeningShop,
  OPENING,
  readAtShop,
  say,
  viewIn,
} from "../disputes-world.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import { aPaid, type Paid, refundsOf } from "../orders-world.ts";
import { advanceClock, aShop, tillStub, until } from "../synchronous-world.ts";
import { env } from "../test-env.ts";

let shop: ListeningShop;
let paid: Paid;
beforeEach(async () => {
  shop = await aListeningShop();
  const branch = new FakeOrderTaker();
  branch.install();
  paid = await aPaid(shop, branch);
});

const path = (register = shop.register) => `/v1/registers/${register}/disputes`;
const key = () => ({ Authorization: `Bearer ${env.OPERATOR_KEY}` });

function decide(
  ruling: string,
  { idempotencyKey = crypto.randomUUID() as string, register = shop.register, ...more } = {},
): Promise<Response> {
  return askCarrier(path(register), {
    method: "POST",
    headers: {
      ...{ ...key(), "Content-Type": "application/json", "Idempotency-Key": idempotencyKey },
    },
    body: JSON.stringify({ trade: paid.trade, ruling, reason: "The parcel was lost", ...more }),
  });
}

const listed = async () =>
  (await (await askCarrier(path(), { headers: key() })).json()) as DisputeList;

async function acts(): Promise<string[]> {
  const answer = await askCarrier(`/v1/registers/${shop.register}/audit`, { headers: key() });
  return ((await answer.json()) as ActLog).entries.map(({ act }) => act);
}

async function escalated(): Promise<void> {
  await anOpened(shop, paid);
  advanceClock(DISPUTE_ANSWER_MS);
  await runDurableObjectAlarm(tillStub(paid.trade));
  await until(async () => (await viewIn(readAtShop(shop, paid.trade))).status === "escalated");
}

describe("the operator", () => {
  it("[DP10] sees what isn't over, without a word of it", async () => {
    expect(await listed()).toEqual({ disputes: [] });
    await viewIn(say(paid, OPENING));
    const { entries: _, ...summary } = await viewIn(readAtShop(shop, paid.trade));
    expect(await listed()).toEqual({ disputes: [summary] });
    await viewIn(say(paid, { act: "withdraw" }));
    expect(await listed()).toEqual({ disputes: [] });
  });

  it("[DP10] decides what is escalated, once, on the log, and no money moves by it", async () => {
    await viewIn(say(paid, OPENING));
    expect(await codeIn(decide("upheld"))).toBe("dispute_not_escalated");
    expect(await acts()).toEqual(["certify"]);
  });

  it("[DP10] upholds it, and the register's own refund ends it", async () => {
    await escalated();
    const first = await decide("upheld", { idempotencyKey: "one" });
    expect(((await first.json()) as DecidedDispute).dispute.status).toBe("upheld");
    const again = await decide("upheld", { idempotencyKey: "one" });
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await codeIn(decide("won", { idempotencyKey: "one" }))).toBe("idempotency_key_reused");
    expect(await codeIn(decide("won"))).toBe("dispute_closed");
    expect(await acts()).toEqual(["certify", "decide_dispute"]);
    expect(await refundsOf(shop, paid.trade)).toEqual([]);
    expect((await viewIn(accept(shop, paid.trade))).status).toBe("refunded");
  });

  it("[DP10] finds no dispute where there is none, nor under another register's name", async () => {
    expect(await codeIn(decide("won"))).toBe("dispute_not_found");
    const other = await aShop();
    expect(await codeIn(decide("won", { register: other.register }))).toBe("trade_not_found");
    const misfits = [{ trade: "x" }, { reason: "" }, { more: 1 }];
    for (const misfit of misfits)
      expect(await codeIn(decide("won", misfit as object))).toBe("invalid_request");
    const bare = askCarrier(path());
    expect(await codeIn(bare)).toBe("operator_unauthorized");
    expect(await acts()).toEqual(["certify"]);
  });
});
