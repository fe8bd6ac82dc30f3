// A branch's memory: what it has read it needn't read again, until something is recorded.

import { describe, expect, it, vi } from "vitest";
import type { TradeId } from "../../protocol/ids.ts";
import type { RecordedOutcome } from "../../worker/carrier-server/branch/confirm/recorded-outcome.ts";
import { BranchCount } from "../../worker/carrier-server/branch/count/count.ts";
import { Outbox } from "../../worker/carrier-server/branch/outbox.ts";
import { BranchState } from "../../worker/carrier-server/branch/state.ts";
import type { BranchStore } from "../../worker/carrier-server/branch/store.ts";
import { type Changes, Turn } from "../../worker/carrier-server/branch/turn.ts";
import { anAccount, aSettled, aVoid, tradeNamed } from "./branch-facts.ts";

/** A store that says what was recorded, and counts who asks it. */
function aState() {
  const recorded: RecordedOutcome[] = [];
  const outcomes = vi.fn((trade: TradeId) => recorded.filter((one) => one.trade === trade));
  const account = vi.fn(() => anAccount());
  const store = { outcomes, account } as unknown as BranchStore;
  const state = new BranchState(store, new Outbox(), new BranchCount(store.count));
  /** As the desk writes: memory hears of it after the rows are there. */
  const write = (act: (turn: Turn) => void): Changes => {
    const turn = new Turn(state);
    act(turn);
    const changes = turn.changes();
    recorded.push(...changes.outcomes);
    state.stored(changes);
    return changes;
  };
  return { state, outcomes, account, write };
}

describe("outcomes in a branch's memory", () => {
  const { trade } = aSettled();

  it("[LE4] are read once for a confirm: before its turn, in it, and where it is recorded", () => {
    const { state, outcomes, write } = aState();
    expect(state.outcomes(trade)).toEqual([]);
    write((turn) => {
      expect(turn.outcomes(trade)).toEqual([]);
      turn.record(aSettled());
    });
    expect(outcomes).toHaveBeenCalledTimes(1);
  });

  it("[LE5] never hide what was recorded since, a void too, nor what another turn recorded", () => {
    const { state, write } = aState();
    expect(state.outcomes(trade)).toEqual([]);
    write((turn) => turn.record(aVoid()));
    expect(state.outcomes(trade)).toEqual([aVoid()]);
    const second = aSettled({ attempt: 2 });
    write((turn) => turn.record(second));
    expect(state.outcomes(trade)).toEqual([aVoid(), second]);
    write((turn) => {
      expect(() => turn.record(second)).toThrow("[LE5]");
    });
  });

  it("are of so many trades at most, however many are asked about and never confirmed", () => {
    const { state, outcomes } = aState();
    const names = Array.from({ length: 1_001 }, (_, number) => tradeNamed(`trade ${number}`));
    for (const name of names) state.outcomes(name);
    state.outcomes(names[1_000] as TradeId);
    expect(outcomes).toHaveBeenCalledTimes(1_001);
    state.outcomes(names[0] as TradeId);
    expect(outcomes).toHaveBeenCalledTimes(1_002);
  });
});

it("an account in memory is what its row has: it changes when the row has changed", () => {
  const { state, account, write } = aState();
  const { id } = anAccount();
  expect(state.remembered(id)).toBeUndefined();
  const before = state.account(id);
  expect(state.remembered(id)).toBe(before);
  const changes = write((turn) => {
    turn.changeAccount(anAccount({ status: "frozen" }));
    expect(state.remembered(id)).toBe(before);
  });
  expect(state.remembered(id)).toBe(changes.changed[0]);
  expect(account).toHaveBeenCalledTimes(1);
});
