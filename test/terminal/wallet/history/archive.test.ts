// The archive: payments leave the store when there are newer ones, and none is ever lost on the way.

import { beforeAll, describe, expect, it } from "vitest";
import { outgrown } from "../../../../terminal/wallet/history/archive.ts";
import { packed, unpacked } from "../../../../terminal/wallet/history/papers.ts";
import { paymentOf } from "../../../../terminal/wallet/history/payment.ts";
import { RECORDS_KEPT } from "../../../../terminal/wallet/patience.ts";
import type {
  RecordState,
  Settled,
  TradeRecord,
} from "../../../../terminal/wallet/trade-record.ts";
import { aRealm, aReceipt, NOW, type Realm } from "../../../support/builders/realm.ts";
import { anOfferOf, aRecord } from "../../support/records.ts";
import { applied, aTerminal, Death } from "../../support/terminal-world.ts";

const MORE = 4;
const ALL = RECORDS_KEPT + MORE;

let realm: Realm;
let settled: Settled;
beforeAll(async () => {
  realm = await aRealm();
  settled = await aRecord(realm, "settled", { seen: true });
});

const seen = (number: number): Settled => ({
  ...settled,
  id: `press-${number}`,
  at: NOW - 1_000_000 + number,
});

/** A terminal that has paid so often, and is about to find out. */
async function anOldHand(count: number, more: readonly TradeRecord[] = []) {
  const world = await aTerminal();
  const put = [...Array.from({ length: count }, (_, number) => seen(number)), ...more];
  world.put(put);
  return world;
}

describe("the archive", () => {
  it("takes the oldest finished payments beyond those at hand, whole", async () => {
    const world = await anOldHand(ALL);
    await world.wallet.work();
    expect(Object.keys(world.stored().records)).toHaveLength(RECORDS_KEPT);
    const archived = await world.archived();
    expect(archived.sort((a, b) => a.at - b.at)).toEqual([seen(0), seen(1), seen(2), seen(3)]);
  });

  it("takes nothing that goes on, or that its owner hasn't seen", async () => {
    const states: RecordState[] = ["offered", "confirming", "proving", "declining"];
    const open = await Promise.all(states.map((state) => aRecord(realm, state, { at: 1 })));
    const unseen = { ...settled, id: "unseen", at: 1, seen: false };
    const records = [...open, unseen, ...Array.from({ length: RECORDS_KEPT }, (_, at) => seen(at))];
    expect(outgrown(Object.fromEntries(records.map((one) => [one.id, one])))).toEqual([]);
  });

  it("doesn't take a record of what was never an offer; that is forgotten", async () => {
    const unusable = await aRecord(realm, "unusable", { at: 1, seen: true });
    const world = await anOldHand(RECORDS_KEPT, [unusable]);
    await world.wallet.work();
    expect(world.stored().records).not.toHaveProperty(unusable.id);
    expect(await world.archived()).toEqual([]);
  });

  it("has a payment before it leaves the store, whenever the terminal dies", async () => {
    for (const writes of [0, 1]) {
      const world = await anOldHand(ALL);
      world.restart(writes);
      await world.wallet.work().catch((fault) => expect(fault).toBeInstanceOf(Death));
      world.restart();
      await world.wallet.work();
      expect(Object.keys(world.stored().records)).toHaveLength(RECORDS_KEPT);
      expect(await world.archived()).toHaveLength(MORE);
    }
  });

  it("that can't write leaves everything in the store, and takes it the next time", async () => {
    const world = await anOldHand(ALL);
    world.archiveFails = true;
    await world.wallet.work();
    expect(Object.keys(world.stored().records)).toHaveLength(ALL);
    world.archiveFails = false;
    await world.wallet.work();
    expect(Object.keys(world.stored().records)).toHaveLength(RECORDS_KEPT);
  });

  it("of a payment that has changed meanwhile keeps it in the store", async () => {
    const world = await anOldHand(RECORDS_KEPT + 1);
    world.whileArchiving = () => world.put([{ ...seen(0), seen: true, replyTo: "9:9" }]);
    await world.wallet.work();
    expect(world.stored().records["press-0"]).toMatchObject({ replyTo: "9:9" });
  });

  it("lets a payment that is in it still be disputed", async () => {
    const offer = await anOfferOf(realm);
    const old = { ...seen(0), offer, trade: offer.trade, receipt: await aReceipt(realm, offer) };
    const world = await anOldHand(0, [
      old,
      ...Array.from({ length: RECORDS_KEPT }, (_, at) => seen(at + 1)),
    ]);
    await world.wallet.work();
    expect(world.stored().records).not.toHaveProperty("press-0");
    await world.wallet.disputes.open("press-0", "not_received", "");
    expect(world.stored().disputes?.["press-0"]).toMatchObject({ trade: offer.trade });
  });
});

describe("a payment's papers", () => {
  const states: RecordState[] = ["settled", "refused", "expired", "declined", "ended"];

  it.each(states)("of a record that is %s are put together as they were", async (state) => {
    const record = await aRecord(realm, state);
    const offer = await anOfferOf(realm);
    const kept = { ...record, offer } as TradeRecord & { offer: typeof offer };
    const { paper, shared } = packed(kept);
    const again = unpacked(JSON.parse(JSON.stringify(paper)), shared);
    expect(again).toEqual(kept);
  });

  it("keep what came after with it, and share their certificates", async () => {
    const refund = await aReceipt(realm, settled.offer, { outcome: "refunded", amount: 80 });
    const record = { ...settled, after: { at: NOW, receipts: [refund] } };
    const { paper, shared } = packed(record);
    // The shop's, and the key's that signed it, the receipt and the refund.
    expect(shared.size).toBe(2);
    expect(unpacked(paper, shared)).toEqual(record);
    expect(unpacked(paper, new Map())).toBeUndefined();
    expect(JSON.stringify(paper).length).toBeLessThan(3_000);
  });
});

describe("a store of older code", () => {
  it("has payments that nothing came after, and they are read as they were", () => {
    const { after: _, ...older } = settled;
    expect(paymentOf(older)).toMatchObject({ kind: "paid", taken: 4_980, refunded: 0 });
    const stored = applied({ profile: { state: "new" }, records: { [older.id]: older } }, {});
    expect(stored.records[older.id]).toEqual(older);
  });
});
