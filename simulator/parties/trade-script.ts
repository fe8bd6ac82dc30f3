/**
 * What the parties do in one trade: drawn from a stream of its own, so that a world with fewer trades has the
 * same ones. Shops repeat and cancel, payers race, leave, decline, come late, press twice and steal.
 */

import { uuid7 } from "../../protocol/ids.ts";
import type { Granted } from "../../protocol/messages.ts";
import { isRetryable } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import type { SignedTerms } from "../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import { Random } from "../runtime/random.ts";
import { holdUntilOf, OrderScript } from "./order-script.ts";
import type { Parties, ScriptPayer, ScriptShop, Stage } from "./ports.ts";
import { sendOnce, sendUntilAnswered } from "./send-stored.ts";
import { unnamed } from "./unnamed-amount.ts";

interface Made<S> {
  readonly shop: S;
  readonly terms: SignedTerms;
  readonly offer: Offer;
}

type Refused = { readonly code: Parameters<typeof isRetryable>[0] };

const TRIES = 8;
const LIVES_MS = [2_000, 20_000, 75_000, 300_000, 1_800_000, 86_000_000];

/** All sheets of a burst are open by then, if nothing goes wrong. */
const SHEETS_OPEN_MS = 900;

/** Some trades come together and are one payer's: an account with many tabs. */
function burstOf(
  { options: { seed }, style }: Stage,
  index: number,
): { together: boolean; stream: Random } {
  const stream = new Random(`burst ${seed} ${Math.floor(index / style.tabs)}`);
  return { together: stream.chance(style.burst), stream };
}

export function startsWithNext(stage: Stage, index: number): boolean {
  return burstOf(stage, index).together && (index + 1) % stage.style.tabs !== 0;
}

export class TradeScript<P extends ScriptPayer, S extends ScriptShop> {
  readonly #index: number;
  readonly #name: string;
  readonly #random: Random;
  readonly #parties: Parties<P, S>;
  readonly #first: P;
  readonly #together: boolean;
  /** when all tabs of a burst press Pay; ms since the epoch */
  readonly #pressAt: number;

  constructor(index: number, parties: Parties<P, S>) {
    const { together, stream } = burstOf(parties.world, index);
    this.#index = index;
    this.#together = together;
    this.#name = `t${index}`;
    this.#random = new Random(`trade ${parties.world.options.seed} ${index}`);
    this.#parties = parties;
    this.#first = (together ? stream : this.#random).pick(parties.payers);
    this.#pressAt = together && stream.chance(0.7) ? parties.world.agenda.now + SHEETS_OPEN_MS : 0;
  }

  async play(): Promise<void> {
    const made = await this.#make();
    if (!made) return;
    const random = this.#random;
    const { payers } = this.#parties;
    const first = this.#first;
    const others = payers.filter((payer) => payer !== first);
    const acts = [this.#pay(made, first)];
    if (random.chance(0.35)) acts.push(this.#pay(made, random.pick(others)));
    if (random.chance(0.15)) acts.push(this.#pay(made, first));
    if (random.chance(0.18)) acts.push(this.#cancel(made));
    if (random.chance(0.2)) acts.push(this.#createAgain(made));
    const { orders, world } = this.#parties;
    if (orders) {
      const { shop, terms, offer } = made;
      const ordered = { name: this.#name, shop, terms, trade: offer.trade };
      acts.push(new OrderScript(world, orders, ordered, this.#index).play());
    }
    await Promise.all(acts);
    await this.#look(made);
  }

  // #region the shop

  async #make(): Promise<Made<S> | undefined> {
    const random = this.#random;
    const { world, door, shops, orders } = this.#parties;
    const shop = random.pick(shops);
    const text = random.chance(0.1)
      ? `order-${this.#name}`
      : uuid7(Math.floor(world.agenda.now), random.bytes(10));
    const deadline = Math.floor(world.agenda.now) + random.pick(LIVES_MS);
    const holdUntil = orders && holdUntilOf(world, this.#index, deadline);
    const terms = await shop.sign({
      key: text,
      amount: unnamed(1 + random.below(random.chance(0.1) ? 60_000 : 4_000)),
      currency: random.chance(0.85) ? "JPY" : "USD",
      deadline,
      ...(holdUntil === undefined ? {} : { holdUntil }),
    });
    const view = await this.#untilAnswered(() => door.create(this.#name, shop, terms));
    if (!view?.ok) return undefined;
    const { id } = view.value;
    world.names.set(id, this.#name);
    world.witness.tradeMade({ name: this.#name, id, key: `${shop.register} ${text}` });
    const offer = await this.#untilAnswered(() => door.offer(this.#name, id));
    return offer?.ok ? { shop, terms, offer: offer.value } : undefined;
  }

  /** A server that starts anew, or a second one, sends the same create. */
  async #createAgain({ shop, terms }: Made<S>): Promise<void> {
    const { world, door } = this.#parties;
    await world.agenda.wait(this.#random.between(0, 90_000));
    const view = await this.#untilAnswered(() => door.create(this.#name, shop, terms));
    if (!view?.ok) return;
    const key = `${shop.register} ${terms.payload.key}`;
    world.witness.tradeMade({ name: this.#name, id: view.value.id, key });
    world.witness.told(this.#name, view.value.id, view.value.status);
  }

  async #cancel({ shop, terms, offer: { trade } }: Made<S>): Promise<void> {
    const { world, door } = this.#parties;
    await world.agenda.wait(this.#random.between(0, this.#random.pick([200, 5_000, 70_000])));
    const view = await this.#untilAnswered(() => door.cancel(`${this.#name} shop`, shop, trade));
    if (view?.ok) world.witness.told(this.#name, trade, view.value.status);
    else if (view?.error.code === "trade_settled" && terms.payload.capture === "now")
      world.witness.told(this.#name, trade, "settled");
  }

  async #look({ shop, offer: { trade } }: Made<S>): Promise<void> {
    const { world, door } = this.#parties;
    const view = await this.#untilAnswered(() => door.get(`${this.#name} shop`, shop, trade));
    if (view?.ok) world.witness.told(this.#name, trade, view.value.status);
  }

  // #region a payer

  async #pay(made: Made<S>, payer: P): Promise<void> {
    const random = this.#random;
    const { world, door } = this.#parties;
    const name = `${this.#name} ${payer.name}`;
    const { offer } = made;
    const patience = this.#together ? 1 : random.pick([50, 1_000, 12_000]);
    await world.agenda.wait(random.between(0, patience));
    if (random.chance(0.05)) {
      await this.#untilAnswered(() => door.decline(name, payer, offer.trade));
      return;
    }
    for (let attempts = 1 + random.below(3); attempts > 0; attempts--) {
      const granted = await this.#untilAnswered(() => door.claim(name, payer, offer));
      if (!granted?.ok) return;
      world.witness.granted(name, granted.value);
      if (await this.#use(name, made, payer, granted.value)) return;
      await world.agenda.wait(random.between(0, 3_000));
    }
  }

  /** @returns whether the payer is through with it */
  async #use(name: string, made: Made<S>, payer: P, granted: Granted): Promise<boolean> {
    const random = this.#random;
    const { world, door } = this.#parties;
    const { offer } = made;
    if (random.chance(0.06)) await this.#steal(made, payer, granted);
    if (random.chance(0.1)) return random.chance(0.5); // goes away, perhaps to come back
    if (random.chance(0.05)) {
      await this.#untilAnswered(() => door.decline(name, payer, offer.trade));
      return true;
    }
    const sent = await payer.store(name, offer, granted);
    if (random.chance(0.06)) {
      await world.agenda.wait(1); // a second window signs the same grant at another time
      void sendOnce(world, door, await payer.store(`${name} again`, offer, granted));
    }
    if (random.chance(0.15)) await world.agenda.wait(random.between(0, 90_000));
    if (this.#pressAt > world.agenda.now) await world.agenda.wait(this.#pressAt - world.agenda.now);
    const answered = await sendUntilAnswered(world, door, sent, TRIES);
    if (random.chance(0.25)) {
      await world.agenda.wait(random.between(0, 120_000));
      await sendOnce(world, door, sent);
    }
    return !answered || /"(settled|authorized)"/.test(sent.answer ?? "");
  }

  /** Someone else presents the grant as his own, with a ticket for his own account. */
  async #steal({ offer }: Made<S>, victim: P, granted: Granted): Promise<void> {
    const { world, door, payers } = this.#parties;
    const thief = this.#random.pick(payers.filter((payer) => payer !== victim));
    const name = `${this.#name} thief ${thief.name}`;
    const ticket = await this.#untilAnswered(() => door.ticket(name, thief));
    if (!ticket?.ok) return;
    const stolen = { grant: granted.grant, ticket: ticket.value };
    await sendUntilAnswered(world, door, await thief.store(name, offer, stolen), TRIES);
  }

  /** @returns undefined when there was no answer for good in all those tries */
  async #untilAnswered<T, E extends Refused>(
    ask: () => Promise<Result<T, E>>,
  ): Promise<Result<T, E> | undefined> {
    const { world } = this.#parties;
    for (let left = TRIES; left > 0; left--) {
      const answer = await ask().catch(() => undefined);
      if (answer && (answer.ok || !isRetryable(answer.error.code))) return answer;
      await world.agenda.wait(this.#random.between(200, 4_000));
    }
    return undefined;
  }
}
