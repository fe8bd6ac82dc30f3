// What a recorded outcome is answered with: to the terminal all of it, to the till never what is left of a limit.

import { describe, expect, it } from "vitest";
import {
  attemptOutcome,
  confirmAnswer,
} from "../../worker/carrier-server/branch/confirm/recorded-outcome.ts";
import { aRefused, aSettled, aVoid, JPY } from "./branch-facts.ts";

describe("a confirm", () => {
  it("[LE5] of a settled attempt is answered with the receipt as it was signed", () => {
    const { receipt } = aSettled();
    expect(confirmAnswer(aSettled({ attempt: 3 }))).toStrictEqual({
      ok: true,
      value: { outcome: "settled", attempt: 3, receipt },
    });
  });

  it("[LE5] [LE13] of a refused one with its code, its receipt, and what was left if a limit refused", () => {
    const { receipt } = aRefused();
    const common = { attempt: 2, receipt };
    expect(confirmAnswer(aRefused({ attempt: 2 }))).toStrictEqual({
      ok: false,
      error: { code: "insufficient_funds", ...common },
    });
    const left = { amount: 20, currency: JPY };
    expect(confirmAnswer(aRefused({ attempt: 2, code: "over_day_limit", left }))).toStrictEqual({
      ok: false,
      error: { code: "over_day_limit", ...common, left },
    });
  });

  it("[LE7] of a void one with the tombstone", () => {
    expect(confirmAnswer(aVoid({ attempt: 2 }))).toStrictEqual({
      ok: false,
      error: { code: "attempt_void", attempt: 2 },
    });
  });
});

describe("the till", () => {
  it("[LE13] is told how an attempt ended, and nothing of the account", () => {
    const { receipt } = aSettled();
    expect(attemptOutcome(aSettled())).toMatchObject({ kind: "settled", receipt });
    const left = { amount: 20, currency: JPY };
    const refused = attemptOutcome(aRefused({ code: "over_day_limit", left }));
    expect(refused).toStrictEqual({ kind: "refused", code: "over_day_limit" });
    expect(attemptOutcome(aVoid())).toStrictEqual({ kind: "void" });
  });
});
