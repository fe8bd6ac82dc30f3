// Disputes, through the public door: opened by who paid, answered by the shop that never learns who, and closed by the
// receipt of a refund, by the payer or by the operator.
import { runDurableObjectAlarm } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { DISPUTE_ANSWER_MS } from "../../../protocol/limits.ts";
import type { Refund } from "../../../protocol/trade/orders.ts";
import { aShopText } from "../../support/builders/disputes.ts";
import { aRefund } from "../../support/builders/signed-orders.ts";
import {
  accept,
  acceptWith,
  aListeningShop,
  anOpened,
  answerAs,
  codeIn,
  type ListeningShop,
  listOf,
  OPENING,
  readAs,
  readAtShop,
  say,
  viewIn,
} from "../disputes-world.ts";
import { allEvents } from "../events-world.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import { aPaid, capture, held, type Paid, refund, refundsOf } from "../orders-world.ts";
import { advanceClock, setTills, tillCost, tillStub, until } from "../synchronous-world.ts";

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

describe("a payer's dispute", () => {
  it("[DP2] [DP3] is opened by who paid, and the shop sees what he sees", async () => {
    const paid = await aPaid(shop, branch);
    const { view, text } = await anOpened(shop, paid);
    expect(view).toMatchObject({
      ...{ object: "dispute", trade: paid.trade, register: shop.register, status: "open" },
      ...{ reason: "not_received", amount: 4980, left: 4980, currency: "JPY" },
      until: view.opened + DISPUTE_ANSWER_MS,
      entries: [{ number: 1, from: "payer", act: "opened", text, at: view.opened }],
    });
    expect(await viewIn(readAtShop(shop, paid.trade))).toEqual(view);
    expect(await viewIn(readAs(paid.wallet, paid.trade))).toEqual(view);
    const { entries: _, ...summary } = view;
    expect(await listOf(shop)).toEqual({ disputes: [summary] });
  });

  it("[DP3] says nothing of who he is: no key, no signature, no act of his in what the shop gets", async () => {
    const paid = await aPaid(shop, branch);
    await anOpened(shop, paid);
    const told = await (await readAtShop(shop, paid.trade)).text();
    const listed = JSON.stringify([await listOf(shop), await allEvents(shop)]);
    const { device, enrolled } = paid.wallet;
    for (const one of [device.publicKey, enrolled.user, "signature", '"id":', "payer_"])
      for (const text of [told, listed]) {
        if (one === '"id":' && text === listed) continue;
        expect(text).not.toContain(one);
      }
  });

  it("[DP2] is one for each trade, of what is left of what was taken", async () => {
    const paid = await aPaid(shop, branch);
    await refund(shop, paid.trade, { amount: 980 });
    expect(await codeIn(say(paid, { ...OPENING, amount: 4001 }))).toBe("over_captured");
    const { act, reason } = OPENING;
    expect((await viewIn(say(paid, { act, reason }))).left).toBe(4000);
    expect(await codeIn(say(paid, { ...OPENING, amount: 1 }))).toBe("dispute_exists");
    const onHold = await aPaid(shop, branch, held());
    expect(await codeIn(say(onHold, { ...OPENING, amount: 1 }))).toBe("trade_not_paid");
    await capture(shop, onHold.trade, { amount: 1000 });
    expect(await codeIn(say(onHold, { ...OPENING, amount: 1001 }))).toBe("over_captured");
    expect((await viewIn(say(onHold, { ...OPENING, amount: 1000 }))).left).toBe(1000);
  });

  it("[DP4] again with the same bytes is the same, and writes nothing", async () => {
    const paid = await aPaid(shop, branch);
    const { view } = await anOpened(shop, paid, { id: "A".repeat(22) });
    const again = () => anOpened(shop, paid, { id: "A".repeat(22), text: view.entries[0]?.text });
    const cost = await tillCost(shop, async () => {
      expect((await again()).view).toEqual(view);
    });
    expect(cost).toMatchObject({ hops: 1, commits: 0, rows: 0 });
    const other = { ...OPENING, id: "A".repeat(22), amount: 1 };
    expect(await codeIn(say(paid, other))).toBe("idempotency_key_reused");
  });

  it("[DP8] [DP4] is a talk of ten messages from each, and no more once it is over", async () => {
    const paid = await aPaid(shop, branch);
    const { reply, text } = await anOpened(shop, paid);
    const answered = await aShopText(reply, paid.trade, "We are looking for it.");
    for (let number = 0; number < 10; number++) {
      await viewIn(say(paid, { act: "message", text }));
      await viewIn(
        answerAs(
          shop,
          paid.trade,
          "messages",
          { text: answered },
          `key ${number}`.replace(" ", "-"),
        ),
      );
    }
    expect(await codeIn(say(paid, { act: "message", text }))).toBe("too_many_messages");
    const more = answerAs(shop, paid.trade, "messages", { text: answered });
    expect(await codeIn(more)).toBe("too_many_messages");
    const repeated = await answerAs(shop, paid.trade, "messages", { text: answered }, "key-3");
    expect(repeated.headers.get("Idempotent-Replayed")).toBe("true");
    const reused = answerAs(shop, paid.trade, "messages", { text }, "key-3");
    expect(await codeIn(reused)).toBe("idempotency_key_reused");
    const view = await viewIn(readAs(paid.wallet, paid.trade));
    expect(view.entries).toHaveLength(21);
    expect(view.entries.slice(0, 3).map(({ from }) => from)).toEqual(["payer", "payer", "shop"]);
    await viewIn(say(paid, { act: "withdraw" }));
    expect(await codeIn(say(paid, { act: "message", text }))).toBe("dispute_closed");
    const late = answerAs(shop, paid.trade, "messages", { text: answered });
    expect(await codeIn(late)).toBe("dispute_closed");
  });

  it("[DP1] [DP11] is withdrawn by him, and that is its end", async () => {
    const paid = await aPaid(shop, branch);
    await anOpened(shop, paid);
    const view = await viewIn(say(paid, { act: "withdraw" }));
    expect(view).toMatchObject({ status: "withdrawn", left: 4980 });
    expect(view.entries.at(-1)).toMatchObject({ from: "payer", act: "withdrawn" });
    expect(await viewIn(say(paid, { act: "withdraw" }))).toEqual(view);
    expect(await codeIn(accept(shop, paid.trade))).toBe("dispute_closed");
    expect(await refundsOf(shop, paid.trade)).toEqual([]);
    expect(await newsOf(paid)).toEqual(["dispute.opened open", "dispute.closed withdrawn"]);
  });
});

describe("the shop's answer", () => {
  it("[DP5] [DP6] [DP11] accepts by a refund, whose receipt closes it", async () => {
    const paid = await aPaid(shop, branch);
    await anOpened(shop, paid);
    const order = await aRefund(shop.realm, paid.trade, { amount: 4980 });
    const answer = await acceptWith(shop, paid.trade, order);
    expect(answer.status).toBe(200);
    const view = await viewIn(Promise.resolve(answer));
    const [refunded] = await refundsOf(shop, paid.trade);
    expect(view).toMatchObject({
      ...{ status: "refunded", left: 0, refund: refunded?.id, receipt: refunded?.receipt },
    });
    const again = await acceptWith(shop, paid.trade, order);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.json()).toEqual(view);
    expect(await refundsOf(shop, paid.trade)).toHaveLength(1);
    expect(await newsOf(paid)).toEqual(["dispute.opened open", "dispute.closed refunded"]);
    expect(await codeIn(accept(shop, paid.trade))).toBe("dispute_closed");
  });

  it("[DP5] accepts by the whole of what is asked for, and by nothing else", async () => {
    const paid = await aPaid(shop, branch);
    await viewIn(say(paid, { ...OPENING, amount: 3000 }));
    const misfits: Partial<Refund>[] = [
      ...[{ amount: 2999 }, { amount: 3001 }, { amount: 4980 }],
      { amount: 3000, currency: "EUR" as never },
    ];
    for (const misfit of misfits)
      expect(await codeIn(accept(shop, paid.trade, misfit))).toBe("dispute_amount_mismatch");
    expect(await refundsOf(shop, paid.trade)).toEqual([]);
    await refund(shop, paid.trade, { amount: 1000 });
    expect(await viewIn(readAtShop(shop, paid.trade))).toMatchObject({
      status: "open",
      left: 2000,
    });
    expect(await codeIn(accept(shop, paid.trade, { amount: 3000 }))).toBe(
      "dispute_amount_mismatch",
    );
    const view = await viewIn(accept(shop, paid.trade, { amount: 2000 }));
    expect(view).toMatchObject({ status: "refunded", left: 0 });
  });

  it("[DP6] closes nothing while the branch hasn't answered, nor when it refuses", async () => {
    const paid = await aPaid(shop, branch);
    await anOpened(shop, paid);
    branch.trouble = "unreachable";
    const order = await aRefund(shop.realm, paid.trade, { amount: 4980 });
    const pending = await acceptWith(shop, paid.trade, order);
    expect(pending.status).toBe(202);
    expect(await pending.json()).toMatchObject({ status: "open", left: 4980 });
    branch.trouble = "none";
    await alarmAfter(60_000, paid);
    await until(async () => (await statusAt(paid)) === "refunded");
    const refusedOne = await aPaid(shop, branch);
    await anOpened(shop, refusedOne);
    branch.refuseWith = { code: "over_captured" } as never;
    expect(await codeIn(accept(shop, refusedOne.trade))).toBe("over_captured");
    expect(await statusAt(refusedOne)).toBe("open");
  });

  it("[DP1] [DP8] contests with a word, and can still accept", async () => {
    const paid = await aPaid(shop, branch);
    const { reply } = await anOpened(shop, paid);
    const text = await aShopText(reply, paid.trade, "It was signed for.");
    const view = await viewIn(answerAs(shop, paid.trade, "contest", { text }, "no"));
    expect(view).toMatchObject({ status: "contested", entries: [{}, { act: "contested", text }] });
    const again = await answerAs(shop, paid.trade, "contest", { text }, "no");
    expect(await again.json()).toEqual(view);
    const more = await viewIn(answerAs(shop, paid.trade, "contest", { text }));
    expect(more.entries.at(-1)).toMatchObject({ act: "message", text });
    expect((await viewIn(accept(shop, paid.trade))).status).toBe("refunded");
  });
});

describe("a list", () => {
  it("[DP3] goes over every till, in pages, by status", async () => {
    await setTills(shop, 4);
    const trades: string[] = [];
    for (let made = 0; made < 6; made++) {
      const paid = await aPaid(shop, branch);
      trades.push(paid.trade);
      await viewIn(say(paid, OPENING));
      if (made === 0) await viewIn(say(paid, { act: "withdraw" }));
    }
    const found: string[] = [];
    for (let cursor = ""; ; ) {
      const page = await listOf(shop, `?limit=2${cursor}`);
      found.push(...page.disputes.map(({ trade }) => trade));
      if (page.next === undefined) break;
      cursor = `&cursor=${page.next}`;
    }
    expect([...found].sort()).toEqual([...trades].sort());
    expect((await listOf(shop, "?status=open")).disputes).toHaveLength(5);
    expect((await listOf(shop, "?status=withdrawn,won")).disputes).toHaveLength(1);
  });
});
