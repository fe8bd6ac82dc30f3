// What is told to the creditor, and when: the outbox alone, without any object around it.

import { describe, expect, it } from "vitest";
import type { TradeId } from "../../protocol/ids.ts";
import { OUTBOX_RETRY_FIRST_MS, OUTBOX_RETRY_MAX_MS } from "../../protocol/limits.ts";
import { attemptOfKey, Outbox, outboxKey } from "../../worker/carrier-server/branch/outbox.ts";
import type { Decided } from "../../worker/carrier-server/carrier.ts";
import { aRefused } from "./branch-facts.ts";

function anOutbox(...trades: string[]): Outbox {
  const outbox = new Outbox();
  for (const trade of trades) outbox.add(aRefused({ trade: trade as TradeId }));
  return outbox;
}

const tradesOf = (batch: readonly Decided[]) => batch.map(({ trade }) => String(trade));
const stored = (...trades: string[]) => trades.map((trade) => `${trade}#1`);

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
