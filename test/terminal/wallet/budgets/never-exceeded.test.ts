// A budget is never exceeded: presses and outcomes in any order, a clock that goes over the ends of periods and back,
// and a terminal that dies before or after any of its writes. Counted here by a list of its own, not as the wallet does.

import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { type Period, periodStart } from "../../../../protocol/money/period.ts";
import { adopted } from "../../../../terminal/wallet/adopt-offer.ts";
import { type Book, openBook } from "../../../../terminal/wallet/book.ts";
import { spentIn } from "../../../../terminal/wallet/budgets/budget.ts";
import type { Ports, Stored } from "../../../../terminal/wallet/ports.ts";
import type { RecordEvent } from "../../../../terminal/wallet/record-events.ts";
import {
  newRecord,
  type Settled,
  type TradeRecord,
} from "../../../../terminal/wallet/trade-record.ts";
import { aRealm, aTradeId, NOW, type Realm } from "../../../support/builders/realm.ts";
import { aBudget } from "../../support/budgets.ts";
import { ASKED, aRecord, PAGE } from "../../support/records.ts";
import { applied, aTerminal } from "../../support/terminal-world.ts";

const HOUR_MS = 3_600_000;
const AMOUNT = 1_000;

let realm: Realm;
let settled: Settled;
let start: Stored;
beforeAll(async () => {
  realm = await aRealm();
  settled = await aRecord(realm, "settled", { endedAt: NOW });
  const { profile } = (await aTerminal()).stored();
  const shop = { register: realm.register, name: "Kami paper goods", origin: PAGE };
  start = { profile, records: {}, shops: { [realm.register]: { ...shop, times: 1, at: NOW } } };
});

type Step =
  | { readonly do: "press"; readonly amount: number }
  | { readonly do: "pay" | "happen"; readonly which: number; readonly event: number }
  | { readonly do: "clock"; readonly hours: number }
  | { readonly do: "die"; readonly written: boolean };

const one = <K extends string, T>(kind: K, more: fc.Arbitrary<T>) =>
  more.map((rest) => ({ do: kind, ...rest }));

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: one("press", fc.record({ amount: fc.integer({ min: 1, max: 500 }) })) },
    { weight: 1, arbitrary: one("pay", fc.record({ which: fc.nat(30), event: fc.constant(0) })) },
    { weight: 12, arbitrary: one("happen", fc.record({ which: fc.nat(30), event: fc.nat(30) })) },
    // Mostly a little, so that much happens in one period; at times over its end, or back.
    {
      weight: 2,
      arbitrary: one("clock", fc.record({ hours: fc.constantFrom(0.1, 1, 30, -30, 800) })),
    },
    { weight: 1, arbitrary: one("die", fc.record({ written: fc.boolean() })) },
  ),
  { minLength: 20, maxLength: 80, size: "max" },
);

/** What may be heard of a payment on its way; the till and the carrier say it in any order. */
const heard = (at: number): RecordEvent[] => [
  { type: "signed", attempt: 1, body: "{}", ticket: "t", at },
  { type: "signed", attempt: 1, body: "{}", ticket: "t", at },
  { type: "settled", receipt: settled.receipt, at },
  { type: "settled", receipt: settled.receipt, at },
  { type: "refused", code: "insufficient_funds", at },
  { type: "settled", receipt: settled.receipt, at },
  { type: "silence", at },
  { type: "asked", asked: ASKED },
  { type: "proven", body: "{}", at },
  { type: "over", code: "trade_cancelled", at },
  { type: "expired", at },
  { type: "unusable", code: "bad_signature", at },
  { type: "lapse" },
  { type: "decline", at },
];

const isOnItsWay = ({ state }: TradeRecord) =>
  ["claiming", "confirming", "proving"].includes(state);

/** A decision to confirm, as this test saw it being made. */
interface Decided {
  readonly id: string;
  readonly amount: number;
  readonly automatic: boolean;
  /** by the terminal's clock */
  readonly at: number;
}

class Life {
  stored: Stored;
  now = NOW;
  dies: boolean | undefined;
  book: Book;
  decided: Decided[] = [];
  presses = 0;

  constructor(period: Period) {
    const budget = aBudget(realm, { period, amount: AMOUNT, cap: AMOUNT });
    this.stored = { ...structuredClone(start), budgets: { [realm.register]: budget } };
    this.book = this.open();
  }

  open(): Book {
    const store = {
      read: async () => structuredClone(this.stored),
      write: async (change: Parameters<Ports["store"]["write"]>[0]) => {
        const { dies } = this;
        this.dies = undefined;
        if (dies !== false) this.stored = applied(this.stored, change);
        if (dies !== undefined) throw new Error("died");
      },
    };
    return openBook({ store, settled: () => {}, changed: () => {} } as unknown as Ports);
  }

  /** One step, and what it decided on; a life that ends goes on from its store. */
  async live(step: Step): Promise<void> {
    const before = this.stored.records;
    await this.act(step).catch(() => {
      this.book = this.open();
    });
    for (const [id, record] of Object.entries(this.stored.records))
      if (record.state === "claiming" && before[id]?.state !== "claiming") this.note(record);
  }

  private note(record: Extract<TradeRecord, { state: "claiming" }>): void {
    const { amount } = record.offer.terms.payload;
    const automatic = record.automatic === true;
    const others = this.decided.filter(({ id }) => id !== record.id);
    this.decided = [...others, { id: record.id, amount, automatic, at: this.now }];
  }

  private async act(step: Step): Promise<void> {
    if (step.do === "clock") this.now += step.hours * HOUR_MS;
    else if (step.do === "die") this.dies = step.written;
    else if (step.do === "press") await this.press(step.amount);
    else {
      const all = Object.values(this.stored.records);
      const ids = (step.do === "happen" ? all.filter(isOnItsWay) : all).map(({ id }) => id);
      const id = ids[step.which % Math.max(ids.length, 1)];
      const events = heard(this.now);
      const event = events[step.event % events.length];
      if (id && step.do === "pay") await this.book.record(id, { type: "pay", at: this.now });
      else if (id && event) await this.book.record(id, event);
    }
  }

  private async press(amount: number): Promise<void> {
    this.presses += 1;
    const id = `press-${this.presses}`;
    const { now } = this;
    const trade = aTradeId(realm);
    const pressed = newRecord({
      id,
      at: now,
      register: realm.register,
      replyTo: "7:3",
      quiet: true,
    });
    await this.book.turn(() => ({ put: [pressed] }));
    await this.book.record(id, { type: "trade", trade, origin: PAGE, at: now });
    const terms = { ...settled.offer.terms, payload: { ...settled.offer.terms.payload, amount } };
    const offer = { ...settled.offer, trade, terms };
    const facts = { now, page: PAGE, locked: false };
    await this.book.turn((stored) => adopted(stored, { id, trade }, offer, facts));
  }

  /** Of a period: all that was decided on and isn't known to have ended without money. */
  sumIn(period: Period, start: number, only: (one: Decided) => boolean): number {
    return this.decided
      .filter((one) => only(one) && periodStart(period, one.at) === start)
      .filter(({ id }) => {
        const record = this.stored.records[id];
        return !record || record.state === "settled" || isOnItsWay(record);
      })
      .reduce((sum, { amount }) => sum + amount, 0);
  }
}

it("[BU4] [BU5] whatever happens in whatever order, no period's payments by itself are more than the budget", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Period>("day", "week", "month"),
      steps,
      async (period, all) => {
        const life = new Life(period);
        for (const step of all) {
          await life.live(step);
          const budget = life.stored.budgets?.[realm.register];
          if (!budget) throw new Error("it is still there");
          for (const start of new Set(life.decided.map(({ at }) => periodStart(period, at)))) {
            const byItself = life.sumIn(period, start, ({ automatic }) => automatic);
            expect(byItself).toBeLessThanOrEqual(AMOUNT);
            // What is on its way reserves for itself; what is settled is counted, whoever confirmed it.
            const isPaid = ({ id }: Decided) => life.stored.records[id]?.state === "settled";
            expect(spentIn(budget, start)).toBe(life.sumIn(period, start, isPaid));
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});
