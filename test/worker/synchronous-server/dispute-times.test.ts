// What time makes of disputes: the operator, whom silence brings in, and the end of what may be disputed. In a file of its
// own, since no hold may be under way where the clock goes on by months.
import { runDurableObjectAlarm } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { DISPUTE_ANSWER_MS, DISPUTE_CONTESTED_MS } from "../../../protocol/limits.ts";
import {
  accept,
  aListeningShop,
  anOpened,
  answerAs,
  codeIn,
  type ListeningShop,
  listOf,
  OPENING,
  readAtShop,
  say,
  viewIn,
} from "../disputes-world.ts";
import { allEvents } from "../events-world.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import { aPaid, type Paid, refundsOf } from "../orders-world.ts";
import { advanceClock, postRenew, tillStub, until, type Wallet } from "../synchronous-world.ts";

let shop: ListeningShop;
let branch: FakeOrderTaker;
beforeEach(async () => {
  shop = await aListeningShop();
  branch = new FakeOrderTaker();
  branch.install();
});

async function alarmAfter(ms: number, { trade }: Paid): Promise<void> {
  advanceClock(ms);
  await runDurableObjectAlarm(tillStub(trade));
}

const statusAt = async ({ trade }: Paid) => (await viewIn(readAtShop(shop, trade))).status;

const newsOf = async ({ trade }: Paid) =>
  (await allEvents(shop)).flatMap(({ type, data }) =>
    type.startsWith("dispute.") && "trade" in data && data.trade === trade
      ? [`${type} ${data.status}`]
      : [],
  );

describe("time", () => {
  it("[DP7] [DP11] without an answer brings the operator in, and a till that was stopped knows it", async () => {
    const [silent, contested] = [await aPaid(shop, branch), await aPaid(shop, branch)];
    await anOpened(shop, silent);
    await anOpened(shop, contested);
    await viewIn(answerAs(shop, contested.trade, "contest", {}));
    await alarmAfter(DISPUTE_ANSWER_MS, silent);
    await until(async () => (await statusAt(silent)) === "escalated");
    expect(await statusAt(contested)).toBe("contested");
    await alarmAfter(DISPUTE_CONTESTED_MS - DISPUTE_ANSWER_MS, contested);
    await until(async () => (await statusAt(contested)) === "escalated");
    expect(await newsOf(silent)).toEqual(["dispute.opened open", "dispute.updated escalated"]);
    const escalated = await listOf(shop, "?status=escalated");
    expect(escalated.disputes.map(({ trade }) => trade)).toEqual([silent.trade, contested.trade]);
    expect((await viewIn(accept(shop, silent.trade))).status).toBe("refunded");
  });

  it("[DP2] ends what may be disputed 120 days after the payment", async () => {
    const paid = await aPaid(shop, branch);
    advanceClock(120 * 24 * 60 * 60_000);
    expect(await codeIn(say(paid, OPENING, await renewed(paid)))).toBe("dispute_too_late");
  });

  it("[DP10] the operator decides only then, once, and the register's refund ends what he upheld", async () => {
    const [lost, kept] = [await aPaid(shop, branch), await aPaid(shop, branch)];
    const rule = async ({ trade }: Paid, ruling: "won" | "upheld") => {
      const ruled = await tillStub(trade).dispute({ by: "operator", trade, ruling });
      return ruled.ok ? ruled.value.view.status : ruled.error.code;
    };
    for (const paid of [lost, kept]) await anOpened(shop, paid);
    expect(await rule(lost, "upheld")).toBe("dispute_not_escalated");
    await alarmAfter(DISPUTE_ANSWER_MS, lost);
    await until(async () => (await statusAt(kept)) === "escalated");
    expect(await rule(lost, "upheld")).toBe("upheld");
    expect(await rule(lost, "won")).toBe("dispute_closed");
    expect(await rule(kept, "won")).toBe("won");
    expect((await viewIn(accept(shop, lost.trade))).status).toBe("refunded");
    expect(await codeIn(accept(shop, kept.trade))).toBe("dispute_closed");
    expect(await refundsOf(shop, kept.trade)).toEqual([]);
  });
});

/** The payer's terminal, with a credential of now. */
async function renewed({ wallet }: Paid): Promise<Wallet> {
  const credential = (await (await postRenew(wallet)).json()) as Wallet["credential"];
  return { ...wallet, credential };
}
