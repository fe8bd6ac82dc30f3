/**
 * How each event is made to happen, really: by the shop's own orders, a payer, the time, and the carrier's named
 * refusals (TT5). A new type of event has no script until it stands here: the table's type asks for each.
 */

import { orderedPayout, paidPayout, refusedPayout, returnedPayout } from "./payout-scripts.ts";
import { refusedOrder } from "./refused-order.ts";
import { openTrade, paidTrade, type Scripts, type Stage, until } from "./stage.ts";

/** The shortest life of a trade that a slow machine can still create. */
const SHORT_MS = 2_500;

const half = ({ amount }: Stage) => Math.max(1, Math.floor(amount / 2));

export const SCRIPTS: Scripts = {
  "trade.settled": async (stage) => (await paidTrade(stage)).id,
  "trade.authorized": async (stage) => (await paidTrade(stage, { capture: "later" })).id,
  "trade.captured": async (stage) => captured(stage, half(stage), false),
  "trade.completed": async (stage) => captured(stage, stage.amount, true),
  "trade.voided": async (stage) => {
    const { id } = await paidTrade(stage, { capture: "later" });
    await stage.warifu.voidTrade(id);
    stage.say("the hold is given up");
    return id;
  },
  "trade.refunded": async (stage) => {
    const { id } = await paidTrade(stage);
    const { currency } = stage;
    await stage.warifu.refundTrade(id, { amount: half(stage), currency });
    stage.say(`refunded ${half(stage)} ${currency}`);
    return id;
  },
  "trade.cancelled": async (stage) => {
    const { id } = await openTrade(stage);
    await stage.warifu.cancelTrade(id);
    stage.say("cancelled by the shop");
    return id;
  },
  "trade.declined": async (stage) => {
    const { id } = await openTrade(stage);
    await (await stage.payer()).decline(id);
    stage.say("declined by the payer");
    return id;
  },
  "trade.expired": async (stage) => {
    const { id } = await openTrade(stage, { lastsMs: SHORT_MS });
    stage.say("waiting for its deadline …");
    const over = async () => (await stage.warifu.getTrade(id)).status === "expired";
    await until(over, "the trade to expire");
    return id;
  },
  "trade.capture_refused": (stage) => refusedOrder(stage, "capture"),
  "trade.void_refused": (stage) => refusedOrder(stage, "void"),
  "trade.refund_refused": (stage) => refusedOrder(stage, "refund"),
  "payout.ordered": orderedPayout,
  "payout.paid": paidPayout,
  "payout.refused": refusedPayout,
  "payout.returned": returnedPayout,
  "dispute.opened": disputed,
  "dispute.updated": async (stage) => {
    const id = await disputed(stage);
    await stage.warifu.disputes.contest(id);
    stage.say("contested by the shop");
    return id;
  },
  "dispute.closed": async (stage) => {
    const id = await disputed(stage);
    await stage.warifu.disputes.accept(id);
    stage.say("accepted, and refunded");
    return id;
  },
};

async function disputed(stage: Stage): Promise<string> {
  const { id } = await paidTrade(stage);
  await (await stage.payer()).dispute(id);
  stage.say("disputed by the payer: not_received");
  return id;
}

async function captured(stage: Stage, amount: number, last: boolean): Promise<string> {
  const { id } = await paidTrade(stage, { capture: "later" });
  await stage.warifu.captureTrade(id, { amount, currency: stage.currency, last });
  stage.say(`captured ${amount} ${stage.currency}${last ? ", the last of it" : ""}`);
  return id;
}
