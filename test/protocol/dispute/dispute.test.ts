// The dispute's table: every state × event pair, and what time, refunds and the operator make of it.

import { describe, expect, it } from "vitest";
import {
  DISPUTE_EVENTS,
  DISPUTE_STATES,
  type Dispute,
  type DisputeEvent,
  type DisputeEventType,
  type DisputeState,
  disputeDue,
  disputeTransition,
  isClosed,
  newDispute,
} from "../../../protocol/dispute/dispute.ts";
import { DisputeStatus } from "../../../protocol/dispute/dispute-messages.ts";
import type { RefundId } from "../../../protocol/ids.ts";
import { DISPUTE_ANSWER_MS, DISPUTE_CONTESTED_MS } from "../../../protocol/limits.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";

const NOW = 1_800_000_000_000;
const refund = "rfd_test_00000000000000000000000000" as RefundId;
const receipt = { signature: "of the refund" } as SignedReceipt;

const STATES: Record<DisputeState, Dispute> = {
  open: { state: "open", until: NOW + 1 },
  contested: { state: "contested", until: NOW + 1 },
  escalated: { state: "escalated", contested: false },
  upheld: { state: "upheld", at: 1 },
  refunded: { state: "refunded", at: 1, refund, receipt },
  withdrawn: { state: "withdrawn", at: 1 },
  won: { state: "won", at: 1 },
};

const EVENTS: Record<DisputeEventType, DisputeEvent> = {
  say: { type: "say" },
  contest: { type: "contest" },
  withdraw: { type: "withdraw" },
  tick: { type: "tick" },
  refund: { type: "refund", refund, receipt, left: 0 },
  decide: { type: "decide", ruling: "upheld" },
};

// SPEC's table, in its order: the state after it, or the refusal.
const TABLE: Record<DisputeState, readonly string[]> = {
  open: ["open", "contested", "withdrawn", "open", "refunded", "dispute_not_escalated"],
  contested: [
    "contested",
    "contested",
    "withdrawn",
    "contested",
    "refunded",
    "dispute_not_escalated",
  ],
  escalated: ["escalated", "escalated", "withdrawn", "escalated", "refunded", "upheld"],
  upheld: ["upheld", "dispute_closed", "withdrawn", "upheld", "refunded", "upheld"],
  refunded: [...Array<string>(3).fill("dispute_closed"), "refunded", "refunded", "dispute_closed"],
  withdrawn: [
    "dispute_closed",
    "dispute_closed",
    "withdrawn",
    "withdrawn",
    "withdrawn",
    "dispute_closed",
  ],
  won: [...Array<string>(3).fill("dispute_closed"), "won", "won", "dispute_closed"],
};

const step = (dispute: Dispute, event: DisputeEvent, now = NOW) =>
  disputeTransition(dispute, event, now);

describe("a dispute", () => {
  it("[DP1] has a rule for each of its states and events, and those of SPEC's table", () => {
    expect(DISPUTE_STATES).toEqual(Object.keys(TABLE));
    expect(DISPUTE_STATES).toEqual(DisputeStatus.options);
    expect([...DISPUTE_EVENTS].sort()).toEqual(Object.keys(EVENTS).sort());
    for (const state of DISPUTE_STATES) {
      const found = Object.values(EVENTS).map((event) => {
        const { dispute, refusal } = step(STATES[state], event);
        if (refusal) expect(dispute).toBe(STATES[state]);
        return refusal ?? dispute.state;
      });
      expect(found, state).toEqual(TABLE[state]);
    }
  });

  it("[DP1] is the very same object where nothing changes", () => {
    for (const [state, events] of Object.entries(TABLE) as [DisputeState, string[]][])
      for (const [index, event] of Object.values(EVENTS).entries()) {
        const isContested = state === "escalated" && event.type === "contest";
        if (events[index] !== state || isContested) continue;
        expect(step(STATES[state], event).dispute).toBe(STATES[state]);
      }
  });

  it("[DP7] waits for the shop for 7 days, for the two for 14 more, and for the operator for ever", () => {
    const opened = newDispute(NOW);
    expect(disputeDue(opened)).toBe(NOW + DISPUTE_ANSWER_MS);
    const early = step(opened, EVENTS.tick, NOW + DISPUTE_ANSWER_MS - 1);
    expect(early.dispute).toBe(opened);
    const late = step(opened, EVENTS.tick, NOW + DISPUTE_ANSWER_MS);
    expect(late.dispute).toEqual({ state: "escalated", contested: false });
    expect(disputeDue(late.dispute)).toBeUndefined();
    const contested = step(opened, EVENTS.contest, NOW + 5).dispute;
    expect(disputeDue(contested)).toBe(NOW + 5 + DISPUTE_CONTESTED_MS);
    const unagreed = step(contested, EVENTS.tick, NOW + 5 + DISPUTE_CONTESTED_MS);
    expect(unagreed.dispute).toEqual({ state: "escalated", contested: true });
    const tooLate = step(late.dispute, EVENTS.contest).dispute;
    expect(tooLate).toEqual({ state: "escalated", contested: true });
  });

  it("[DP6] is refunded by the refund that leaves nothing to give back, wherever it stands, and by no part of it", () => {
    for (const state of ["open", "contested", "escalated", "upheld"] as const) {
      const part = { ...EVENTS.refund, left: 1 } as DisputeEvent;
      expect(step(STATES[state], part).dispute).toBe(STATES[state]);
      const whole = step(STATES[state], EVENTS.refund).dispute;
      expect(whole).toEqual({ state: "refunded", at: NOW, refund, receipt });
      expect(isClosed(whole.state)).toBe(true);
    }
  });

  it("[DP10] is decided once, and the same decision again is the same", () => {
    const won = { type: "decide", ruling: "won" } as const;
    expect(step(STATES.escalated, won).dispute).toEqual({ state: "won", at: NOW });
    expect(step(STATES.won, won)).toEqual({ dispute: STATES.won });
    expect(step(STATES.upheld, won).refusal).toBe("dispute_closed");
    expect(isClosed("upheld")).toBe(false);
  });
});
