/**
 * The wallet: the user terminal's one door. Every act stores what it decided before it does anything, so
 * the terminal may die at any moment and `work` goes on from the store. Only `pay` leads to a claim, which only an
 * extension page may call, and inside a budget a press.
 */

import type { Change, PasskeyRegistration } from "../../protocol/account/account-change.ts";
import type { PasskeyAssertion } from "../../protocol/account/step-up.ts";
import type { GivenFields } from "../../protocol/disclosure/fields.ts";
import type { RegisterId, TradeId } from "../../protocol/ids.ts";
import type { Trust } from "../../protocol/trade/offer.ts";
import { refreshAccount } from "./account.ts";
import { ACCOUNT_TASK, TERMINALS_TASK } from "./account-task.ts";
import { advance } from "./advance-record.ts";
import { openBook } from "./book.ts";
import { type BudgetKeeping, keepBudgets } from "./budgets/keep-budgets.ts";
import {
  beginPasskey,
  change,
  dropTask,
  forgetTask,
  proveTask,
  proveTaskByPin,
  registerPasskey,
  setPin,
} from "./change-account.ts";
import type { Context } from "./context.ts";
import { dueDisputes } from "./dispute/dispute-entry.ts";
import { type Disputes, disputesOf, sendDispute } from "./dispute/disputes.ts";
import { type Elsewhere, type ElsewhereWork, elsewhereOf } from "./elsewhere/elsewhere.ts";
import { enrol, wishForAccount } from "./enrol.ts";
import { archiveOutgrown } from "./history/archive.ts";
import { type AfterQuestions, afterQuestions } from "./history/ask-after.ts";
import { keepNotices, type NoticeKeeping } from "./notices/notices.ts";
import type { Ports, Stored } from "./ports.ts";
import { dueEntries } from "./privacy/given.ts";
import { type Privacy, privacyOf, sendGiven } from "./privacy/privacy.ts";
import { isAskedFor } from "./privacy/seal-giving.ts";
import { proveTrade, proveTradeByPin } from "./prove-trade.ts";
import { dueRecords, nextDue, profileDueAt } from "./resume.ts";
import { synchronousServer } from "./synchronous-server.ts";
import { proveChange, proveChangeByPin } from "./terminals/send-change.ts";
import { advanceTerminal, type Terminals, terminalsOf } from "./terminals/terminals.ts";
import type { Tour } from "./tour.ts";
import { isOver, newRecord, type Proving, type Waiting } from "./trade-record.ts";

export interface Wallet {
  /** The shopper pressed the button in a frame of ours. Repeating it changes nothing. */
  press(press: {
    readonly id: string;
    readonly register: RegisterId;
    readonly replyTo: string;
    /** no sheet was opened for it, since a budget may pay [BU2] */
    readonly quiet?: true;
  }): Promise<void>;
  /** The page handed over the trade of a press; `origin` is the page's, from the browser. */
  trade(press: string, trade: TradeId, origin: string): Promise<void>;
  noTrade(press: string): Promise<void>;
  /** The shopper pressed Pay on the sheet, having seen this amount (minor units), and chosen this to give the shop. */
  pay(record: string, amount: number, chosen?: GivenFields): Promise<void>;
  /** The shopper proved himself in a window of ours, for a record's confirmation or for a change of the account. */
  prove(what: string, assertion: PasskeyAssertion): Promise<void>;
  provePin(what: string, pin: string): Promise<void>;
  /** Passkeys, PIN and one-click rules. */
  readonly account: AccountChanges;
  /** What shops are given beside the money, and what there is to give. */
  readonly privacy: Privacy;
  /** What shops may take without being asked. */
  readonly budgets: BudgetKeeping;
  /** What is wrong with what was paid. */
  readonly disputes: Disputes;
  /** What came after what was paid. */
  readonly after: AfterQuestions;
  /** @param language a tag, or "auto" for the browser's */
  chooseLanguage(language: string): Promise<void>;
  decline(record: string): Promise<void>;
  tryAgain(record: string): Promise<void>;
  /** The shopper has been shown how it ended. */
  seen(record: string): Promise<void>;
  /** @param code the text of an opening code, if he has one */
  openAccount(code?: string): Promise<void>;
  refreshAccount(): Promise<void>;
  /** What is told to its owner while he isn't looking. */
  readonly notices: NoticeKeeping;
  /** The wallet was just installed: its owner is shown around, once. @returns whether it begins now */
  beginTour(): Promise<boolean>;
  /** How far he has come. */
  tour(step: Tour["step"]): Promise<void>;
  readonly terminals: Terminals;
  /** What the account's other terminals ask and answer. */
  readonly elsewhere: Elsewhere;
  /** Does everything that is due, and resolves when it is done or under way to be done again. */
  work(): Promise<void>;
  stored(): Promise<Stored>;
  /** When `work` is next needed, ms since the epoch. */
  nextDue(): Promise<number | undefined>;
}

export interface AccountChanges {
  beginPasskey(name: string): Promise<void>;
  registerPasskey(registration: PasskeyRegistration): Promise<void>;
  setPin(pin: string): Promise<void>;
  change(asked: Exclude<Change, { kind: "add_passkey" | "set_pin" }>): Promise<void>;
  drop(): Promise<void>;
}

export interface WalletOptions {
  readonly ports: Ports;
  readonly trust: Trust;
  /** what the terminal calls itself at the carrier */
  readonly name: string;
}

export function openWallet({ ports, trust, name }: WalletOptions): Wallet {
  const book = openBook(ports);
  const { now, http } = ports;
  const server = synchronousServer({ http, trust, now });
  const context: Context = { ports, book, trust, server };
  const elsewhere = elsewhereOf(context, () => work());
  const work = worker(context, name, elsewhere);
  // A change that was being sent when the last life ended.
  void forgetTask(context).catch(() => undefined);

  /** Stores the event, then does what has become due. */
  const act = async (id: string, event: Parameters<typeof book.record>[1]): Promise<void> => {
    await book.record(id, event);
    await work();
  };

  return {
    press: (press) =>
      book.turn(({ records }) =>
        records[press.id] ? undefined : { put: [newRecord({ ...press, at: now() })] },
      ),
    trade: (press, trade, origin) => act(press, { type: "trade", trade, origin, at: now() }),
    noTrade: (press) => act(press, { type: "unusable", code: "no_trade", at: now() }),
    pay: async (id, amount, chosen) => {
      const record = (await book.read()).records[id];
      if (record?.state !== "offered" || shownAmount(record) !== amount) return;
      if (chosen && !isAskedFor(chosen, record.offer)) return;
      await act(id, { type: "pay", at: now(), ...(chosen ? { chosen } : {}) });
    },
    ...proofs(context, work),
    privacy: privacyOf(context),
    budgets: keepBudgets(context),
    disputes: disputesOf(context, work),
    after: afterQuestions(context),
    chooseLanguage: (language) => book.turn(() => ({ language })),
    decline: (record) => act(record, { type: "decline", at: now() }),
    tryAgain: (record) => act(record, { type: "again", at: now() }),
    seen: (id) =>
      book.turn(({ records }) => {
        const record = records[id];
        if (!record || record.seen || !isOver(record)) return undefined;
        return { put: [{ ...record, seen: true }] };
      }),
    openAccount: async (code) => {
      await wishForAccount(context, code);
      await work();
    },
    refreshAccount: () => refreshAccount(context),
    notices: keepNotices(book, now),
    ...tourOf(book),
    terminals: terminalsOf(context, work),
    elsewhere,
    work,
    stored: () => book.read(),
    nextDue: async () => {
      const stored = await book.read();
      const due = [nextDue(stored), elsewhere.dueAt(stored)].filter((at) => at !== undefined);
      return due.length > 0 ? Math.min(...due) : undefined;
    },
  };
}

/** What the shopper proves, and what he changes of his account. */
function proofs(
  context: Context,
  work: () => Promise<void>,
): Pick<Wallet, "prove" | "provePin" | "account"> {
  const proving = async (
    what: string,
    by: {
      task(): Promise<void>;
      terminals(): Promise<void>;
      trade(record: Proving): Promise<void>;
    },
  ): Promise<void> => {
    if (what === ACCOUNT_TASK) return by.task();
    if (what === TERMINALS_TASK) {
      await by.terminals();
      return work();
    }
    const { records } = await context.book.read();
    const record = records[what];
    if (record?.state !== "proving") return;
    await by.trade(record);
    await work();
  };

  return {
    prove: (what, assertion) =>
      proving(what, {
        task: () => proveTask(context, { method: "passkey", assertion }),
        terminals: () => proveChange(context, { method: "passkey", assertion }),
        trade: (record) => proveTrade(context, record, { method: "passkey", assertion }),
      }),
    provePin: (what, pin) =>
      proving(what, {
        task: () => proveTaskByPin(context, pin),
        terminals: () => proveChangeByPin(context, pin),
        trade: (record) => proveTradeByPin(context, record, pin),
      }),
    account: {
      beginPasskey: (passkey) => beginPasskey(context, passkey),
      registerPasskey: (registration) => registerPasskey(context, registration),
      setPin: (pin) => setPin(context, pin),
      change: (asked) => change(context, asked),
      drop: () => dropTask(context),
    },
  };
}

function tourOf({ turn }: Context["book"]): Pick<Wallet, "beginTour" | "tour"> {
  return {
    async beginTour() {
      let begins = false;
      await turn(({ tour, profile }) => {
        begins = tour === undefined && profile.state === "new";
        return begins ? { tour: { step: "welcome" } } : undefined;
      });
      return begins;
    },
    tour: (step) =>
      turn(({ tour }) => (tour && tour.step !== step ? { tour: { step } } : undefined)),
  };
}

function shownAmount({ offer }: Waiting): number {
  return offer.terms.payload.amount;
}

/** One task per record at a time: a second one would send what the first is just sending. */
function worker(context: Context, name: string, elsewhere: ElsewhereWork): () => Promise<void> {
  const busy = new Set<string>();

  const alone = async (id: string, task: () => Promise<void>): Promise<void> => {
    if (busy.has(id)) return;
    busy.add(id);
    try {
      await task();
    } finally {
      busy.delete(id);
    }
  };

  return async () => {
    const stored = await context.book.read();
    const now = context.ports.now();
    const tasks = dueRecords(stored, now).map(({ id }) =>
      alone(id, async () => {
        // Read again: whoever was busy with it a moment ago may have changed it.
        const fresh = dueRecords(await context.book.read(), now).find((one) => one.id === id);
        if (fresh) await advance(context, fresh);
      }),
    );
    const { profile, given = {}, disputes = {} } = stored;
    for (const entry of dueEntries(given, now))
      tasks.push(alone(`given ${entry.id}`, () => sendGiven(context, entry)));
    for (const entry of dueDisputes(disputes, now))
      tasks.push(alone(`dispute ${entry.id}`, () => sendDispute(context, entry)));
    if ((elsewhere.dueAt(stored) ?? Infinity) <= now)
      tasks.push(alone("elsewhere", elsewhere.work));
    if ((profileDueAt(profile) ?? Infinity) <= now)
      tasks.push(
        alone("profile", async () => {
          const { profile: fresh } = await context.book.read();
          if (fresh.state === "enrolling") await enrol(context, name);
          else await advanceTerminal(context, fresh, name);
        }),
      );
    await Promise.all(tasks);
    await alone("archive", () => archiveOutgrown(context));
  };
}
