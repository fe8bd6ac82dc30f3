// Where the till stops rather than go on with a trade that can't be: each stop names the rule it saves.

import { describe, expect, it } from "vitest";
import type { PayerTag } from "../../../protocol/ids.ts";
import { ATTEMPTS_MAX } from "../../../protocol/limits.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import { type Trade, type TradeEvent, transition } from "../../../protocol/trade/trade.ts";

const DEADLINE = 1_000_000;
const claim = { payer: "pay_a" as PayerTag, account: "acc" as Hash, sealed: "x", until: 60_000 };
const receipt = { payload: { amount: 100 }, signature: "signed" } as unknown as SignedReceipt;
const attempt = 2;
const OPEN: Trade = { state: "open", attempt };
const CLAIMED: Trade = { state: "claimed", attempt, claim };
const SETTLED: Trade = { state: "settled", attempt, claim, receipt };
const HELD: Trade = { state: "authorized", attempt, claim, receipt, held: 100, captured: 0 };
const COMPLETED: Trade = { state: "completed", attempt, claim, receipt, captured: 100 };
const VOIDED: Trade = { state: "voided", attempt, claim, receipt };
const CANCELLED: Trade = { state: "cancelled", at: 1 };

const captured = (amount: number): TradeEvent => ({ type: "captured", amount, last: false });
const ended = (all: number): TradeEvent => ({ type: "hold-ended", captured: all });
const VOID: TradeEvent = { type: "outcome", attempt, outcome: { kind: "void" } };
const PAID: TradeEvent = { type: "outcome", attempt, outcome: { kind: "settled", receipt } };
const next = (trade: Trade, event: TradeEvent) => transition(trade, event, 1, DEADLINE).trade;

describe("the till stops", () => {
  it.each<[string, string, Trade, TradeEvent]>([
    ["TR10", "an outcome of an attempt that is open", OPEN, VOID],
    ["TR10", "an outcome of an attempt after the claimed one", CLAIMED, { ...PAID, attempt: 3 }],
    ["TR9", "a settled attempt that is void", SETTLED, VOID],
    ["TR9", "a hold that is void after all", HELD, VOID],
    ["TR11", "a cancelled trade that is settled", CANCELLED, PAID],
    ["TR12", "a capture without a hold", CLAIMED, captured(1)],
    ["TR12", "the end of a hold that isn't", SETTLED, ended(0)],
    ["TR12", "a hold that ends with less than was captured", { ...HELD, captured: 50 }, ended(49)],
    ["TR12", "a hold that ends with more than it was", HELD, ended(101)],
    ["TR12", "captures of a hold that is void", VOIDED, ended(1)],
    ["TR12", "a capture of nothing", HELD, captured(0)],
    ["TR12", "a capture of less than nothing", HELD, captured(-1)],
    ["TR12", "a capture of more than is held", HELD, captured(101)],
    ["TR12", "a late capture of more than was held", COMPLETED, captured(1)],
    ["TR12", "a late capture of nothing", { ...COMPLETED, captured: 50 }, captured(0)],
    ["TR12", "a capture of a hold given up", VOIDED, captured(1)],
  ])("[%s] at %s", (rule, _what, trade, event) => {
    expect(() => next(trade, event)).toThrow(`[${rule}]`);
  });
});

describe("the till goes on", () => {
  it("[TR10] after a void without a reason, and after a refusal with its own", () => {
    expect(next(CLAIMED, VOID)).toStrictEqual({ state: "open", attempt: 3 });
    const refused = { kind: "refused", code: "too_late" } as const;
    expect(next(CLAIMED, { type: "outcome", attempt, outcome: refused })).toStrictEqual({
      state: "open",
      attempt: 3,
      refused: "too_late",
    });
  });

  it("[TR8] with the fee that the branch charged, where it charged one", () => {
    const outcome = { kind: "settled", receipt } as const;
    const told = (fee?: number): TradeEvent =>
      fee === undefined
        ? { type: "outcome", attempt, outcome }
        : { type: "outcome", attempt, outcome: { ...outcome, fee } };
    expect(next(CLAIMED, told())).toStrictEqual(SETTLED);
    expect(next(CLAIMED, told(7))).toStrictEqual({ ...SETTLED, fee: 7 });
  });

  it("[TR2] to the last attempt there may be", () => {
    const last: Trade = { state: "open", attempt: ATTEMPTS_MAX };
    expect(next(last, { type: "claim", claim }).state).toBe("claimed");
  });

  it("[TR12] from a hold to what is captured of it, the whole of it or the last", () => {
    expect(next(HELD, captured(100))).toStrictEqual(COMPLETED);
    expect(next(HELD, captured(99))).toStrictEqual({ ...HELD, captured: 99 });
    expect(next(HELD, { type: "captured", amount: 1, last: true })).toStrictEqual({
      ...COMPLETED,
      captured: 1,
    });
  });

  it("[TR12] from a hold's end by the branch's sum, and on with captures that come late", () => {
    expect(next(HELD, ended(0))).toStrictEqual(VOIDED);
    expect(next(VOIDED, ended(0))).toBe(VOIDED);
    const half: Trade = { ...HELD, captured: 50 };
    expect(next(half, ended(50))).toStrictEqual({ ...COMPLETED, captured: 50 });
    const late = next(half, ended(100));
    expect(late).toStrictEqual({ ...COMPLETED, captured: 50 });
    expect(next(late, captured(50))).toStrictEqual(COMPLETED);
  });
});
