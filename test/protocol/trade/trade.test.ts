// The whole state × event matrix of the trade, refusals included, against the table of SPEC §2.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PayerTag } from "../../../protocol/ids.ts";
import { ATTEMPTS_MAX } from "../../../protocol/limits.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import {
  newTrade,
  TRADE_EVENTS,
  TRADE_STATES,
  type Trade,
  type TradeClaim,
  type TradeEvent,
  type TradeState,
  transition,
} from "../../../protocol/trade/trade.ts";

const DEADLINE = 1_000_000;
const EARLY = 500_000;
const LATE = DEADLINE;
const claim: TradeClaim = {
  payer: "pay_a" as PayerTag,
  account: "acc" as Hash,
  sealed: "ar1.1.x",
  until: EARLY + 60_000,
};
const otherClaim: TradeClaim = { ...claim, payer: "pay_b" as PayerTag, account: "other" as Hash };
const receipt = { payload: { trade: "t", amount: 100 } } as unknown as SignedReceipt;
const attempt = 2;

const trades: Record<TradeState, Trade> = {
  open: { state: "open", attempt },
  claimed: { state: "claimed", attempt, claim },
  ending: { state: "ending", attempt, claim, reason: "released" },
  settled: { state: "settled", attempt, claim, receipt },
  authorized: { state: "authorized", attempt, claim, receipt, held: 100, captured: 0 },
  completed: { state: "completed", attempt, claim, receipt, captured: 50 },
  voided: { state: "voided", attempt, claim, receipt },
  cancelled: { state: "cancelled", at: 1 },
  declined: { state: "declined", at: 1 },
  expired: { state: "expired", at: 1 },
};

const events = {
  "claim mine": { type: "claim", claim },
  "claim other": { type: "claim", claim: otherClaim },
  cancel: { type: "cancel" },
  "decline mine": { type: "decline", payer: claim.payer },
  "decline other": { type: "decline", payer: otherClaim.payer },
  tick: { type: "tick" },
  settled: { type: "outcome", attempt, outcome: { kind: "settled", receipt } },
  authorized: { type: "outcome", attempt, outcome: { kind: "authorized", receipt } },
  refused: { type: "outcome", attempt, outcome: { kind: "refused", code: "insufficient_funds" } },
  void: { type: "outcome", attempt, outcome: { kind: "void" } },
  "earlier void": { type: "outcome", attempt: attempt - 1, outcome: { kind: "void" } },
  "earlier settled": {
    type: "outcome",
    attempt: attempt - 1,
    outcome: { kind: "settled", receipt },
  },
  captured: { type: "captured", amount: 40, last: false },
  "captured last": { type: "captured", amount: 40, last: true },
  "captured too much": { type: "captured", amount: 101, last: false },
  "hold ended": { type: "hold-ended", captured: 0 },
  "hold ended, captured": { type: "hold-ended", captured: 40 },
} as const satisfies Record<string, TradeEvent>;
type EventName = keyof typeof events;

/** `state`, `=` (stays the same object), `! code` (stays, refused), `bug` (invariant), `state ! code`. */
const BUGS = { captured: "bug", "captured last": "bug", "captured too much": "bug" } as const;
const NO_HOLD = { ...BUGS, "hold ended": "bug", "hold ended, captured": "bug" } as const;
const PAID = {
  "claim mine": "! trade_settled",
  "claim other": "! trade_settled",
  cancel: "! trade_settled",
  "decline mine": "! trade_settled",
  "decline other": "! trade_settled",
  tick: "=",
  settled: "=",
  authorized: "=",
  refused: "bug",
  void: "bug",
  "earlier void": "=",
  "earlier settled": "bug",
} as const;
const over = (code: string) => ({
  "claim mine": `! ${code}`,
  "claim other": `! ${code}`,
  cancel: "=",
  "decline mine": "=",
  "decline other": "=",
  tick: "=",
  settled: "bug",
  authorized: "bug",
  refused: "=",
  void: "=",
  "earlier void": "=",
  "earlier settled": "bug",
  ...NO_HOLD,
});

const early: Record<TradeState, Record<EventName, string>> = {
  open: {
    "claim mine": "claimed",
    "claim other": "claimed",
    cancel: "cancelled",
    "decline mine": "declined",
    "decline other": "declined",
    tick: "=",
    settled: "bug",
    authorized: "bug",
    refused: "bug",
    void: "bug",
    "earlier void": "=",
    "earlier settled": "bug",
    ...NO_HOLD,
  },
  claimed: {
    "claim mine": "=",
    "claim other": "! claimed_by_another",
    cancel: "ending cancelled",
    "decline mine": "ending declined",
    "decline other": "! claimed_by_another",
    tick: "=",
    settled: "settled",
    authorized: "authorized",
    refused: "open 3",
    void: "open 3",
    "earlier void": "=",
    "earlier settled": "bug",
    ...NO_HOLD,
  },
  ending: {
    "claim mine": "! trade_ending",
    "claim other": "! claimed_by_another",
    cancel: "ending cancelled",
    "decline mine": "ending declined",
    "decline other": "! claimed_by_another",
    tick: "=",
    settled: "settled",
    authorized: "authorized",
    refused: "open 3",
    void: "open 3",
    "earlier void": "=",
    "earlier settled": "bug",
    ...NO_HOLD,
  },
  settled: { ...PAID, ...NO_HOLD },
  authorized: {
    ...PAID,
    captured: "authorized",
    "captured last": "completed",
    "captured too much": "bug",
    "hold ended": "voided",
    "hold ended, captured": "completed",
  },
  completed: {
    ...PAID,
    captured: "completed",
    "captured last": "completed",
    "captured too much": "bug",
    "hold ended": "=",
    "hold ended, captured": "=",
  },
  voided: {
    ...PAID,
    "claim mine": "! trade_voided",
    "claim other": "! trade_voided",
    cancel: "=",
    "decline mine": "=",
    "decline other": "=",
    ...BUGS,
    "hold ended": "=",
    "hold ended, captured": "bug",
  },
  cancelled: over("trade_cancelled"),
  declined: over("trade_declined"),
  expired: over("trade_expired"),
};

/** Where the deadline or the claim's end makes a difference. */
const late: Partial<Record<TradeState, Partial<Record<EventName, string>>>> = {
  open: {
    "claim mine": "expired ! trade_expired",
    "claim other": "expired ! trade_expired",
    tick: "expired",
  },
  claimed: { tick: "ending expired", refused: "expired", void: "expired" },
  ending: { tick: "ending expired", refused: "expired", void: "expired" },
};

function run(state: TradeState, name: EventName, now: number): string {
  const before = trades[state];
  try {
    const { trade, refusal } = transition(before, events[name], now, DEADLINE);
    const words = trade === before ? (refusal ? [] : ["="]) : [trade.state];
    if (trade !== before && trade.state === "ending") words.push(trade.reason);
    if (trade !== before && trade.state === "open") words.push(String(trade.attempt));
    if (refusal) words.push("!", refusal);
    return words.join(" ");
  } catch (error) {
    expect((error as Error).name).toBe("InvariantError");
    return "bug";
  }
}

describe("the trade's transition table", () => {
  for (const state of TRADE_STATES) {
    for (const name of Object.keys(events) as EventName[]) {
      it(`[TR1] ${state} × ${name} before the deadline: ${early[state][name]}`, () => {
        expect(run(state, name, EARLY)).toBe(early[state][name]);
      });
      const expected = late[state]?.[name] ?? early[state][name];
      it(`[TR1] ${state} × ${name} after the deadline: ${expected}`, () => {
        expect(run(state, name, LATE)).toBe(expected);
      });
    }
  }

  it("[TR1] the matrix above names every state and every event", () => {
    expect(Object.keys(early).sort()).toEqual([...TRADE_STATES].sort());
    expect([...new Set(Object.values(events).map(({ type }) => type))].sort()).toEqual(
      [...TRADE_EVENTS].sort(),
    );
  });

  it("[TR2] a claim binds the attempt that was open", () => {
    expect(transition(newTrade(), events["claim mine"], EARLY, DEADLINE).trade).toEqual({
      state: "claimed",
      attempt: 1,
      claim,
    });
  });

  it("[TR3] from open a cancel ends the trade at once, with its time", () => {
    expect(transition(newTrade(), { type: "cancel" }, 42, DEADLINE).trade).toEqual({
      state: "cancelled",
      at: 42,
    });
  });

  it("[TR4] a second claim by the same payer keeps the first claim, also with a fresh reference", () => {
    const again = {
      ...claim,
      sealed: "ar1.1.fresh",
      account: "fresh" as Hash,
      until: claim.until + 9,
    };
    expect(transition(trades.claimed, { type: "claim", claim: again }, EARLY, DEADLINE).trade).toBe(
      trades.claimed,
    );
  });

  it("[TR6] a claim is released at its end and not before", () => {
    expect(run("claimed", "tick", claim.until - 1)).toBe("=");
    expect(run("claimed", "tick", claim.until)).toBe("ending released");
  });

  it("[TR7] a trade ending for good keeps its first reason", () => {
    const ending: Trade = { state: "ending", attempt, claim, reason: "cancelled" };
    for (const event of [events["decline mine"], events.tick, events.cancel]) {
      expect(transition(ending, event, LATE, DEADLINE).trade).toBe(ending);
    }
  });

  for (const reason of ["cancelled", "declined", "expired"] as const) {
    it(`[TR8] ending as ${reason} takes the branch's word: settled wins, a void or refusal ends it as ${reason}`, () => {
      const ending: Trade = { state: "ending", attempt, claim, reason };
      expect(transition(ending, events.settled, EARLY, DEADLINE).trade.state).toBe("settled");
      expect(transition(ending, events.void, EARLY, DEADLINE).trade).toEqual({
        state: reason,
        at: EARLY,
      });
      expect(transition(ending, events.refused, EARLY, DEADLINE).trade).toEqual({
        state: reason,
        at: EARLY,
      });
    });
  }

  it("[TR9] a settled trade can't be settled again by another attempt", () => {
    const second = {
      type: "outcome",
      attempt: attempt + 1,
      outcome: { kind: "settled", receipt },
    } as const;
    expect(() => transition(trades.settled, second, EARLY, DEADLINE)).toThrow("TR11");
  });

  it("[TR9] the same attempt can't be settled by another account", () => {
    const other = { ...receipt, signature: "another" } as unknown as SignedReceipt;
    const event = {
      type: "outcome",
      attempt,
      outcome: { kind: "settled", receipt: other },
    } as const;
    expect(() => transition(trades.settled, event, EARLY, DEADLINE)).toThrow("TR9");
  });

  it("[TR10] the next attempt opens with the refusal of the one before", () => {
    expect(transition(trades.claimed, events.refused, EARLY, DEADLINE).trade).toEqual({
      state: "open",
      attempt: attempt + 1,
      refused: "insufficient_funds",
    });
  });

  it("[TR10] an outcome of an attempt that was never claimed stops the till", () => {
    const future = { type: "outcome", attempt: attempt + 1, outcome: { kind: "void" } } as const;
    expect(() => transition(trades.claimed, future, EARLY, DEADLINE)).toThrow("TR10");
  });

  it("[TR2] attempts end at a limit", () => {
    const worn: Trade = { state: "open", attempt: ATTEMPTS_MAX + 1 };
    expect(transition(worn, events["claim mine"], EARLY, DEADLINE)).toEqual({
      trade: worn,
      refusal: "attempts_exhausted",
    });
  });

  it("[TR12] captures add up to the hold and then complete the trade", () => {
    const once = transition(
      trades.authorized,
      { type: "captured", amount: 60, last: false },
      EARLY,
      DEADLINE,
    ).trade;
    expect(once).toMatchObject({ state: "authorized", captured: 60 });
    expect(
      transition(once, { type: "captured", amount: 40, last: false }, EARLY, DEADLINE).trade,
    ).toMatchObject({
      state: "completed",
      captured: 100,
    });
    const ended = { type: "hold-ended", captured: 60 } as const;
    expect(transition(once, ended, EARLY, DEADLINE).trade).toMatchObject({
      state: "completed",
      captured: 60,
    });
    for (const captured of [59, 101])
      expect(() => transition(once, { ...ended, captured }, EARLY, DEADLINE)).toThrow("TR12");
  });

  it("[TR17] captures and the end of their hold give the same trade in any order", () => {
    const happened: TradeEvent[] = [
      { type: "captured", amount: 10, last: false },
      { type: "captured", amount: 20, last: false },
      { type: "captured", amount: 30, last: true },
      { type: "hold-ended", captured: 60 },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(happened, { minLength: 4 }), (events) => {
        const ended = events.reduce<Trade>(
          (trade, event) => transition(trade, event, EARLY, DEADLINE).trade,
          trades.authorized,
        );
        expect(ended).toEqual({ ...trades.completed, captured: 60 });
      }),
    );
  });
});
