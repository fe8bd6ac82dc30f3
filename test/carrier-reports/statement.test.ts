// Statements and pages of one account, from any journal: they re-add, they leave nothing out, they name nobody else.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JournalEntry } from "../../worker/carrier-server/branch/journal-entry.ts";
import {
  cursorOf,
  pageOf,
  statement,
  statementCsv,
} from "../../worker/carrier-server/reports/statement.ts";
import { type Month, monthNamed } from "../../worker/http/month.ts";
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
      `2026-11-03T00:00:00.000Z,KWD,settlement,,,${shop},-1.500,-1.500,0.000\r\n`,
    );
  });

  it.each(["2026-13", "2026-1", "1999-01", "2026-11-01", "", "now"])(
    "of %j there is none",
    (text) => {
      expect(monthNamed(text)).toBeUndefined();
    },
  );
});

describe("a statement's edges", () => {
  const [shop] = SHOPS;
  const [, month] = MONTHS as [Month, Month];
  const entry = (at: number, change: number, currency = "JPY") =>
    ({
      ...{ id: `t${at}#1`, kind: "settlement", currency, at, trade: "trd_test_0", attempt: 1 },
      register: shop,
      postings: [
        { account: ACCOUNT, amount: change },
        { account: "set_test_0", amount: -change },
      ],
    }) as unknown as JournalEntry;

  it("[LE18] the first moment of a month is in it, the first of the next is not", () => {
    const all = [entry(month.start - 1, 100), entry(month.start, -1), entry(month.end - 1, -2)];
    const [made] = statement(ACCOUNT, month, [...all, entry(month.end, -4)]).currencies;
    expect(made).toMatchObject({ opening: 100, closing: 97 });
    expect(made?.entries.map(({ change, balance }) => [change, balance])).toEqual([
      [-1, 99],
      [-2, 97],
    ]);
  });

  it("[LE18] currencies come in the order of their codes, and only those that had moved by then", () => {
    const all = [entry(5, 1, "USD"), entry(6, 1, "JPY"), entry(month.end, 1, "AED")];
    const { account, month: name, currencies } = statement(ACCOUNT, month, all);
    expect([account, name]).toEqual([ACCOUNT, "2026-11"]);
    expect(currencies.map(({ currency }) => currency)).toEqual(["JPY", "USD"]);
  });

  it("[LE18] as CSV, to the letter", () => {
    const made = statement(ACCOUNT, month, [entry(5, 500, "KWD"), entry(month.start, -1, "KWD")]);
    const empty = { ...made, currencies: [] };
    const head = "time,currency,entry,trade,attempt,register,amount,balance,held\r\n";
    expect(statementCsv(empty)).toBe(head);
    expect(statementCsv(made)).toBe(
      `${head}2026-11,KWD,opening_balance,,,,,0.500,\r\n` +
        `2026-11-01T00:00:00.000Z,KWD,settlement,trd_test_0,1,${shop},-0.001,0.499,0.000\r\n` +
        "2026-11,KWD,closing_balance,,,,,0.499,\r\n",
    );
  });

  it.each(["2026-01", "2026-09", "2026-10", "2099-12"])("%s is a month", (name) => {
    const one = monthNamed(name)!;
    expect(new Date(one.start).toISOString()).toBe(`${name}-01T00:00:00.000Z`);
    expect(new Date(one.end - 1).toISOString().slice(0, 7)).toBe(name);
    expect(monthNamed(new Date(one.end).toISOString().slice(0, 7))?.start ?? one.end).toBe(one.end);
  });

  it.each(["x2026-11", "2026-11x", "2026-00", "12026-11"])("%s is none", (name) => {
    expect(monthNamed(name)).toBeUndefined();
  });
});

describe("a page of transfers", () => {
  it("ends where the list ends, without a page of nothing after it", () => {
    const entries = [1, 2, 3, 4].map(
      (at) => ({ id: `${at}`, kind: "top_up", currency: "JPY", at, postings: [] }) as never,
    );
    expect(pageOf(ACCOUNT, [], { limit: 2 })).toEqual({ entries: [] });
    expect(pageOf(ACCOUNT, entries, { limit: 2 }).next).toBe("2.1");
    expect(pageOf(ACCOUNT, entries, { limit: 4 }).next).toBeUndefined();
    expect(pageOf(ACCOUNT, entries, { limit: 3, cursor: { at: 1, seen: 1 } })).not.toHaveProperty(
      "next",
    );
    const second = pageOf(ACCOUNT, entries, { limit: 2, cursor: { at: 1, seen: 1 } });
    expect(second.entries.map(({ id }) => id)).toEqual(["2", "3"]);
    expect(second.next).toBe("3.1");
    const past = pageOf(ACCOUNT, entries, { limit: 2, cursor: { at: 9, seen: 0 } });
    expect(past).toEqual({ entries: [] });
  });

  it("is named by a cursor of a moment and how many of it were seen", () => {
    expect(cursorOf("1700000000000.123456789")).toEqual({ at: 1_700_000_000_000, seen: 123456789 });
    expect(cursorOf("1.1234567890")).toBeUndefined();
    expect(cursorOf("1234567890123456.1")).toBeUndefined();
    expect(cursorOf("x1.1")).toBeUndefined();
    expect(cursorOf("1.1x")).toBeUndefined();
  });

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
