/**
 * All payments for their owner to keep: as a table (RFC 4180) that no spreadsheet takes a formula from, and as JSON with
 * the signed papers. Amounts are exact decimals with their currency beside them, times are ISO 8601 with their zone. Pure.
 */

import { decimalText } from "../../../protocol/money/money-text.ts";
import type { TradeRecord } from "../trade-record.ts";
import type { Payment } from "./payment.ts";

/** @returns minutes that the owner's clock was ahead of UTC at a time, ms since the epoch */
export type ZoneOffset = (at: number) => number;

const COLUMNS = [
  ...["time", "outcome", "shop", "address", "amount", "currency", "taken", "refunded", "spent"],
  ...["order", "items", "automatic", "reason", "trade", "register"],
] as const;

export function paymentsCsv(payments: readonly Payment[], offset: ZoneOffset): string {
  const lines = payments.map((payment) => cellsOf(payment, offset).map(cell).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

function cellsOf(payment: Payment, offset: ZoneOffset): string[] {
  const { amount, currency, taken, refunded, reference = "", automatic, code = "" } = payment;
  const decimal = (minor: number) => decimalText({ amount: minor, currency });
  return [
    ...[isoTime(payment.at, offset(payment.at)), payment.kind, payment.name, payment.origin],
    ...[decimal(amount), currency, decimal(taken), decimal(refunded), decimal(taken - refunded)],
    ...[reference, payment.items.join("\n"), automatic ? "yes" : "no", code],
    ...[payment.trade, payment.register],
  ];
}

/**
 * A text that begins like a formula gets an apostrophe, as spreadsheets read one; so does a text that begins with an
 * apostrophe, so that taking one away gives back what was written.
 */
function cell(text: string): string {
  const safe = /^['=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param offset minutes ahead of UTC */
export function isoTime(at: number, offset: number): string {
  const local = new Date(at + offset * 60_000).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}

/** With what was signed, as it was signed: whoever has it can check it again. */
export function paymentsJson(
  payments: readonly { readonly payment: Payment; readonly record?: TradeRecord }[],
  { offset, now }: { readonly offset: ZoneOffset; readonly now: number },
): string {
  const all = payments.map(({ payment, record }) => entryOf(payment, record, offset));
  const made = { format: "warifu-payments/1", made: isoTime(now, offset(now)) };
  return `${JSON.stringify({ ...made, payments: all }, null, 2)}\n`;
}

function entryOf(payment: Payment, record: TradeRecord | undefined, offset: ZoneOffset) {
  const { at, amount, taken, refunded, currency, kind, name, origin, items, id, ...rest } = payment;
  const decimal = (minor: number) => decimalText({ amount: minor, currency });
  const offer = record && "offer" in record ? record.offer : undefined;
  const settled = record?.state === "settled" ? record : undefined;
  return {
    id,
    time: isoTime(at, offset(at)),
    outcome: kind,
    shop: { name, address: origin },
    amount: decimal(amount),
    taken: decimal(taken),
    refunded: decimal(refunded),
    currency,
    items: offer?.terms.payload.items ?? items.map((item) => ({ name: item })),
    ...rest,
    ...(offer ? { offer } : {}),
    ...(settled ? { receipt: settled.receipt, later: settled.after?.receipts ?? [] } : {}),
  };
}
