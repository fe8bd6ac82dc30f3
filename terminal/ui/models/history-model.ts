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
import type { ReceiptActs } from "./receipt-acts.ts";
import type { Shown } from "./screen-of.ts";

/** What a window does by itself; what came after a payment the background alone asks. */
export interface HistoryPorts {
  /** calls back when the archive has changed; asked once, when it is first looked at */
  watch(changed: () => void): void;
  /** asks what came after this payment, or after the latest ones */
  askAfter(record?: string): void;
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
  readonly from: "home" | "history" | "shop";
}

export const NO_HISTORY: HistoryPlace = {
  archived: undefined,
  filter: EVERYTHING,
  drawn: DRAWN_AT_ONCE,
  from: "home",
};

export interface HistoryModel {
  readonly acts: HistoryActs;
  /** Reads the archive, for a screen that lists payments. */
  read(): void;
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
  const find = (id: string) =>
    void ports.find(id).then((found) => opened(id, { record: found ?? null }));
  let isWatching = false;
  const watch = () => {
    if (isWatching) return;
    isWatching = true;
    ports.watch(() => {
      const { archived, opened: one } = peek().history;
      if (archived) read();
      if (one) find(one.id);
    });
  };
  const read = () => {
    watch();
    void ports.readRows().then((archived) => update({ archived }));
  };
  const show = (id: string) => {
    const { place } = peek();
    const from = place === "payment" || place === "dispute" ? {} : { from: fromOf(place) };
    update({ opened: { id, record: undefined }, ...from });
    change({ place: "payment" });
    watch();
    find(id);
    ports.askAfter(id);
  };
  /** Something became known of the payment that is open; of another it is no news. */
  const opened = (id: string, some: Partial<OpenedPayment>) => {
    const { opened: one } = peek().history;
    if (one?.id === id) update({ opened: { ...one, ...some } });
  };
  const withReceipt = (act: (acts: ReceiptActs) => void) =>
    void import("./receipt-acts.ts").then(({ receiptActs }) =>
      act(receiptActs(ports, peek, opened)),
    );
  return {
    read,
    acts: {
      open: () => {
        update({ filter: EVERYTHING, drawn: DRAWN_AT_ONCE });
        change({ place: "history" });
        read();
        ports.askAfter();
      },
      find: (filter) => update({ filter, drawn: DRAWN_AT_ONCE }),
      more: () => update({ drawn: peek().history.drawn + DRAWN_AT_ONCE }),
      spending: () => {
        change({ place: "spending" });
        read();
      },
      show,
      back: () => change({ place: peek().history.from }),
      check: () => withReceipt((acts) => acts.check()),
      print: () => withReceipt((acts) => acts.print()),
      saveReceipt: () => withReceipt((acts) => acts.saveReceipt()),
      keepAll: (form) => ports.keepAll(form, peek().stored?.records ?? {}),
    },
    stored(before, after) {
      if (!before || !peek().history.archived) return;
      if (Object.keys(before.records).some((id) => !after.records[id])) read();
    },
  };
}

function fromOf(place: Shown["place"]): HistoryPlace["from"] {
  return place === "history" || place === "shop" ? place : "home";
}
