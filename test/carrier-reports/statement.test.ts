// Statements and pages of one account, from any journal: they re-add, they leave nothing out, they name nobody else.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cursorOf,
  monthNamed,
  pageOf,
  statement,
  statementCsv,
} from "../../worker/carrier-server/reports/statement.ts";
import { ACCOUNTS, extracts, SHOPS } from "../support/accounting/journals.ts";

const [ACCOUNT] = ACCOUNTS as [(typeof ACCOUNTS)[number]];
const MONTHS = ["2026-10", "2026-11", "2026-12"].map((name) => monthNamed(name)!);
const own = extracts.map(({ entries, balances }) => ({
  entries: entries.filter(({ postings }) => postings.some(({ account }) => account === ACCOUNT)),
  balances: balances.filter(({ account }) => account === ACCOUNT),
}));

describe("a statement", () => {
  it("[LE18] closes with its opening and its entries, and the next month opens with that", () => {
    fc.assert(
      fc.property(own, ({ entries, balances }) => {
        const closing: Record<string, number> = {};
        let listed = 0;
        for (const month of MONTHS)
          for (const one of statement(ACCOUNT, month, entries).currencies) {
            expect(one.opening).toBe(closing[one.currency] ?? 0);
            const change = one.entries.reduce((sum, entry) => sum + entry.change, 0);
            expect(one.closing).toBe(one.opening + change);
            expect(one.entries.at(-1)?.balance ?? one.opening).toBe(one.closing);
            for (const { at } of one.entries) {
              expect(at).toBeGreaterThanOrEqual(month.start);
              expect(at).toBeLessThan(month.end);
            }
            closing[one.currency] = one.closing;
            listed += one.entries.length;
          }
        expect(listed).toBe(entries.length);
        const held = balances.map(({ currency, amount }) => [currency, amount]);
        expect(closing).toEqual(Object.fromEntries(held));
      }),
    );
  });

  it("[LE18] as CSV: the same numbers as exact decimals, one line each", () => {
    fc.assert(
      fc.property(own, ({ entries }) => {
        const made = statement(ACCOUNT, MONTHS[1]!, entries);
        const [head, ...lines] = statementCsv(made).trimEnd().split("\r\n");
        const width = head!.split(",").length;
        for (const line of lines) expect(line.split(",")).toHaveLength(width);
        const expected = made.currencies.reduce((sum, one) => sum + one.entries.length + 2, 0);
        expect(lines).toHaveLength(expected);
      }),
    );
  });

  it("as CSV says amounts in the currency's decimals", () => {
    const [shop] = SHOPS;
    const entry = {
      ...{ id: "t#1", kind: "settlement", currency: "KWD", register: shop },
    } as const;
    const postings = [
      { account: ACCOUNT, amount: -1500 },
      { account: "set_test_0", amount: 1500 },
    ];
    const at = Date.UTC(2026, 10, 3);
    const made = statement(ACCOUNT, MONTHS[1]!, [{ ...entry, at, postings } as never]);
    expect(statementCsv(made)).toContain(
      `2026-11-03T00:00:00.000Z,KWD,settlement,,,${shop},-1.500,-1.500\r\n`,
    );
  });

  it.each(["2026-13", "2026-1", "1999-01", "2026-11-01", "", "now"])(
    "of %j there is none",
    (text) => {
      expect(monthNamed(text)).toBeUndefined();
    },
  );
});

describe("a page of transfers", () => {
  it("[LE18] follows the one before it: together they are all, once", () => {
    fc.assert(
      fc.property(own, fc.integer({ min: 1, max: 7 }), ({ entries }, limit) => {
        const seen: string[] = [];
        let cursor = { at: 0, seen: 0 };
        for (;;) {
          const page = pageOf(ACCOUNT, entries, { limit, cursor });
          seen.push(...page.entries.map(({ id }) => id));
          if (page.next === undefined) break;
          expect(page.next).toMatch(/^\d+\.\d+$/);
          cursor = cursorOf(page.next)!;
        }
        expect(seen).toEqual(entries.map(({ id }) => id));
      }),
    );
  });

  it("[LE18] many of one moment are kept apart", () => {
    const moment = { kind: "top_up", currency: "JPY", at: 5, postings: [] } as const;
    const entries = ["a", "b", "c"].map((id) => ({ ...moment, id })) as never[];
    const first = pageOf(ACCOUNT, entries, { limit: 2 });
    const rest = pageOf(ACCOUNT, entries, { limit: 2, cursor: cursorOf(first.next!)! });
    expect([first, rest].map(({ entries: page }) => page.map(({ id }) => id))).toEqual([
      ["a", "b"],
      ["c"],
    ]);
  });

  it.each(["", "1", "1.2.3", "a.b", "-1.0"])("%j is no cursor", (text) => {
    expect(cursorOf(text)).toBeUndefined();
  });
});
