// The named failures of test mode: the data and the SPEC's table are one, and live mode finds none of them.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  NAMED_FAILURES,
  NAMED_ORDER_REFUSALS,
  namedFailureOf,
  namedOrderRefusalOf,
} from "../../protocol/test-failures.ts";

it("each row of the data is in the SPEC's table, and no other", () => {
  const spec = readFileSync("protocol/SPEC.md", "utf8");
  const rows = [...spec.matchAll(/^\| (7\d{3}) \| `(\w+)` \|/gm)];
  expect(rows.map(([, amount, name]) => [Number(amount), name])).toEqual(
    [...NAMED_FAILURES, ...NAMED_ORDER_REFUSALS].map(({ amount, name }) => [amount, name]),
  );
});

it("[TT4] [TT5] live mode finds no row", () => {
  for (const { amount } of NAMED_FAILURES) {
    expect(namedFailureOf("test", amount)).toBeDefined();
    expect(namedFailureOf("live", amount)).toBeUndefined();
  }
  for (const { order, amount } of NAMED_ORDER_REFUSALS) {
    expect(namedOrderRefusalOf("test", order, amount)).toBeDefined();
    expect(namedOrderRefusalOf("live", order, amount)).toBeUndefined();
  }
});
