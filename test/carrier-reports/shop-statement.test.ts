// A register's statements, from any tills and payouts: they re-add, months chain, and later news changes no past one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payoutIdFrom, registerIdFrom, type TradeId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { ShopEntry } from "../../protocol/register/payouts.ts";
import { monthNamed } from "../../worker/http/month.ts";
import { statementStyleHash } from "../../worker/http/statement-style.ts";
import type { PayoutRecord } from "../../worker/synchronous-server/register/records.ts";
import {
  shopStatement,
  shopStatementCsv,
} from "../../worker/synchronous-server/register/shop-statement.ts";
import { shopStatementPage } from "../../worker/synchronous-server/register/shop-statement-page.ts";
import { SHOP_STATEMENT_WORDS } from "../../worker/synchronous-server/register/shop-statement-words.ts";

const REGISTER = registerIdFrom("test", new Uint8Array(8).fill(5));
const CURRENCIES = ["JPY", "USD", "KWD"] as Currency[];
const MONTHS = ["2026-10", "2026-11", "2026-12"].map((name) => monthNamed(name)!);
const [, NOVEMBER] = MONTHS as [(typeof MONTHS)[0], (typeof MONTHS)[0]];
const START = MONTHS[0]!.start;
const END = MONTHS[2]!.end;
const NO_PAYOUTS = { collections: [], payouts: [] };

const time = fc.integer({ min: START, max: END - 1 });
const currency = fc.constantFrom(...CURRENCIES);
const entry = fc
  .record({
    kind: fc.constantFrom("sale", "capture", "refund", "collection", "loan"),
    currency,
    amount: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fee: fc.integer({ min: -1000, max: 1000 }),
    at: time,
  })
  .map((one): ShopEntry => ({ ...one, till: 0, net: one.amount - one.fee }));
const tills = fc.array(fc.array(entry, { maxLength: 20 }), { maxLength: 4 });
const payouts = fc.array(
  fc.record({
    currency,
    status: fc.constantFrom("collecting", "ordering", "ordered", "paid", "refused"),
    amount: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    created: time,
  }),
  { maxLength: 8 },
);

function recordsOf(
  made: readonly Pick<PayoutRecord, "currency" | "status" | "amount" | "created">[],
) {
  return made.map((one, row): PayoutRecord => {
    const id = payoutIdFrom(REGISTER, one.currency, row + 1);
    return { ...one, row, id, number: row + 1, code: null, updated: one.created };
  });
}

const isOwn = ({ kind }: ShopEntry) => kind !== "collection" && kind !== "loan";
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function aSale(overrides: Partial<ShopEntry> = {}): ShopEntry {
  const sale = { kind: "sale", till: 2, sale: 7, trade: "trd_test_0" as TradeId };
  const money = { currency: "KWD" as Currency, amount: 1500, fee: 44, net: 1456 };
  return { ...sale, ...money, at: NOVEMBER.start, ...overrides };
}

describe("a register's statement", () => {
  it("[LE46] closes with its opening and its entries, and the next month opens with that", () => {
    fc.assert(
      fc.property(tills, payouts, (journals, paid) => {
        const closing: Record<string, number> = {};
        let listed = 0;
        const books = { collections: [], payouts: recordsOf(paid) };
        for (const month of MONTHS)
          for (const one of shopStatement(REGISTER, month, journals, books).currencies) {
            expect(one.opening).toBe(closing[one.currency] ?? 0);
            expect(one.opening + sum(one.entries.map(({ net }) => net))).toBe(one.closing);
            expect(one.entries.at(-1)?.balance ?? one.opening).toBe(one.closing);
            const times = one.entries.map(({ at }) => at);
            expect(times).toEqual(times.toSorted((a, b) => a - b));
            for (const at of times) expect(month.start <= at && at < month.end).toBe(true);
            closing[one.currency] = one.closing;
            listed += one.entries.filter(({ till }) => till !== undefined).length;
          }
        const own = journals.flat().filter(isOwn);
        expect(listed).toBe(own.length);
        for (const code of CURRENCIES) {
          const is = (one: { currency: Currency }) => one.currency === code;
          const kept = new Set(["ordering", "ordered", "paid"]);
          const gone = paid.filter((one) => is(one) && kept.has(one.status));
          const has = sum(own.filter(is).map(({ net }) => net));
          expect(closing[code] ?? 0).toBe(has - sum(gone.map(({ amount }) => amount ?? 0)));
        }
      }),
    );
  });

  it("[LE46] of a month that is over stays the same when its payout is paid or refused later", () => {
    const id = payoutIdFrom(REGISTER, "JPY" as Currency, 1);
    const given = { ref: id, till: 0, currency: "JPY" as Currency, amount: 90, list: "" };
    const collections = [{ ...given, at: NOVEMBER.end - 5 }];
    const made = {
      ...{ row: 1, id, number: 1, code: null, created: NOVEMBER.end - 9 },
      amount: 90,
    };
    const currency = "JPY" as Currency;
    const of = (status: PayoutRecord["status"], updated: number, month = NOVEMBER) =>
      shopStatement(REGISTER, month, [], {
        collections,
        payouts: [{ ...made, currency, status, updated }],
      });
    const ordered = of("ordered", NOVEMBER.end - 1);
    expect(ordered.currencies[0]?.entries).toMatchObject([
      { kind: "payout", at: NOVEMBER.end - 5 },
    ]);
    expect(of("paid", NOVEMBER.end + 9)).toEqual(ordered);
    expect(of("refused", NOVEMBER.end + 9)).toEqual(ordered);
    const next = of("refused", NOVEMBER.end + 9, MONTHS[2]).currencies[0];
    expect(next).toMatchObject({ opening: -90, closing: 0, entries: [{ kind: "payout_refused" }] });
  });

  it("[LE46] the first moment of a month is in it, the first of the next is not", () => {
    const { start, end } = NOVEMBER;
    const times = [start - 1, start, end - 1, end];
    const journal = times.map((at, index) => aSale({ at, net: 10 ** index }));
    const [made] = shopStatement(REGISTER, NOVEMBER, [journal], NO_PAYOUTS).currencies;
    expect(made).toMatchObject({ opening: 1, closing: 111 });
    expect(made?.entries.map(({ balance }) => balance)).toEqual([11, 111]);
  });

  it("[LE46] as CSV, to the letter: no reference breaks a row or is a formula", () => {
    const journal = [
      aSale({ reference: 'A,"1"' }),
      aSale({ at: NOVEMBER.start + 1, reference: "=1+1" }),
    ];
    const csv = shopStatementCsv(shopStatement(REGISTER, NOVEMBER, [journal], NO_PAYOUTS));
    expect(csv).toBe(
      "time,currency,entry,till,sale,id,trade,reference,gross,fee,net,balance\r\n" +
        "2026-11,KWD,opening_balance,,,,,,,,,0.000\r\n" +
        '2026-11-01T00:00:00.000Z,KWD,sale,2,7,,trd_test_0,"A,""1""",1.500,0.044,1.456,1.456\r\n' +
        '2026-11-01T00:00:00.001Z,KWD,sale,2,7,,trd_test_0,"\'=1+1",1.500,0.044,1.456,2.912\r\n' +
        "2026-11,KWD,closing_balance,,,,,,,,,2.912\r\n",
    );
  });

  it.each(["en", "ja"] as const)(
    "[LE46] for paper, %s, has every row and no markup of a text",
    async (language) => {
      const journal = [aSale({ reference: '<b onclick="x()">&' }), aSale({ kind: "<i>" })];
      const made = shopStatement(REGISTER, NOVEMBER, [journal], NO_PAYOUTS);
      const page = shopStatementPage(made, language, await statementStyleHash());
      expect(page).not.toMatch(/<script|<b |<i>|https?:|url\(|undefined|NaN/);
      expect(page.match(/<td class="date">/g)).toHaveLength(2);
      expect(page).toContain("1.456");
      expect(page).toContain("2.912");
      for (const word of [SHOP_STATEMENT_WORDS[language].opening, REGISTER, "2 / 7"])
        expect(page).toContain(word);
    },
  );

  it("has the same words in every language", () => {
    const { en, ja } = SHOP_STATEMENT_WORDS;
    expect(Object.keys(ja)).toEqual(Object.keys(en));
    expect(Object.keys(ja.kinds)).toEqual(Object.keys(en.kinds));
  });
});
