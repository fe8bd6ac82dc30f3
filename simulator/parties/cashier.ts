/**
 * Who sees to the shops' money: asks for payouts by keys that are new or were used, two at a time, sets schedules and
 * payout accounts, and reads what payouts contain. What one was told of a payout must stay true.
 */

import type { PayoutId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { PayoutSchedule, PayoutStatus, PayoutView } from "../../protocol/register/payouts.ts";
import { Random } from "../runtime/random.ts";
import type { PaidShop, PayoutDesk, PayoutStage } from "./payout-ports.ts";
import { TRIES_AFTER_HEALING, untilAnswered } from "./until-answered.ts";

const CURRENCIES = ["JPY", "USD"] as Currency[];
const TRIES = 6;
const EVERY = ["daily", "weekly", "off"] as const;
const ENTRIES_AT_ONCE = 40;
/** A payout only ever goes from left to right. */
const WAY: readonly PayoutStatus[] = ["collecting", "ordering", "ordered", "paid", "refused"];

interface Asked<S> {
  readonly shop: S;
  readonly currency: Currency;
  readonly key: string;
}

export class Cashier<S extends PaidShop> {
  readonly #world: PayoutStage;
  readonly #door: PayoutDesk<S>;
  readonly #shops: readonly S[];
  readonly #random: Random;
  readonly #asked: Asked<S>[] = [];
  /** by register and key */
  readonly #ids = new Map<string, PayoutId>();
  readonly #known = new Map<PayoutId, { readonly shop: S; readonly view: PayoutView }>();
  #keys = 0;

  constructor(world: PayoutStage, door: PayoutDesk<S>, shops: readonly S[]) {
    this.#world = world;
    this.#door = door;
    this.#shops = shops;
    this.#random = new Random(`payouts ${world.options.seed}`);
  }

  /** Before anybody pays. The last shop forgets to say where its money goes; the first is paid each night. */
  async open(): Promise<void> {
    for (const shop of this.#shops.slice(0, -1)) await this.#setAccount(shop, TRIES);
    for (const shop of this.#shops.slice(0, 1)) await this.#setSchedule(shop, "daily");
  }

  /** Until the faults end. */
  async work(): Promise<void> {
    const { agenda, faults, style } = this.#world;
    const random = this.#random;
    while (!faults.isHealed) {
      await agenda.wait(random.between(0, 2 * style.payoutEveryMs));
      const shop = random.pick(this.#shops);
      const act = random.fraction();
      if (act < 0.8) this.#ask(shop);
      else if (act < 0.87) void this.#setSchedule(shop, random.pick(EVERY));
      else if (act < 0.93) void this.#setAccount(shop, TRIES);
      else void this.#lookAtOne();
    }
  }

  /** When nothing goes wrong any more: all that the registers have is paid out. */
  async payOutAll(): Promise<void> {
    for (const shop of this.#shops) {
      await this.#setAccount(shop, TRIES_AFTER_HEALING);
      for (const currency of CURRENCIES) {
        const asked = { shop, currency, key: `last-${currency}` };
        const answered = await this.#request(asked, TRIES_AFTER_HEALING);
        const stuck = () => `${shop.name}: no payout of ${currency}`;
        this.#world.witness.expect("nothing is stuck", answered, stuck);
      }
    }
  }

  /** Every payout that one was told of, as it stands, and what it contains. */
  async lookAtAll(): Promise<void> {
    for (const [id, { shop }] of this.#known) {
      await this.#look(shop, id, TRIES_AFTER_HEALING);
      await this.#readEntries(shop, id, TRIES_AFTER_HEALING);
    }
  }

  /** Now and then by two at once, or by a key that was used, for the same or for something else. */
  #ask(shop: S): void {
    const random = this.#random;
    const currency = random.chance(0.8) ? CURRENCIES[0] : CURRENCIES[1];
    const fresh = () => ({ shop, currency: currency as Currency, key: `payout-${++this.#keys}` });
    const used = this.#asked.length > 0 && random.chance(0.2) && random.pick(this.#asked);
    const asked = used || fresh();
    if (!used) this.#asked.push(asked);
    void this.#request(
      used && random.chance(0.2) ? { ...asked, currency: "KWD" as Currency } : asked,
    );
    if (random.chance(0.2)) void this.#request(fresh());
  }

  /** @returns whether there was an answer for good */
  async #request({ shop, currency, key }: Asked<S>, tries = TRIES): Promise<boolean> {
    const asking = { agenda: this.#world.agenda, random: this.#random, tries };
    const answer = await untilAnswered(asking, () => this.#door.request(shop, currency, key));
    if (answer?.ok) this.#paid(shop, key, answer.value.view);
    return answer !== undefined;
  }

  #paid(shop: S, key: string, view: PayoutView): void {
    const { witness } = this.#world;
    const name = `${shop.register} ${key}`;
    const id = this.#ids.get(name) ?? view.id;
    this.#ids.set(name, id);
    witness.expect("one key, one payout", id === view.id, () => `${shop.name} ${key}: two payouts`);
    this.#seen(shop, view);
  }

  #seen(shop: S, view: PayoutView): void {
    const { witness, trace } = this.#world;
    const known = this.#known.get(view.id)?.view ?? view;
    const { currency, number, status, amount } = view;
    trace.event(`${shop.name} payout ${number} of ${currency} is ${status}, ${amount ?? 0}`);
    const said = () => `${shop.name} payout ${number}: ${amount}, before ${known.amount}`;
    const same = known.amount === undefined || known.amount === amount;
    const isSame = known.number === number && known.currency === currency && same;
    witness.expect("a payout is paid out once", isSame, said);
    // An answer that was sent earlier may come later.
    const isOver = ["paid", "refused"].includes(known.status);
    const other = () => `${shop.name} payout ${number} was ${known.status}, is ${status}`;
    const both = [known.status, status].sort();
    witness.expect("a payout is paid out once", !(isOver && both.join() === "paid,refused"), other);
    if (WAY.indexOf(status) >= WAY.indexOf(known.status)) this.#known.set(view.id, { shop, view });
  }

  async #setSchedule(shop: S, every: PayoutSchedule["every"]): Promise<void> {
    const random = this.#random;
    const minimums = random.chance(0.5) ? [{ currency: CURRENCIES[0], amount: 5_000 }] : [];
    const schedule = { every, minimums } as PayoutSchedule;
    const key = `schedule-${++this.#keys}`;
    const asking = { agenda: this.#world.agenda, random, tries: TRIES };
    await untilAnswered(asking, () => this.#door.setSchedule(shop, schedule, key));
  }

  async #setAccount(shop: S, tries: number): Promise<void> {
    const account = await shop.payoutAccount();
    const asking = { agenda: this.#world.agenda, random: this.#random, tries };
    await untilAnswered(asking, () => this.#door.setAccount(shop, account));
  }

  async #lookAtOne(): Promise<void> {
    if (this.#known.size === 0) return;
    const [id, { shop }] = this.#random.pick([...this.#known]);
    await this.#look(shop, id, 1);
    await this.#readEntries(shop, id, 1);
  }

  async #look(shop: S, id: PayoutId, tries: number): Promise<void> {
    const asking = { agenda: this.#world.agenda, random: this.#random, tries };
    const answer = await untilAnswered(asking, () => this.#door.read(shop, id));
    if (answer?.ok) this.#seen(shop, answer.value);
  }

  /** Whatever page it is read by, the entries' nets sum to the amount [LE53]. */
  async #readEntries(shop: S, id: PayoutId, tries: number): Promise<void> {
    const asking = { agenda: this.#world.agenda, random: this.#random, tries };
    let sum = 0;
    for (let [part, seen, more] = [0, 0, true]; more; ) {
      const page = { part, seen, limit: ENTRIES_AT_ONCE };
      const answer = await untilAnswered(asking, () => this.#door.entries(shop, id, page));
      if (!answer?.ok) return;
      sum += answer.value.entries.reduce((total, { net }) => total + net, 0);
      const { next } = answer.value;
      more = next !== undefined;
      [part, seen] = (next ?? "0.0").split(".").map(Number) as [number, number];
    }
    const { view } = this.#known.get(id) ?? {};
    if (view?.status !== "ordered" && view?.status !== "paid") return;
    const differ = () => `${shop.name} payout ${view.number}: ${view.amount}, contains ${sum}`;
    this.#world.witness.expect("a payout is what it contains", sum === view.amount, differ);
  }
}
