// The history behind a window: the store's payments with the archive's, read again when they change, and what is open.

import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { laterScreens } from "../../../../terminal/ui/models/later-screens.ts";
import {
  createWalletModel,
  type WalletModel,
} from "../../../../terminal/ui/models/wallet-model.ts";
import { EVERYTHING } from "../../../../terminal/ui/screens/history/filter.ts";
import type { HistoryState } from "../../../../terminal/ui/screens/history/state.ts";
import { historyScreen } from "../../../../terminal/ui/views/history-views.tsx";
import { type Payment, paymentOf } from "../../../../terminal/wallet/history/payment.ts";
import type { TradeRecord } from "../../../../terminal/wallet/trade-record.ts";
import { aRealm, NOW, type Realm } from "../../../support/builders/realm.ts";
import { ENROLLED } from "../../support/profiles.ts";
import { aRecord } from "../../support/records.ts";

let realm: Realm;
let model: WalletModel;
const history = {
  askAfter: vi.fn(),
  watch: vi.fn<(changed: () => void) => void>(),
  readRows: vi.fn<() => Promise<readonly Payment[]>>(async () => []),
  find: vi.fn<(id: string) => Promise<TradeRecord | undefined>>(async () => undefined),
  check: vi.fn(async () => ({ holds: true, steps: [], fingerprint: "0000" })),
  canPrint: vi.fn(() => true),
  print: vi.fn(),
  saveReceipt: vi.fn(),
  keepAll: vi.fn(),
};
/** Of all else that a window asks, nothing is asked here. */
const ports = { history, terminals: {}, disputes: {} } as never;

beforeAll(async () => {
  realm = await aRealm();
});
beforeEach(() => {
  for (const port of Object.values(history)) port.mockClear();
  const around = { host: "localhost:8787", demoShop: "", online: true, now: NOW, laterScreens };
  model = createWalletModel({ ports, ...around });
});

const stored = (records: TradeRecord[]) => ({
  profile: ENROLLED,
  records: Object.fromEntries(records.map((one) => [one.id, one])),
});

describe("the history", () => {
  const open = async (records: TradeRecord[], archived: TradeRecord[] = []) => {
    history.readRows.mockResolvedValue(archived.flatMap((one) => paymentOf(one) ?? []));
    history.find.mockImplementation(async (id) => archived.find((one) => one.id === id));
    model.setStored(stored(records));
    model.acts.history.open();
    await vi.waitFor(() => expect(shownHistory().payments).toBeDefined());
  };
  const made = () => {
    const screen = model.screen.value;
    if (!("source" in screen)) throw new Error(`no history but ${screen.status}`);
    return historyScreen(screen);
  };
  const shownHistory = () => made() as HistoryState;
  const old = async (id: string) => aRecord(realm, "settled", { id, seen: true, endedAt: NOW - 1 });

  it("is what the store has and what the archive has, each once", async () => {
    const [here, there] = [await old("here"), await old("there")];
    await open([here], [there, { ...here, replyTo: "9:9" }]);
    expect(shownHistory().payments?.map(({ id }) => id)).toEqual(["here", "there"]);
    expect(history.askAfter).toHaveBeenCalledExactlyOnceWith();
  });

  it("is read again when a payment has left the store, or the archive says so", async () => {
    const here = await old("here");
    await open([here]);
    history.readRows.mockResolvedValue([paymentOf(here) as Payment]);
    model.setStored(stored([]));
    await vi.waitFor(() => expect(shownHistory().payments).toHaveLength(1));
    const reads = history.readRows.mock.calls.length;
    history.watch.mock.calls[0]?.[0]();
    expect(history.readRows).toHaveBeenCalledTimes(reads + 1);
  });

  it("stays as it was looked for when a payment of it was opened, and says where there is none", async () => {
    await open([], [await old("there")]);
    const filter = { ...EVERYTHING, text: "kami" };
    model.acts.history.find(filter);
    model.acts.history.show("there");
    expect(made()).toEqual({ status: "payment", phase: "reading" });
    await vi.waitFor(() => expect(made()).toMatchObject({ phase: "shown", record: "there" }));
    expect(history.askAfter).toHaveBeenLastCalledWith("there");
    model.acts.history.back();
    expect(shownHistory().filter).toBe(filter);
    model.acts.history.show("nowhere");
    await vi.waitFor(() => expect(made()).toEqual({ status: "payment", phase: "gone" }));
  });

  it("prints only what was checked and holds, and only where a window can", async () => {
    await open([await old("here")]);
    model.acts.history.show("here");
    history.canPrint.mockReturnValueOnce(false);
    model.acts.history.print();
    await vi.waitFor(() => expect(history.canPrint).toHaveBeenCalledTimes(1));
    expect(history.check).not.toHaveBeenCalled();
    model.acts.history.print();
    await vi.waitFor(() => expect(history.print).toHaveBeenCalledTimes(1));
    history.check.mockResolvedValueOnce({ holds: false, steps: [], fingerprint: "" });
    model.acts.history.print();
    await vi.waitFor(() => expect(made()).toMatchObject({ check: { holds: false } }));
    expect(history.print).toHaveBeenCalledTimes(1);
  });
});
