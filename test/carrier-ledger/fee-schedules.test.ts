// A register's fee schedules as its books keep them: one per currency, sorted, and none that charges nothing.

import { describe, expect, it } from "vitest";
import { FEE_SCHEDULES_MAX } from "../../protocol/limits.ts";
import { CURRENCIES } from "../../protocol/money/currencies.ts";
import type { FeeSchedule } from "../../protocol/money/fees.ts";
import type { Currency } from "../../protocol/money/money.ts";
import { withSchedule } from "../../worker/carrier-server/books/fee-schedules.ts";

function aSchedule(currency: string, more: Partial<FeeSchedule> = {}): FeeSchedule {
  return { currency: currency as Currency, fixed: 1, rate_ppm: 1, refunds: "kept", ...more };
}

describe("setting a schedule", () => {
  const two = [aSchedule("JPY"), aSchedule("USD")];

  it("[LE45] adds it or takes the place of its currency's, in the order of the codes", () => {
    const eur = aSchedule("EUR");
    expect(withSchedule([aSchedule("USD"), aSchedule("JPY")], eur)).toEqual({
      ok: true,
      value: [eur, ...two],
    });
    const jpy = aSchedule("JPY", { fixed: 9 });
    expect(withSchedule(two, jpy)).toEqual({ ok: true, value: [jpy, two[1]] });
    expect(two[0]?.fixed).toBe(1);
  });

  it("[LE45] that charges nothing takes its currency's away, and only that", () => {
    const nothing = aSchedule("JPY", { fixed: 0, rate_ppm: 0 });
    expect(withSchedule(two, nothing)).toEqual({ ok: true, value: [two[1]] });
    for (const charging of [{ fixed: 0 }, { rate_ppm: 0 }])
      expect(withSchedule(two, aSchedule("JPY", charging))).toMatchObject({
        value: [charging, {}],
      });
  });

  it("[LE45] has an end", () => {
    const most = CURRENCIES.slice(0, FEE_SCHEDULES_MAX).map((code) => aSchedule(code));
    const all = withSchedule(most.slice(1), most[0]!);
    expect(all.ok && all.value).toHaveLength(FEE_SCHEDULES_MAX);
    expect(withSchedule(most, aSchedule(CURRENCIES[FEE_SCHEDULES_MAX]!))).toEqual({
      ok: false,
      error: { code: "invalid_request", detail: `at most ${FEE_SCHEDULES_MAX} currencies` },
    });
  });
});
