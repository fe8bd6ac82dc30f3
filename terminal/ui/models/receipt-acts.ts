/** What the shopper does with the open payment's receipt. Fetched at the first press: no payment needs it. */

import type { ReceiptCheck } from "../../wallet/history/receipt-check.ts";
import type { Settled } from "../../wallet/trade-record.ts";
import type { HistoryActs } from "../screens/history/acts.ts";
import type { OpenedPayment } from "../screens/payment/state.ts";
import type { HistoryPorts } from "./history-model.ts";
import type { Shown } from "./screen-of.ts";

export type ReceiptActs = Pick<HistoryActs, "check" | "print" | "saveReceipt">;

export function receiptActs(
  ports: HistoryPorts,
  peek: () => Shown,
  opened: (id: string, some: Partial<OpenedPayment>) => void,
): ReceiptActs {
  const paid = (): Settled | undefined => {
    const { stored, history } = peek();
    const { id = "", record } = history.opened ?? {};
    const one = stored?.records[id] ?? record;
    return one?.state === "settled" ? one : undefined;
  };
  const check = async (record: Settled): Promise<ReceiptCheck> => {
    opened(record.id, { check: "checking" });
    const check = await ports.check(record);
    opened(record.id, { check });
    return check;
  };
  return {
    check: () => {
      const record = paid();
      if (record) void check(record);
    },
    print: () => {
      const record = paid();
      if (!record || !ports.canPrint(record.id)) return;
      // Paper says that it was checked: so it is.
      void check(record).then(({ holds }) => {
        if (holds) ports.print();
      });
    },
    saveReceipt: () => {
      const record = paid();
      if (record) ports.saveReceipt(record);
    },
  };
}
