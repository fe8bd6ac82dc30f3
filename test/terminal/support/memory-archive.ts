// An archive that outlives the terminal, in memory: packed as the real one packs, so that what it gives was taken apart
// and put together again.

import type { ArchiveReader, PaymentArchive } from "../../../terminal/wallet/history/archive.ts";
import { packed, unpacked } from "../../../terminal/wallet/history/papers.ts";
import { paymentOf } from "../../../terminal/wallet/history/payment.ts";
import type { TradeRecord } from "../../../terminal/wallet/trade-record.ts";

/** What is kept of a record, as text: nobody holds on to an object of it. */
export type Kept = string;

export function memoryArchive(kept: Map<string, Kept>): PaymentArchive & ArchiveReader {
  const opened = (text: Kept) => {
    const { paper, shared } = JSON.parse(text);
    return unpacked(paper, new Map(shared)) ?? [];
  };
  const all = async () => [...kept.values()].flatMap(opened);
  return {
    async keep(records) {
      for (const record of records) {
        if (!("offer" in record) || !record.offer) continue;
        const { paper, shared } = packed({ ...record, offer: record.offer } as never);
        kept.set(record.id, JSON.stringify({ paper, shared: [...shared] }));
      }
    },
    find: async (id) => (await all()).find((one: TradeRecord) => one.id === id),
    all,
    rows: async () => (await all()).flatMap((one) => paymentOf(one) ?? []),
  };
}
