// The one documented order of a confirm's checks, as the pure function it is: each check alone, and each against
// all that come after it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONFIRM_GRACE_MS } from "../../protocol/limits.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { Hash, PublicKey } from "../../protocol/signing/signature.ts";
import {
  decideConfirm,
  type Facts,
  sameVerdict,
} from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import type {
  Budget,
  CurrencyLimits,
} from "../../worker/carrier-server/branch/confirm/spending.ts";
import type { VerifiedConfirm } from "../../worker/carrier-server/branch/confirm/verify-confirm.ts";
import { NOW } from "../support/builders/realm.ts";
import {
  anAccount,
  aRefused,
  aSettled,
  aVerifiedConfirm,
  aVoid,
  DEVICE,
  JPY,
} from "./branch-facts.ts";

const OTHER_BYTES = "other" as Hash;

interface Case {
  readonly facts: Facts;
  readonly request: VerifiedConfirm;
  readonly now: number;
}

const honest: Case = {
  facts: { account: anAccount(), known: [] },
  request: aVerifiedConfirm(),
  now: NOW,
};

function words({ facts, request, now }: Case): string {
  const decision = decideConfirm(facts, request, now);
  if (decision.kind === "recorded") return `recorded ${decision.recorded.kind}`;
  if (decision.kind === "rejected") return `rejected ${decision.refusal.code}`;
  if (decision.kind === "unchecked") return "unchecked";
  const { verdict } = decision;
  return verdict.kind === "refused" ? `refused ${verdict.code}` : "settled";
}

/** From the last check to the first: each fault is added to all those after it, and becomes the answer. */
const FAULTS: [string, (before: Case) => Case][] = [
  [
    "refused insufficient_funds",
    (c) => ({
      ...c,
      facts: { ...c.facts, account: withAccount(c, { balances: { [JPY]: 4979 } }) },
    }),
  ],
  ["refused over_register_budget", (c) => withBudget(c, { amount: 4979, period: "week" })],
  ["refused over_month_limit", (c) => withLimit(c, { month: 4979 })],
  ["refused over_week_limit", (c) => withLimit(c, { week: 4979 })],
  ["refused over_day_limit", (c) => withLimit(c, { day: 4979 })],
  ["refused over_payment_limit", (c) => withLimit(c, { payment: 4979 })],
  [
    "refused currency_not_held",
    (c) => ({ ...c, request: { ...c.request, currency: "KWD" as Currency } }),
  ],
  [
    "refused account_frozen",
    (c) => ({ ...c, facts: { ...c.facts, account: withAccount(c, { status: "frozen" }) } }),
  ],
  ["refused too_late", (c) => ({ ...c, now: c.request.deadline + CONFIRM_GRACE_MS + 1 })],
  [
    "rejected certificate_expired",
    (c) => ({ ...c, request: { ...c.request, period: { not_before: 0, not_after: 1 } } }),
  ],
  [
    "rejected terminal_revoked",
    (c) => ({
      ...c,
      facts: {
        ...c.facts,
        account: withAccount(c, { devices: [{ key: DEVICE, state: "revoked", since: 0 }] }),
      },
    }),
  ],
  [
    "rejected exists_with_different_confirmation",
    (c) => ({ ...c, facts: { ...c.facts, known: [aSettled({ attempt: 2 })] } }),
  ],
  [
    "recorded settled",
    (c) => ({ ...c, facts: { ...c.facts, known: [...c.facts.known, aSettled()] } }),
  ],
];

function withLimit(c: Case, more: CurrencyLimits): Case {
  const { limits } = { ...anAccount(), ...c.facts.account };
  const currencies = { [JPY]: { ...limits.currencies[JPY], ...more } };
  const account = withAccount(c, { limits: { ...limits, currencies } });
  return { ...c, facts: { ...c.facts, account } };
}

function withBudget(c: Case, more: Pick<Budget, "amount" | "period">): Case {
  const { limits } = { ...anAccount(), ...c.facts.account };
  const { register } = c.request;
  const budgets = [{ register, currency: JPY, ...more }];
  const account = withAccount(c, { limits: { ...limits, budgets } });
  return { ...c, facts: { ...c.facts, account } };
}

function withAccount({ facts }: Case, overrides: Parameters<typeof anAccount>[0]) {
  return { ...anAccount(), ...facts.account, ...overrides };
}

describe("the order of checks in the turn", () => {
  it("[LE4] settles when nothing is wrong", () => {
    expect(words(honest)).toBe("settled");
  });

  it.each(FAULTS)("[LE4] %s, alone", (answer, fault) => {
    expect(words(fault(honest))).toBe(answer);
  });

  it("[LE4] the earlier fault is the answer, whatever else is wrong", () => {
    let all = honest;
    for (const [answer, fault] of FAULTS) {
      all = fault(all);
      expect(words(all)).toBe(answer);
    }
  });

  it("[LE4] any set of faults is answered by the first in the order", () => {
    const sets = fc.subarray(FAULTS, { minLength: 1 });
    fc.assert(
      fc.property(sets, (faults) => {
        const all = faults.reduce((c, [, fault]) => fault(c), honest);
        expect(words(all)).toBe(faults.at(-1)?.[0]);
      }),
    );
  });
});

describe("each check's edge", () => {
  it("[LE8] [TM2] the last moment of the grace still settles", () => {
    const now = honest.request.deadline + CONFIRM_GRACE_MS;
    expect(words({ ...honest, now })).toBe("settled");
    expect(words({ ...honest, now: now + 1 })).toBe("refused too_late");
  });

  it("the whole balance can be spent", () => {
    expect(words({ ...honest, request: aVerifiedConfirm({ amount: 50_000 }) })).toBe("settled");
    expect(words({ ...honest, request: aVerifiedConfirm({ amount: 50_001 }) })).toBe(
      "refused insufficient_funds",
    );
  });

  it.each(["closing", "closed"] as const)("[LE15] a %s account pays nothing either", (status) => {
    const account = anAccount({ status });
    expect(words({ ...honest, facts: { account, known: [] } })).toBe("refused account_closed");
  });

  it("an account that isn't there and a key that isn't its own look the same", () => {
    const stranger = aVerifiedConfirm({ device: "other" as PublicKey });
    expect(words({ ...honest, facts: { account: undefined, known: [] } })).toBe(
      "rejected wrong_account",
    );
    expect(words({ ...honest, request: stranger })).toBe("rejected wrong_account");
  });

  it("[LE43] a fee that isn't known is no reason to refuse for good, nor to settle without one", () => {
    const request = aVerifiedConfirm({ fees: "unreadable" });
    expect(words({ ...honest, request })).toBe("rejected storage_unavailable");
  });

  it("[LE5] [LE6] the same bytes get the record, other bytes are refused", () => {
    const other = aVerifiedConfirm({ confirmation: OTHER_BYTES });
    for (const recorded of [aSettled(), aRefused()]) {
      const facts = { ...honest.facts, known: [recorded] };
      expect(words({ ...honest, facts })).toBe(`recorded ${recorded.kind}`);
      expect(words({ ...honest, facts, request: other })).toBe(
        "rejected exists_with_different_confirmation",
      );
    }
  });

  it("[LE7] a void is met by any bytes", () => {
    const facts = { ...honest.facts, known: [aVoid()] };
    const other = aVerifiedConfirm({ confirmation: OTHER_BYTES });
    expect(words({ ...honest, facts })).toBe("recorded void");
    expect(words({ ...honest, facts, request: other })).toBe("recorded void");
  });

  it("a refused or voided attempt leaves the next one open", () => {
    const request = aVerifiedConfirm({ attempt: 2 });
    for (const known of [[aRefused()], [aVoid()]])
      expect(words({ ...honest, facts: { ...honest.facts, known }, request })).toBe("settled");
  });
});

it("one receipt fits two verdicts if both settle, or both refuse for the same reason", () => {
  const settled = { kind: "settled" } as const;
  const poor = { kind: "refused", code: "insufficient_funds" } as const;
  const late = { kind: "refused", code: "too_late" } as const;
  const left = { amount: 1, currency: JPY };
  expect(sameVerdict(settled, settled)).toBe(true);
  expect(sameVerdict(poor, { ...poor, left })).toBe(true);
  for (const [a, b] of [
    [settled, poor],
    [poor, settled],
    [poor, late],
  ] as const)
    expect(sameVerdict(a, b)).toBe(false);
});
