// How what the outbox holds is delivered to the creditor, without any object around it.

import { describe, expect, it } from "vitest";
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
  it("sends what comes while an answer is awaited in the next batch, never two at once", async () => {
    const outbox = anOutbox("a");
    const batches: string[][] = [];
    let open = 0;
    const creditor: Creditor = {
      async credit(batch) {
        expect(++open).toBe(1);
        batches.push(tradesOf(batch));
        if (batches.length === 1) {
          for (const trade of ["b", "c"]) outbox.add(aRefused({ trade: trade as TradeId }));
          void delivery.send();
        }
        await scheduler.wait(0);
        open -= 1;
        return { stored: batch.map(({ key }) => key) };
      },
    };
    const delivery = new Delivery(outbox, () => creditor);
    await delivery.send();
    expect(batches).toEqual([["a"], ["b", "c"]]);
    expect(outbox.isEmpty).toBe(true);
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
    await delivery.send();
    await delivery.send();
    expect([calls, outbox.isEmpty]).toEqual([1, false]);
  });

  it("gives up a creditor that never answers, and keeps what it was told", async () => {
    const outbox = anOutbox("a");
    const creditor: Creditor = { credit: () => new Promise<never>(() => undefined) };
    await new Delivery(outbox, () => creditor, 1).send();
    expect(outbox.isEmpty).toBe(false);
  });
});
