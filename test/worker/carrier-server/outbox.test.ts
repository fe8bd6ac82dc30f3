// What is told to the creditor, and when: the outbox alone, then its delivery, without any object around them.

import { describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { OUTBOX_RETRY_FIRST_MS, OUTBOX_RETRY_MAX_MS } from "../../../protocol/limits.ts";
import { Delivery } from "../../../worker/carrier-server/branch/delivery.ts";
import { attemptOfKey, Outbox, outboxKey } from "../../../worker/carrier-server/branch/outbox.ts";
import type { Creditor, Decided } from "../../../worker/carrier-server/carrier.ts";
import { aRefused } from "./branch-facts.ts";

function anOutbox(...trades: string[]): Outbox {
  const outbox = new Outbox();
  for (const trade of trades) outbox.add(aRefused({ trade: trade as TradeId }));
  return outbox;
}

const tradesOf = (batch: readonly Decided[]) => batch.map(({ trade }) => String(trade));
const stored = (...trades: string[]) =>
  trades.map((trade) => ({ trade: trade as TradeId, attempt: 1 }));

describe("the outbox", () => {
  it("names an attempt so that trade and attempt come back", () => {
    const attempt = { trade: "trd_test_0" as TradeId, attempt: 12 };
    expect(attemptOfKey(outboxKey(attempt))).toEqual(attempt);
  });

  it("gives each attempt once until it is made due again", () => {
    const outbox = anOutbox("a", "b");
    expect(tradesOf(outbox.takeDue())).toEqual(["a", "b"]);
    expect(outbox.takeDue()).toEqual([]);
    outbox.retryAll();
    expect(tradesOf(outbox.takeDue())).toEqual(["a", "b"]);
  });

  it("[LE9] keeps what wasn't acknowledged, and only that", () => {
    const outbox = anOutbox("a", "b");
    outbox.takeDue();
    outbox.acknowledge(stored("a", "unknown"));
    outbox.retryAll();
    expect(tradesOf(outbox.takeDue())).toEqual(["b"]);
    expect(outbox.isEmpty).toBe(false);
    outbox.acknowledge(stored("b"));
    expect(outbox.isEmpty).toBe(true);
  });

  it("remembers an acknowledgement until its account was stored without it", () => {
    const outbox = anOutbox("a");
    outbox.acknowledge(stored("a"));
    const { account } = aRefused();
    expect([...outbox.accountsToClear()]).toEqual([account]);
    expect(outbox.isAcknowledged("a#1")).toBe(true);
    outbox.cleared([account]);
    expect([...outbox.accountsToClear()]).toEqual([]);
    expect(outbox.isAcknowledged("a#1")).toBe(false);
  });

  it("doesn't send again what was acknowledged but is still in storage", () => {
    const outbox = anOutbox("a");
    outbox.acknowledge(stored("a"));
    outbox.add(aRefused({ trade: "a" as TradeId }));
    expect(outbox.takeDue()).toEqual([]);
  });

  it("[TM4] waits 1 s, twice as long each time, 60 s at most, and 1 s again once all is told", () => {
    const outbox = anOutbox("a");
    const delays = Array.from({ length: 8 }, () => outbox.nextDelay());
    expect(delays[0]).toBe(OUTBOX_RETRY_FIRST_MS);
    expect(delays.slice(1, 3)).toEqual([2 * OUTBOX_RETRY_FIRST_MS, 4 * OUTBOX_RETRY_FIRST_MS]);
    expect(delays.at(-1)).toBe(OUTBOX_RETRY_MAX_MS);
    outbox.acknowledge(stored("a"));
    expect(outbox.nextDelay()).toBe(OUTBOX_RETRY_FIRST_MS);
  });
});

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
        return { stored: batch };
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
