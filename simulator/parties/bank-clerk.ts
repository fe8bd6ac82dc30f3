/**
 * The operator at his bank's counter: makes files of the payouts that wait, says which were sent, and sets registers'
 * fees. Each act has its key, and is sent until there is an answer; now and then once more, which must do nothing.
 */

import type { FeeSchedule } from "../../protocol/money/fees.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { PayoutFile } from "../../protocol/operator/payout-files.ts";
import type { Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import { Random } from "../runtime/random.ts";
import type { BankCounter, PaidShop, PayoutStage } from "./payout-ports.ts";
import { TRIES_AFTER_HEALING, untilAnswered } from "./until-answered.ts";

interface Filed {
  readonly file: PayoutFile;
}

const [JPY, USD] = ["JPY", "USD"] as [Currency, Currency];
const TRIES = 10;
/** Of the times that payouts are asked for. */
const FILES_EVERY = 3;
const FEES_CHANGE = 0.15;

export class BankClerk<S extends PaidShop> {
  readonly #world: PayoutStage;
  readonly #door: BankCounter<S>;
  readonly #shops: readonly S[];
  readonly #random: Random;
  /** files that were asked for, whether or not it was answered */
  readonly #asked = new Map<string, Currency>();
  #acts = 0;

  constructor(world: PayoutStage, door: BankCounter<S>, shops: readonly S[]) {
    this.#world = world;
    this.#door = door;
    this.#shops = shops;
    this.#random = new Random(`bank ${world.options.seed}`);
  }

  /** Before anybody pays. The first shop pays no fees. */
  async open(): Promise<void> {
    const [, kept, returned] = this.#shops as [S, S, S];
    const fees = { currency: JPY, fixed: 30, rate_ppm: 36_000, refunds: "kept" } as const;
    await this.#setFees(kept, fees);
    await this.#setFees(kept, { ...fees, currency: USD, fixed: 5 });
    await this.#setFees(returned, { ...fees, fixed: 0, refunds: "returned" });
  }

  /** Until the faults end. */
  async work(): Promise<void> {
    const { agenda, faults, style } = this.#world;
    const random = this.#random;
    while (!faults.isHealed) {
      await agenda.wait(random.between(0, 2 * FILES_EVERY * style.payoutEveryMs));
      if (random.chance(FEES_CHANGE)) void this.#changeFees();
      else void this.#file(random.chance(0.7) ? JPY : USD, TRIES);
    }
  }

  /** When nothing goes wrong any more: until nothing waits. */
  async sendAll(): Promise<void> {
    for (const [key, currency] of this.#asked) await this.#file(currency, TRIES_AFTER_HEALING, key);
    for (const currency of [JPY, USD])
      while (await this.#file(currency, TRIES_AFTER_HEALING)) await this.#world.agenda.wait(1);
  }

  /** @returns whether there was anything to send */
  async #file(currency: Currency, tries: number, known?: string): Promise<boolean> {
    const key = known ?? `file-${++this.#acts}`;
    if (known === undefined) this.#asked.set(key, currency);
    const made = await this.#twice(tries, () => this.#door.makeFile(currency, key));
    if (!made?.ok) return false;
    const { id } = made.value.file;
    if (this.#random.chance(0.3)) await this.#world.agenda.wait(this.#random.between(0, 60_000));
    await this.#twice(tries, () => this.#door.markSent(id, `sent-${key}`));
    return true;
  }

  /** And now and then once more: the same is answered. */
  async #twice(
    tries: number,
    ask: () => Promise<Result<Filed, Refusal>>,
  ): Promise<Result<Filed, Refusal> | undefined> {
    const { agenda, witness } = this.#world;
    const asking = { agenda, random: this.#random, tries };
    const first = await untilAnswered(asking, ask);
    if (!first?.ok || !this.#random.chance(0.3)) return first;
    const again = await untilAnswered(asking, ask);
    const [one, other] = [first, again].map(
      (answer) => answer?.ok && JSON.stringify(answer.value.file),
    );
    const differ = () => `${one}, then ${other}`;
    witness.expect("same bytes, same answer", !again || one === other, differ);
    return first;
  }

  #changeFees(): Promise<void> {
    const random = this.#random;
    const shop = random.pick(this.#shops.slice(1));
    const refunds = random.chance(0.5) ? "kept" : "returned";
    const rates = { fixed: random.below(60), rate_ppm: random.below(50_000) };
    return this.#setFees(shop, { currency: JPY, ...rates, refunds });
  }

  async #setFees(shop: S, schedule: FeeSchedule): Promise<void> {
    const key = `fees-${++this.#acts}`;
    const asking = { agenda: this.#world.agenda, random: this.#random, tries: TRIES };
    await untilAnswered(asking, () => this.#door.setFees(shop, schedule, key));
  }
}
