// All payments as files: read back by a reader of the format's own rules, they are what was written.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Currency } from "../../../../protocol/money/money.ts";
import { parseMoney } from "../../../../protocol/money/money-text.ts";
import { verifyReceipt } from "../../../../protocol/trade/receipt.ts";
import { isoTime, paymentsCsv, paymentsJson } from "../../../../terminal/wallet/history/export.ts";
import { type Payment, paymentOf } from "../../../../terminal/wallet/history/payment.ts";
import type { Settled } from "../../../../terminal/wallet/trade-record.ts";
import { aRealm, aReceipt, NOW, type Realm } from "../../../support/builders/realm.ts";
import { aPayment } from "../../support/payments.ts";
import { aRecord } from "../../support/records.ts";

/** RFC 4180: quoted cells may hold anything, a quote twice. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) throw new Error(`no cell at ${cell.lastIndex}`);
    const [, written = "", end] = match;
    const value = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
    rows.at(-1)?.push(value);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

const shown = fc.string({ unit: "grapheme", maxLength: 20 });
const nasty = fc.constantFrom(
  "=1+1",
  "+1",
  "-1",
  "@x",
  "'quoted",
  '"',
  "a,b",
  "\t=1",
  "＝1",
  "é\r\nü",
);
const anyText = fc.oneof(shown, nasty);
const anyPayment: fc.Arbitrary<Payment> = fc
  .record({
    name: anyText,
    origin: anyText,
    reference: anyText,
    items: fc.array(anyText, { maxLength: 3 }),
    amount: fc.integer({ min: 1, max: 10 ** 12 }),
    refunded: fc.integer({ min: 0, max: 1_000 }),
    currency: fc.constantFrom("JPY", "USD", "KWD") as fc.Arbitrary<Currency>,
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  })
  .map((some) => aPayment(some));

const OFFSETS = [0, 540, -210, 765];

describe("the table", () => {
  it("read back is what was written, and no cell of it is a formula", () => {
    fc.assert(
      fc.property(
        fc.array(anyPayment, { maxLength: 5 }),
        fc.constantFrom(...OFFSETS),
        (all, offset) => {
          const rows = csvRows(paymentsCsv(all, () => offset));
          const [head = [], ...lines] = rows;
          expect(lines).toHaveLength(all.length);
          lines.forEach((cells, at) => {
            const one = all[at] ?? aPayment();
            const of = (name: string) => (cells[head.indexOf(name)] ?? "").replace(/^'/, "");
            const minor = (name: string) => parseMoney(of(name), one.currency);
            expect(Date.parse(of("time"))).toBe(one.at);
            expect([of("shop"), of("address"), of("order")]).toEqual([
              one.name,
              one.origin,
              one.reference,
            ]);
            expect(of("items")).toBe(one.items.join("\n"));
            expect(minor("amount")).toMatchObject({ value: { amount: one.amount } });
            expect(minor("refunded")).toMatchObject({ value: { amount: one.refunded } });
            for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
          });
        },
      ),
    );
  });

  it("has lines that end as the format says, and a head that names its columns", () => {
    const text = paymentsCsv([aPayment()], () => 540);
    expect(text.split("\r\n")).toHaveLength(3);
    expect(text.startsWith("time,outcome,shop,address,amount,currency,")).toBe(true);
    expect(paymentsCsv([], () => 0)).toBe(`${text.split("\r\n")[0]}\r\n`);
  });

  it("says its times with their zone", () => {
    expect(isoTime(Date.UTC(2026, 10, 23, 1, 2, 3, 4), 540)).toBe("2026-11-23T10:02:03.004+09:00");
    expect(isoTime(Date.UTC(2026, 0, 1), -210)).toBe("2025-12-31T20:30:00.000-03:30");
  });
});

describe("the data", () => {
  let realm: Realm;
  let record: Settled;
  beforeAll(async () => {
    realm = await aRealm();
    const settled = await aRecord(realm, "settled");
    const refund = await aReceipt(realm, settled.offer, { outcome: "refunded", amount: 80 });
    record = { ...settled, after: { at: NOW, receipts: [refund] } };
  });

  it("has every payment, with the receipts as they were signed", async () => {
    const payment = paymentOf(record);
    if (!payment) throw new Error("a payment");
    const text = paymentsJson([{ payment, record }, { payment }], { offset: () => 0, now: NOW });
    const { format, payments } = JSON.parse(text);
    expect(format).toBe("warifu-payments/1");
    expect(payments).toHaveLength(2);
    const [first] = payments;
    expect(first).toMatchObject({
      amount: "4980",
      refunded: "80",
      currency: "JPY",
      outcome: "paid",
    });
    expect(first.receipt).toEqual(record.receipt);
    expect(first.later).toEqual(record.after?.receipts);
    expect(first.items).toEqual(record.offer.terms.payload.items);
    const { register, trade, amount, currency } = first.receipt.payload;
    const expected = {
      register,
      trade,
      amount,
      currency,
      mode: "test",
      outcome: "settled",
    } as const;
    expect(await verifyReceipt(first.receipt, expected, realm.trust)).toMatchObject({ ok: true });
  });

  it("read back is what was written", () => {
    fc.assert(
      fc.property(anyPayment, (payment) => {
        const text = paymentsJson([{ payment }], { offset: () => 540, now: NOW });
        const [one] = JSON.parse(text).payments;
        expect(Date.parse(one.time)).toBe(payment.at);
        expect(one.shop).toEqual({ name: payment.name, address: payment.origin });
        expect(parseMoney(one.amount, payment.currency)).toMatchObject({
          value: { amount: payment.amount },
        });
        expect(one.reference).toBe(payment.reference);
      }),
    );
  });
});
