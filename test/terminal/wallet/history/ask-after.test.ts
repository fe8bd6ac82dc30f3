// What came after a payment: believed by the carrier's receipts for that payment alone, kept once it was heard.

import { describe, expect, it } from "vitest";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import { refundIdOf } from "../../../../protocol/trade/orders.ts";
import { moved } from "../../../../terminal/wallet/history/after.ts";
import { RECORDS_KEPT } from "../../../../terminal/wallet/patience.ts";
import type { Settled, TradeRecord } from "../../../../terminal/wallet/trade-record.ts";
import { anOffer, aRealm, aReceipt, NOW } from "../../../support/builders/realm.ts";
import { aTerminal, type TerminalWorld } from "../../support/terminal-world.ts";

const MINUTE = 60_000;

/** A terminal that has paid once, and a till that has these receipts of it. */
async function aPaid() {
  const world = await aTerminal();
  const offer = await world.sheet();
  await world.wallet.pay("press-1", 4_980);
  await world.passTime(0);
  await world.wallet.seen("press-1");
  const till = { receipts: [] as SignedReceipt[], asked: 0 };
  world.servers.terminals = (path) => {
    if (!path.endsWith("/receipts")) return undefined;
    till.asked += 1;
    return { trade: offer.trade, receipts: till.receipts };
  };
  const refund = async (amount: number, more = {}) =>
    aReceipt(world.realm, offer, {
      ...{ outcome: "refunded", amount, time: NOW + amount },
      order: await refundIdOf(offer.trade, `key-${amount}`),
      ...more,
    });
  return { world, offer, till, refund };
}

const paid = (world: TerminalWorld): Settled => world.record() as Settled;
const refunded = (record: TradeRecord) => moved(record as Settled).refunded;

describe("[MS13] what came after a payment", () => {
  it("is asked for, and kept with its times", async () => {
    const { world, till, refund } = await aPaid();
    till.receipts = [paid(world).receipt, await refund(600), await refund(80)];
    await world.wallet.after.ask("press-1");
    expect(refunded(world.record())).toBe(680);
    expect(moved(paid(world)).refunds.map(({ amount, at }) => [amount, at - NOW])).toEqual([
      [80, 80],
      [600, 600],
    ]);
    expect(paid(world).after?.at).toBe(world.now);
  });

  it("is believed only of receipts for this very payment, of the pinned carrier", async () => {
    const { world, offer, till, refund } = await aPaid();
    const strangers = await aRealm();
    const forged = await aReceipt(strangers, offer, { outcome: "refunded", amount: 1 });
    const other = await anOffer(world.realm);
    till.receipts = [
      forged,
      await aReceipt(world.realm, other, { outcome: "refunded", amount: 2 }),
      await refund(3, { attempt: 2 }),
      { ...(await refund(4)), signature: forged.signature },
      { ...(await refund(5)), payload: { ...(await refund(5)).payload, amount: 4_000 } },
      await aReceipt(world.realm, offer, { outcome: "refused", code: "insufficient_funds" }),
    ];
    await world.wallet.after.ask("press-1");
    expect(paid(world).after).toEqual({ at: world.now, receipts: [] });
  });

  it("stays once it was heard, though a later answer leaves it out, and counts once", async () => {
    const { world, till, refund } = await aPaid();
    till.receipts = [await refund(600)];
    await world.wallet.after.ask("press-1");
    for (const receipts of [[], [await refund(600)], [await refund(80)]]) {
      world.now += MINUTE;
      till.receipts = receipts;
      await world.wallet.after.ask("press-1");
    }
    expect(refunded(world.record())).toBe(680);
  });

  it("that isn't answered leaves everything as it was", async () => {
    const { world, till } = await aPaid();
    const before = world.stored();
    world.servers.mishap("/receipts", "unreachable", "garbled", "trade_not_found");
    for (let asked = 0; asked < 3; asked += 1) await world.wallet.after.ask("press-1");
    expect(world.stored()).toEqual(before);
    expect(till.asked).toBe(1);
  });

  it("isn't asked for again for a list, and is no second payment", async () => {
    const { world, till, refund } = await aPaid();
    const shops = world.stored().shops;
    till.receipts = [await refund(600)];
    await world.wallet.after.ask("press-1");
    await world.wallet.after.askAll();
    expect(till.asked).toBe(1);
    world.now += 11 * MINUTE;
    await world.wallet.after.askAll();
    expect(till.asked).toBe(2);
    expect(world.stored().shops).toEqual(shops);
    expect(world.told).toHaveLength(1);
  });

  it("of a payment in the archive is kept there", async () => {
    const { world, till, refund } = await aPaid();
    const old = { ...paid(world), at: 1 };
    const later = Array.from({ length: RECORDS_KEPT }, (_, at) => ({
      ...{ ...old, id: `later-${at}`, at: NOW + at },
    }));
    world.put([old, ...later]);
    await world.wallet.work();
    expect(world.stored().records).not.toHaveProperty("press-1");
    till.receipts = [await refund(600)];
    await world.wallet.after.ask("press-1");
    expect(world.stored().records).not.toHaveProperty("press-1");
    const [archived] = await world.archived();
    expect(archived && refunded(archived)).toBe(600);
  });
});
