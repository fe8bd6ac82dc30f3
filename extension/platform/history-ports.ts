/** What a window does with the archive by itself: reads it, checks receipts, saves files, prints. Fetched when it is needed. */

import type { HistoryPorts } from "../../terminal/ui/models/history-model.ts";
import type { Message } from "../messages.ts";
import { printWindow } from "./print-window.ts";

const archive = async () => (await import("./payment-archive.ts")).paymentArchive();

export function historyPorts(send: (message: Message) => void, inWindow: boolean): HistoryPorts {
  return {
    watch: async (changed) => (await import("./payment-archive.ts")).watchArchive(changed),
    // Without a readable archive there is what the store has.
    readRows: async () => (await archive()).rows().catch(() => []),
    askAfter: (record) =>
      send(record === undefined ? { action: "ask-after-all" } : { action: "ask-after", record }),
    find: async (record) => (await archive()).find(record).catch(() => undefined),
    check: async (record) => (await import("./check-receipt.ts")).checkPinned(record),
    canPrint(record) {
      // A popup closes as soon as the browser asks where to print.
      if (!inWindow) send({ action: "open-window", place: `payment:${record}` });
      return inWindow;
    },
    print: printWindow,
    saveReceipt: async (record) => (await import("./save-payments.ts")).saveReceipt(record),
    keepAll: async (form, records) =>
      (await import("./save-payments.ts")).keepAll(form, records, await archive()),
  };
}
