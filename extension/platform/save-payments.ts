/** Files for the shopper to keep: a receipt as anyone can check it, and all payments as a table or with their papers. */

import type { ArchiveReader } from "../../terminal/wallet/history/archive.ts";
import { paymentsCsv, paymentsJson } from "../../terminal/wallet/history/export.ts";
import { byTime, type Payment, paymentOf } from "../../terminal/wallet/history/payment.ts";
import type { Stored } from "../../terminal/wallet/ports.ts";
import type { Settled, TradeRecord } from "../../terminal/wallet/trade-record.ts";

const TYPES = { csv: "text/csv;charset=utf-8", json: "application/json" } as const;
/** A browser has read a file from memory long before that. */
const KEPT_MS = 60_000;

export function saveReceipt({ trade, receipt }: Settled): void {
  save(`warifu-receipt-${trade.slice(-10)}.json`, "json", `${JSON.stringify(receipt, null, 2)}\n`);
}

/** The archive's and the store's, which comes first where both have one; the latest first. */
export async function keepAll(
  form: "csv" | "json",
  records: Stored["records"],
  archive: ArchiveReader,
): Promise<void> {
  const archived = (await archive.all()).filter(({ id }) => !records[id]);
  const all = [...Object.values(records), ...archived]
    .flatMap(withPayment)
    .sort((a, b) => byTime(a.payment, b.payment));
  const now = Date.now();
  const text =
    form === "csv"
      ? paymentsCsv(
          all.map(({ payment }) => payment),
          offset,
        )
      : paymentsJson(all, { offset, now });
  save(`warifu-payments-${new Date(now).toISOString().slice(0, 10)}.${form}`, form, text);
}

function withPayment(record: TradeRecord): { payment: Payment; record: TradeRecord }[] {
  const payment = paymentOf(record);
  return payment ? [{ payment, record }] : [];
}

function offset(at: number): number {
  return -new Date(at).getTimezoneOffset();
}

function save(name: string, form: keyof typeof TYPES, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: TYPES[form] }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
