// What is told to the creditor, and when: the outbox alone, without any object around it.

import { describe, expect, it } from "vitest";
import type { AccountId, TradeId } from "../../protocol/ids.ts";
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
    const batch = outbox.takeDue();
    expect(tradesOf(batch)).toEqual(["a", "b"]);
    expect(outbox.takeDue()).toEqual([]);
    outbox.landed(batch);
    outbox.retryAll();
    expect(tradesOf(outbox.takeDue())).toEqual(["a", "b"]);
  });

  it("doesn't send again what is still under way", () => {
    const outbox = anOutbox("a", "b");
    const batch = outbox.takeDue();
    outbox.retryAll();
    expect(outbox.takeDue()).toEqual([]);
    outbox.acknowledge(stored("a"));
    outbox.landed(batch);
    expect(outbox.takeDue()).toEqual([]);
    outbox.retryAll();
    expect(tradesOf(outbox.takeDue())).toEqual(["b"]);
  });

  it("[LE9] keeps what wasn't acknowledged, and only that", () => {
    const outbox = anOutbox("a", "b");
    const batch = outbox.takeDue();
    outbox.acknowledge(stored("a", "unknown"));
    outbox.landed(batch);
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

  it("sends a hundred at a time, the oldest first, each once", () => {
    const all = Array.from({ length: 250 }, (_, index) => `t${index}`);
    const outbox = anOutbox(...all);
    const batches = [1, 2, 3, 4].map(() => tradesOf(outbox.takeDue()));
    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 50, 0]);
    expect(batches.flat()).toEqual(all);
  });

  it("clears the accounts that were stored, and no others", () => {
    const other = "acc_other" as AccountId;
    const outbox = anOutbox("a");
    outbox.add(aRefused({ trade: "b" as TradeId, account: other }));
    outbox.acknowledge(stored("a", "b"));
    outbox.cleared([other]);
    expect(outbox.isAcknowledged("a#1")).toBe(true);
    expect(outbox.isAcknowledged("b#1")).toBe(false);
    expect([...outbox.accountsToClear()]).toEqual([aRefused().account]);
  });

  it("doesn't send what was acknowledged before it was due", () => {
    const outbox = anOutbox("a", "b");
    outbox.acknowledge(stored("a"));
    expect(tradesOf(outbox.takeDue())).toEqual(["b"]);
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
    outbox.add(aRefused({ trade: "b" as TradeId }));
    outbox.acknowledge(stored("b"));
    expect(outbox.nextDelay()).toBe(OUTBOX_RETRY_MAX_MS);
    outbox.acknowledge(stored("a"));
    expect(outbox.nextDelay()).toBe(OUTBOX_RETRY_FIRST_MS);
  });

  it("[TM4] begins with 1 s again when all that isn't told is under way", () => {
    const outbox = anOutbox("a", "b");
    const batch = outbox.takeDue();
    outbox.landed(batch);
    outbox.nextDelay();
    outbox.retryAll();
    expect(outbox.nextDelay()).toBe(2 * OUTBOX_RETRY_FIRST_MS);
    outbox.takeDue();
    outbox.acknowledge(stored("a"));
    expect(outbox.nextDelay()).toBe(OUTBOX_RETRY_FIRST_MS);
  });
});
