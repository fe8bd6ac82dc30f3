// How what the outbox holds is delivered to the creditor, without any object around it.

import { describe, expect, it, vi } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { Delivery } from "../../../worker/carrier-server/branch/delivery.ts";
import { Outbox } from "../../../worker/carrier-server/branch/outbox.ts";
import type { Creditor, Decided } from "../../../worker/carrier-server/carrier.ts";
import { aRefused } from "../../carrier-ledger/branch-facts.ts";

function anOutbox(...trades: string[]): Outbox {
  const outbox = new Outbox();
  for (const trade of trades) outbox.add(aRefused({ trade: trade as TradeId }));
  return outbox;
}

const tradesOf = (batch: readonly Decided[]) => batch.map(({ trade }) => String(trade));

describe("delivery", () => {
  it("sends what is alone at once, and what comes soon after it in one batch, however long the first takes", async () => {
    const outbox = anOutbox("a");
    const batches: string[][] = [];
    const { promise: slow, resolve: answerFirst } = Promise.withResolvers<void>();
    const creditor: Creditor = {
      async credit(batch) {
        batches.push(tradesOf(batch));
        if (batches.length === 1) {
          for (const trade of ["b", "c"]) outbox.add(aRefused({ trade: trade as TradeId }));
          void delivery.send();
          await slow;
        }
        return { stored: batch.map(({ key }) => key) };
      },
    };
    const delivery = new Delivery(outbox, () => creditor);
    await delivery.send();
    expect(batches).toEqual([["a"], ["b", "c"]]);
    expect(outbox.isEmpty).toBe(false);
    answerFirst();
    await delivery.sendAndLand();
    expect(outbox.isEmpty).toBe(true);
  });

  it("has so many batches under way, and no more until one has landed", async () => {
    const outbox = new Outbox();
    const { promise: hanging, resolve: answerAll } = Promise.withResolvers<void>();
    let open = 0;
    let most = 0;
    const creditor: Creditor = {
      async credit(batch) {
        most = Math.max(most, ++open);
        if (open < 4) outbox.add(aRefused({ trade: `t${open}` as TradeId }));
        await hanging;
        open -= 1;
        return { stored: batch.map(({ key }) => key) };
      },
    };
    outbox.add(aRefused({ trade: "t0" as TradeId }));
    const delivery = new Delivery(outbox, () => creditor, { flightsMax: 2 });
    const sent = delivery.sendAndLand();
    await vi.waitFor(() => expect(open).toBe(2));
    answerAll();
    await sent;
    expect([most, outbox.isEmpty]).toEqual([2, true]);
  });

  it("tries what failed once, and no more until it is made due", async () => {
    const outbox = anOutbox("a", "b");
    let calls = 0;
    const creditor: Creditor = {
      async credit() {
        calls += 1;
        throw new Error("the till is away");
      },
    };
    const delivery = new Delivery(outbox, () => creditor);
    await delivery.sendAndLand();
    await delivery.sendAndLand();
    expect([calls, outbox.isEmpty]).toEqual([1, false]);
  });

  it("gives up a creditor that never answers, and keeps what it was told", async () => {
    const outbox = anOutbox("a");
    const creditor: Creditor = { credit: () => new Promise<never>(() => undefined) };
    await new Delivery(outbox, () => creditor, { answerWithinMs: 1 }).sendAndLand();
    expect(outbox.isEmpty).toBe(false);
  });
});
