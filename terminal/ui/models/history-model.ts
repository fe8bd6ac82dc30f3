/**
 * The model's part about the history: what was read of the archive, which the store doesn't have, what is looked for, and
 * which payment is open. Reads only: nothing here changes a payment.
 */

import type { Payment } from "../../wallet/history/payment.ts";
import type { ReceiptCheck } from "../../wallet/history/receipt-check.ts";
import type { Stored } from "../../wallet/ports.ts";
import type { Settled, TradeRecord } from "../../wallet/trade-record.ts";
import type { HistoryActs } from "../screens/history/acts.ts";
import { DRAWN_AT_ONCE, EVERYTHING, type HistoryFilter } from "../screens/history/filter.ts";
import type { OpenedPayment } from "../screens/payment/state.ts";
import type { Shown } from "./screen-of.ts";

/** What a window does by itself: none of it is a message. */
export interface HistoryPorts {
  /** the archive's; a database that can't be read has none */
  readRows(): Promise<readonly Payment[]>;
  find(record: string): Promise<TradeRecord | undefined>;
  /** under the pinned root; without a connection */
  check(record: Settled): Promise<ReceiptCheck>;
  /** @returns whether this window can print; one that can't has opened one that does */
  canPrint(record: string): boolean;
  print(): void;
  saveReceipt(record: Settled): void;
  keepAll(form: "csv" | "json", records: Stored["records"]): void;
}

/** What a window knows of the history. */
export interface HistoryPlace {
  /** undefined until the archive was read */
  readonly archived: readonly Payment[] | undefined;
  readonly filter: HistoryFilter;
  readonly drawn: number;
  readonly opened?: OpenedPayment;
  /** the open payment was gone to from there */
  readonly from: "home" | "history";
}

export const NO_HISTORY: HistoryPlace = {
  archived: undefined,
  filter: EVERYTHING,
  drawn: DRAWN_AT_ONCE,
  from: "home",
};

export interface HistoryModel {
  readonly acts: HistoryActs;
  /** The store has changed: what has left it is in the archive. */
  stored(before: Stored | undefined, after: Stored): void;
}

export function historyModel(
  ports: HistoryPorts,
  peek: () => Shown,
  change: (some: Partial<Shown>) => void,
): HistoryModel {
  const update = (some: Partial<HistoryPlace>) =>
    change({ history: { ...peek().history, ...some } });
  const read = () => void ports.readRows().then((archived) => update({ archived }));
  const show = (id: string) => {
    const { place } = peek();
    update({
      opened: { id, record: undefined },
      ...(place === "payment" ? {} : { from: fromOf(place) }),
    });
    change({ place: "payment" });
    void ports.find(id).then((found) => opened(id, { record: found ?? null }));
  };
  /** Something became known of the payment that is open; of another it is no news. */
  const opened = (id: string, some: Partial<OpenedPayment>) => {
    const { opened: one } = peek().history;
    if (one?.id === id) update({ opened: { ...one, ...some } });
  };
  return {
    acts: {
      open: () => {
        update({ filter: EVERYTHING, drawn: DRAWN_AT_ONCE });
        change({ place: "history" });
        read();
      },
      find: (filter) => update({ filter, drawn: DRAWN_AT_ONCE }),
      more: () => update({ drawn: peek().history.drawn + DRAWN_AT_ONCE }),
      spending: () => {
        change({ place: "spending" });
        read();
      },
      show,
      back: () => change({ place: peek().history.from }),
      ...receiptActs(ports, peek, opened),
      keepAll: (form) => ports.keepAll(form, peek().stored?.records ?? {}),
    },
    stored(before, after) {
      if (!before || !peek().history.archived) return;
      if (Object.keys(before.records).some((id) => !after.records[id])) read();
    },
  };
}

function fromOf(place: Shown["place"]): HistoryPlace["from"] {
  return place === "history" ? "history" : "home";
}

function receiptActs(
  ports: HistoryPorts,
  peek: () => Shown,
  opened: (id: string, some: Partial<OpenedPayment>) => void,
): Pick<HistoryActs, "check" | "print" | "saveReceipt"> {
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
