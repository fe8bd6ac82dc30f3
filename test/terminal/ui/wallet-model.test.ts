// Which screen a window shows, and what it sends: chosen from the store alone, one record at a time.

import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { laterScreens } from "../../../terminal/ui/models/later-screens.ts";
import { createWalletModel, type WalletModel } from "../../../terminal/ui/models/wallet-model.ts";
import type { Payment } from "../../../terminal/wallet/history/payment.ts";
import type { Stored } from "../../../terminal/wallet/ports.ts";
import type { TerminalProfile } from "../../../terminal/wallet/terminal-profile.ts";
import type { RecordState, TradeRecord } from "../../../terminal/wallet/trade-record.ts";
import { aRealm, NOW, type Realm } from "../../support/builders/realm.ts";
import { anOfferOf, aRecord } from "../support/records.ts";
import { settingsPorts } from "../support/settings-ports.ts";

const ENROLLED = {
  state: "enrolled",
  user: "usr_test_x" as never,
  account: {
    label: "Demo account ··42",
    status: "active",
    balances: [{ currency: "JPY" as never, amount: 50_000 }],
  },
  accountAt: NOW,
  credential: { token: "t", expires_at: NOW },
} satisfies TerminalProfile;

let realm: Realm;
let model: WalletModel;
const ports = {
  openAccount: vi.fn(),
  tour: vi.fn(),
  pay: vi.fn(),
  decline: vi.fn(),
  declineShop: vi.fn(),
  refuse: vi.fn(),
  tryAgain: vi.fn(),
  seen: vi.fn(),
  askPermission: vi.fn(async () => true),
  close: vi.fn(),
  openWindow: vi.fn(),
  askForPasskey: vi.fn(),
  provePin: vi.fn(),
  beginPasskey: vi.fn(),
  makePasskey: vi.fn(),
  setPin: vi.fn(),
  changeAccount: vi.fn(),
  dropChange: vi.fn(),
  keepDetails: vi.fn(),
  forgetGiven: vi.fn(),
  forgetAllGiven: vi.fn(),
  chooseLanguage: vi.fn(),
};
const terminals = {
  link: vi.fn(),
  stopLinking: vi.fn(),
  recover: vi.fn(async () => true),
  look: vi.fn(),
  approve: vi.fn(),
  forgetLink: vi.fn(),
  rename: vi.fn(),
  revoke: vi.fn(),
  startAnew: vi.fn(),
  shareOrders: vi.fn(),
  makeRecoveryKey: vi.fn(async () => ({
    ...{ words: "ABCD-EFGH", key: "public" as PublicKey, ask: [2] },
  })),
  setRecovery: vi.fn(),
};
const disputes = { read: vi.fn(), open: vi.fn(), write: vi.fn(), withdraw: vi.fn() };
const budgets = { allow: vi.fn(), pause: vi.fn(), resume: vi.fn(), revoke: vi.fn() };
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
const notices = { tell: vi.fn(async () => true), quiet: vi.fn() };
const options = {
  ports: {
    ...{ ...ports, terminals, disputes, history, notices, budgets, inWindow: true },
    settings: async () => settingsPorts(),
  },
  host: "localhost:8787",
  online: true,
  ...{ now: NOW, laterScreens },
};

beforeAll(async () => {
  realm = await aRealm();
});
beforeEach(() => {
  for (const port of Object.values({ ...ports, ...terminals, ...disputes, ...history }))
    port.mockClear();
  model = createWalletModel(options);
});

function stored(records: TradeRecord[], profile: TerminalProfile = ENROLLED): Stored {
  return { profile, records: Object.fromEntries(records.map((one) => [one.id, one])) };
}

const status = () => model.screen.value.status;
const shownRecord = () => ("record" in model.screen.value ? model.screen.value.record : undefined);

describe("the screen", () => {
  const SCREENS: { readonly [S in RecordState]: string } = {
    preparing: "preparing",
    reading: "preparing",
    offered: "sheet",
    claiming: "checking",
    confirming: "checking",
    proving: "prove",
    settled: "settled",
    refused: "refused",
    expired: "expired",
    declining: "refused",
    declined: "refused",
    ended: "refused",
    unusable: "unusable",
  };

  it.each(Object.entries(SCREENS))("of a record that is %s is %s", async (state, screen) => {
    const record = await aRecord(realm, state as RecordState);
    // A decline is shown to the window it was pressed in; another window never begins with it.
    model.setStored(stored(state === "declining" ? [await sheetOf(record)] : [record]));
    model.setStored(stored([record]));
    expect(status()).toBe(screen);
  });

  const sheetOf = async (record: TradeRecord) =>
    aRecord(realm, "offered", { id: record.id, at: record.at });

  it("is empty until the store was read, then home", () => {
    expect(status()).toBe("loading");
    model.setStored(stored([]));
    expect(status()).toBe("home");
  });

  it("asks for the permission before anything else, and goes on once it is there", async () => {
    model.setStored(stored([await aRecord(realm, "offered")]));
    model.setPermitted(false);
    expect(model.screen.value).toEqual({ status: "permission", host: "localhost:8787" });
    model.acts.askPermission();
    await vi.waitFor(() => expect(status()).toBe("sheet"));
  });

  it("is the onboarding without an account, and says that a shop waits", async () => {
    model.setStored(stored([], { state: "new" }));
    expect(model.screen.value).toMatchObject({ status: "onboarding", shopWaits: false });
    model.setStored(stored([await aRecord(realm, "offered")], { state: "new" }));
    expect(model.screen.value).toMatchObject({ status: "onboarding", shopWaits: true });
    model.setStored(stored([await aRecord(realm, "offered")]));
    expect(status()).toBe("sheet");
  });
});

describe("the sheet", () => {
  it("shows the offer that will be signed, with the account's balance", async () => {
    model.setStored(stored([await aRecord(realm, "offered")]));
    expect(model.screen.value).toMatchObject({
      status: "sheet",
      name: "Kami paper goods",
      initial: "K",
      origin: "http://127.0.0.1:3000",
      amount: 4980,
      currency: "JPY",
      balance: 50_000,
      account: "Demo account ··42",
    });
    expect(model.screen.value).not.toHaveProperty("warning");
    expect(model.screen.value).not.toHaveProperty("queue");
    expect(model.screen.value).not.toHaveProperty("closesInSeconds");
  });

  it("leaves the scheme out where it is the safe one", async () => {
    const origin = "https://kami.example";
    const offer = await anOfferOf(realm, { origin });
    model.setStored(stored([await aRecord(realm, "offered", { offer, origin })]));
    expect(model.screen.value).toMatchObject({ origin: "kami.example" });
  });

  it("warns of what the branch would refuse", async () => {
    const record = await aRecord(realm, "offered");
    const account = { ...ENROLLED.account, balances: [{ currency: "JPY" as never, amount: 4979 }] };
    model.setStored(stored([record], { ...ENROLLED, account }));
    expect(model.screen.value).toMatchObject({ warning: "notEnough", balance: 4979 });
    model.setStored(stored([record], { ...ENROLLED, account: { ...account, balances: [] } }));
    expect(model.screen.value).toMatchObject({ warning: "notHeld" });
    for (const status of ["frozen", "closing", "closed"] as const) {
      model.setStored(stored([record], { ...ENROLLED, account: { ...account, status } }));
      expect(model.screen.value).toMatchObject({ warning: status });
    }
  });

  it("[LE70] counts credit to what can be spent, on the sheet and after", async () => {
    const record = await aRecord(realm, "offered");
    const currency = "JPY" as never;
    const credit = [{ currency, limit: 10_000, left: 4980 }];
    const account = { ...ENROLLED.account, balances: [{ currency, amount: -5020 }], credit };
    model.setStored(stored([record], { ...ENROLLED, account }));
    expect(model.screen.value).toMatchObject({ balance: 4980 });
    expect(model.screen.value).not.toHaveProperty("warning");
    const spent = { ...account, credit: [{ currency, limit: 10_000, left: 4979 }] };
    model.setStored(stored([record], { ...ENROLLED, account: spent }));
    expect(model.screen.value).toMatchObject({ warning: "notEnough" });
  });

  it("[LE79] says what would have been let through, where that helps", async () => {
    const left = (amount: number) => ({ left: { amount, currency: "JPY" as never } });
    const refused = await aRecord(realm, "refused");
    const cases = [
      [{ ...refused, code: "over_day_limit", ...left(0) }, 0],
      [{ ...refused, code: "over_day_limit", ...left(9) }, 9],
      [{ ...refused, code: "insufficient_funds", ...left(9) }, 9],
      [{ ...refused, code: "insufficient_funds", ...left(0) }, undefined],
      [{ ...(await aRecord(realm, "ended")), code: "step_up_required", ...left(9) }, 9],
    ] as const;
    for (const [record, amount] of cases) {
      model = createWalletModel(options);
      model.setStored(stored([record]));
      const screen = model.screen.value;
      if (screen.status !== "refused") throw new Error("it is refused");
      expect(screen.left?.amount).toBe(amount);
    }
  });

  it("counts down in the last minute, as time goes by", async () => {
    const record = await aRecord(realm, "offered");
    const { deadline } = record.offer.terms.payload;
    model.setStored(stored([record]));
    model.setNow(deadline - 60_001);
    expect(model.screen.value).not.toHaveProperty("closesInSeconds");
    model.setNow(deadline - 41_500);
    expect(model.screen.value).toMatchObject({ closesInSeconds: 42 });
    model.setNow(deadline + 5_000);
    expect(model.screen.value).toMatchObject({ closesInSeconds: 0 });
  });
});

describe("several orders", () => {
  it("come newest first, with their number, and one leads to the next", async () => {
    const older = await aRecord(realm, "offered", { id: "older", at: NOW - 9_000 });
    const newer = await aRecord(realm, "offered", { id: "newer", at: NOW - 1_000 });
    model.setStored(stored([older, newer]));
    expect(model.screen.value).toMatchObject({
      record: "newer",
      queue: { position: 1, count: 2, ofShop: 2 },
    });
    model.acts.nextTrade();
    expect(model.screen.value).toMatchObject({
      record: "older",
      queue: { position: 2, count: 2, ofShop: 2 },
    });
    model.acts.nextTrade();
    expect(shownRecord()).toBe("newer");
  });

  it("a new press comes to the front; a change of another order doesn't", async () => {
    const first = await aRecord(realm, "offered", { id: "first", at: NOW - 9_000 });
    model.setStored(stored([first]));
    const second = await aRecord(realm, "preparing", { id: "second", at: NOW });
    model.setStored(stored([first, second]));
    expect(shownRecord()).toBe("second");
    model.acts.nextTrade();
    expect(shownRecord()).toBe("first");
    const read = await aRecord(realm, "offered", { id: "second", at: NOW });
    model.setStored(stored([first, read]));
    expect(shownRecord()).toBe("first");
  });
});

describe("an end", () => {
  it("is reported as seen once it is shown, and stays until Done", async () => {
    const record = await aRecord(realm, "confirming");
    model.setStored(stored([record]));
    expect(ports.seen).not.toHaveBeenCalled();
    const settled = await aRecord(realm, "settled", { id: record.id });
    model.setStored(stored([settled]));
    expect(status()).toBe("settled");
    expect(ports.seen).toHaveBeenCalledWith(record.id);
    model.setStored(stored([{ ...settled, seen: true }]));
    expect(status()).toBe("settled");
    model.acts.done();
    expect(status()).toBe("home");
    expect(ports.close).toHaveBeenCalledTimes(1);
  });

  it("put away before the store has heard of it doesn't come back", async () => {
    const settled = await aRecord(realm, "settled");
    model.setStored(stored([settled]));
    model.acts.done();
    model.setStored(stored([settled]));
    expect(status()).toBe("home");
  });

  it("that another window has shown is not shown again", async () => {
    model.setStored(stored([await aRecord(realm, "settled", { seen: true })]));
    expect(status()).toBe("home");
    expect(ports.seen).not.toHaveBeenCalled();
  });

  it("leads on to the next order that waits, and closes nothing", async () => {
    const settled = await aRecord(realm, "settled", { at: NOW });
    const waiting = await aRecord(realm, "offered", { at: NOW - 9_000 });
    model.setStored(stored([settled, waiting]));
    expect(status()).toBe("settled");
    model.acts.done();
    expect(status()).toBe("sheet");
    expect(ports.close).not.toHaveBeenCalled();
  });

  it("tells the balance only when it was read after the payment", async () => {
    const settled = await aRecord(realm, "settled");
    model.setStored(stored([settled], { ...ENROLLED, accountAt: settled.endedAt - 1 }));
    expect(model.screen.value).not.toHaveProperty("left");
    model.setStored(stored([settled], { ...ENROLLED, accountAt: settled.endedAt }));
    expect(model.screen.value).toMatchObject({ left: 50_000 });
  });
});

describe("home", () => {
  it("lists what ended, newest first, and nothing that was never a proven offer", async () => {
    const records = await Promise.all([
      aRecord(realm, "settled", { seen: true }),
      aRecord(realm, "refused", { seen: true, endedAt: NOW + 2_000 }),
      aRecord(realm, "expired", { seen: true, endedAt: NOW + 1_000 }),
      aRecord(realm, "unusable", { seen: true }),
    ]);
    model.setStored(stored(records));
    const screen = model.screen.value;
    expect(screen.status === "home" && screen.entries.map(({ kind }) => kind)).toEqual([
      "notPaid",
      "expired",
      "paid",
    ]);
  });

  it("[MS12] what is held is reserved there, and not paid", async () => {
    const settled = await aRecord(realm, "settled", { seen: true });
    const offer = await anOfferOf(realm, { capture: "later", hold_until: NOW + 86_400_000 });
    model.setStored(stored([{ ...settled, offer }]));
    expect(model.screen.value).toMatchObject({ entries: [{ kind: "reserved" }] });
  });

  it("says that it is offline, and since when", () => {
    model.setStored(stored([]));
    model.setNow(NOW + 1_000);
    model.setOnline(false);
    const since = { status: "home", offlineSince: NOW + 1_000 };
    expect(model.screen.value).toMatchObject(since);
    // Said twice is since the first time.
    model.setNow(NOW + 5_000);
    model.setOnline(false);
    expect(model.screen.value).toMatchObject(since);
    model.setOnline(true);
    expect(model.screen.value).not.toHaveProperty("offlineSince");
  });
});

it("checking is slow after a lost answer and late after the deadline", async () => {
  const record = await aRecord(realm, "confirming");
  const { deadline } = record.offer.terms.payload;
  model.setStored(stored([record]));
  expect(model.screen.value).toMatchObject({ phase: "usual", since: NOW });
  model.setStored(stored([{ ...record, tries: 1 }]));
  expect(model.screen.value).toMatchObject({ phase: "slow" });
  model.setNow(deadline);
  expect(model.screen.value).toMatchObject({ phase: "late" });
});

describe("something wrong with what was paid", () => {
  it("has a screen of its own, asked for anew whenever it is gone to, and home is the way back", async () => {
    const { id, ...record } = await aRecord(realm, "settled", { seen: true });
    model.setStored(stored([{ id, ...record }]));
    model.acts.disputes.show(id);
    expect(disputes.read).toHaveBeenCalledWith(id);
    expect(model.screen.value).toMatchObject({ status: "dispute", record: id });
    model.acts.goTo("home");
    expect(status()).toBe("home");
    model.acts.disputes.show("press-9");
    expect(status()).toBe("home");
  });
});

describe("the account's terminals", () => {
  const terminalsShown = () => {
    const screen = model.screen.value;
    if (screen.status !== "terminals") throw new Error(screen.status);
    return screen;
  };

  it("[TE17] are shown on demand, this one first; an order that comes goes before them", async () => {
    const key = (name: string) => name as PublicKey;
    const listed = [
      { key: key("lost"), since: 1, revoked_at: 9 },
      { key: key("other"), name: "Sofa", since: 2, used_at: 5 },
      { key: key("self"), name: "Desk", since: 3 },
    ];
    const account = { ...ENROLLED.account, terminals: listed, recovery: { since: 7 } };
    const profile = { ...ENROLLED, key: key("self"), account };
    model.setStored(stored([], profile));
    expect(status()).toBe("home");
    model.acts.terminals.show(true);
    expect(terminalsShown()).toEqual({
      status: "terminals",
      shared: true,
      recoverySince: 7,
      entries: [
        { key: "self", name: "Desk", since: 3, own: true },
        { key: "other", name: "Sofa", since: 2, own: false, usedAt: 5 },
        { key: "lost", name: "", since: 1, own: false, revokedAt: 9 },
      ],
    });
    model.setStored(stored([await aRecord(realm, "offered")], profile));
    expect(status()).toBe("sheet");
    model.setStored(stored([], profile));
    model.acts.terminals.show(false);
    await vi.waitUntil(() => status() === "settings");
  });

  it("[TE13] recovery words are this window's alone, and count once they are written down", async () => {
    model.setStored(stored([]));
    model.acts.terminals.show(true);
    model.acts.terminals.makeWords();
    await vi.waitUntil(() => terminalsShown().words !== undefined);
    expect(terminalsShown().words).toEqual({ text: "ABCD-EFGH", ask: [2] });
    expect(terminals.setRecovery).not.toHaveBeenCalled();
    model.acts.terminals.dropWords();
    model.acts.terminals.keepWords();
    expect(terminals.setRecovery).not.toHaveBeenCalled();
    model.acts.terminals.makeWords();
    await vi.waitUntil(() => terminalsShown().words !== undefined);
    model.acts.terminals.keepWords();
    expect(terminals.setRecovery.mock.calls).toEqual([["public"]]);
    expect(terminalsShown().words).toBeUndefined();
  });

  it("[TE19] of one that was revoked: it says so, shows its history, and the end of what it had confirmed", async () => {
    const { account, accountAt } = ENROLLED;
    const profile = { state: "revoked", account, accountAt, at: NOW } as const;
    const paid = await aRecord(realm, "settled", { seen: true });
    model.setStored(stored([paid], profile));
    expect(model.screen.value).toMatchObject({
      ...{ status: "revoked", account: account.label },
      entries: [{ kind: "paid" }],
    });
    model.setStored(stored([await aRecord(realm, "offered")], profile));
    expect(status()).toBe("revoked");
    model.setStored(stored([await aRecord(realm, "confirming")], profile));
    expect(status()).toBe("checking");
    model = createWalletModel(options);
    model.setStored(stored([await aRecord(realm, "settled")], profile));
    expect(status()).toBe("settled");
    model = createWalletModel(options);
    model.setStored(stored([await aRecord(realm, "unusable")], profile));
    expect(status()).toBe("unusable");
  });

  it("a new one shows its code, and one that recovers is opening", () => {
    const sending = { tries: 0, nextAt: NOW };
    const linking = { state: "linking", ...sending, code: "ABCD", until: NOW } as const;
    model.setStored(stored([], linking));
    expect(model.screen.value).toEqual({ status: "linking", code: "ABCD", unreachable: false });
    const approver = { key: "k" as PublicKey, number: "0427" };
    model.setStored(stored([], { ...linking, tries: 1, approver }));
    expect(model.screen.value).toMatchObject({ number: "0427", unreachable: true });
    model.setStored(stored([], { state: "recovering", ...sending, approval: {} as never }));
    expect(model.screen.value).toMatchObject({ status: "onboarding", phase: "opening" });
    model.setStored(stored([], { state: "new", refused: "link_not_found" }));
    expect(model.screen.value).toMatchObject({ phase: "linkLapsed" });
  });
});
