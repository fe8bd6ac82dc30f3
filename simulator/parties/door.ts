/**
 * The synchronous server's doors without HTTP: what its Worker does between a request and a till, with the
 * same functions. Stateless but for what the real one remembers too. Credentials and API keys as texts are
 * left out: who calls is believed to be who he says.
 */

import { slotOf, type TradeId } from "../../protocol/ids.ts";
import type { Confirmed, ConfirmTrade, Granted, TradeView } from "../../protocol/messages.ts";
import type { OperatorAccount } from "../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import { verify } from "../../protocol/signing/signature.ts";
import type { SignedTerms } from "../../protocol/signing/signed-objects.ts";
import { accountCommitment, macGrant } from "../../protocol/trade/grant.ts";
import { type Offer, offerHash } from "../../protocol/trade/offer.ts";
import type {
  Operated,
  OperatorCommand,
} from "../../worker/carrier-server/branch/account/operator-act.ts";
import { branchFor } from "../../worker/carrier-server/branch/branches.ts";
import type { RefusedAttempt } from "../../worker/carrier-server/carrier.ts";
import type { CarrierEnv } from "../../worker/carrier-server/env.ts";
import { objectNamed } from "../../worker/objects/placed.ts";
import { callCarrier } from "../../worker/synchronous-server/carrier-call.ts";
import { deploymentOf } from "../../worker/synchronous-server/deployment.ts";
import type { SynchronousEnv } from "../../worker/synchronous-server/env.ts";
import { currentTillOf } from "../../worker/synchronous-server/till/config.ts";
import { type CreateQuestion, termsEnvelope } from "../../worker/synchronous-server/till/create.ts";
import {
  mapsOf,
  registerKeyOf,
  remember,
} from "../../worker/synchronous-server/till/directions.ts";
import { tillName, tillNameOf } from "../../worker/synchronous-server/till/name.ts";
import type { SignedOrder } from "../../worker/synchronous-server/till/order/order-record.ts";
import type { OrderReply } from "../../worker/synchronous-server/till/order/orders.ts";
import type { Till } from "../../worker/synchronous-server/till/till.ts";
import type { World } from "../world.ts";
import type { Payer } from "./payer.ts";
import type { AskedOrder, OperatorDoor, OrderDoor, TradeDoor } from "./ports.ts";
import type { Shop } from "./shop.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

interface OperatedBranch {
  operate(command: OperatorCommand): Promise<Result<Operated, Refusal>>;
}

type TillCalls = Pick<
  Till,
  "cancel" | "get" | "order" | "offer" | "claim" | "claimAnew" | "decline"
>;

export class Door implements TradeDoor<Payer, Shop>, OrderDoor<Shop>, OperatorDoor {
  readonly #world: World;
  readonly #env: SynchronousEnv;
  readonly #carrier: CarrierEnv;

  constructor(world: World) {
    this.#world = world;
    this.#env = world.synchronousEnv("door");
    this.#carrier = world.carrierEnv("operator");
  }

  create(name: string, shop: Shop, terms: SignedTerms): Answer<TradeView> {
    return this.#over("create", name, () => this.#create(shop, terms));
  }

  cancel(name: string, shop: Shop, trade: TradeId): Answer<TradeView> {
    return this.#over("cancel", name, async () => {
      const cancelled = await this.#till(trade).cancel(shop.apiKey, trade);
      return cancelled.ok ? ok(cancelled.value.view) : cancelled;
    });
  }

  get(name: string, shop: Shop, trade: TradeId): Answer<TradeView> {
    return this.#over("get", name, () => this.#till(trade).get(shop.apiKey, trade));
  }

  sign(shop: Shop, asked: AskedOrder): Promise<SignedOrder> {
    return shop.order(asked);
  }

  order(name: string, shop: Shop, order: SignedOrder): Answer<OrderReply> {
    const question = { apiKey: shop.apiKey, order };
    return this.#over("order", name, () => this.#till(order.payload.trade).order(question));
  }

  offer(name: string, trade: TradeId): Answer<Offer> {
    return this.#over("offer", name, async () => {
      const answer = await this.#till(trade).offer(trade);
      return answer.ok ? ok(answer.value.offer) : answer;
    });
  }

  async claim(name: string, payer: Payer, offer: Offer): Answer<Granted> {
    const sealed = await payer.sealed();
    return this.#over("claim", name, () => this.#claim(payer, sealed, offer));
  }

  decline(name: string, payer: Payer, trade: TradeId) {
    return this.#over("decline", name, () => this.#till(trade).decline(trade, payer.tag));
  }

  confirm(name: string, body: ConfirmTrade): Promise<Result<Confirmed, Refusal | RefusedAttempt>> {
    return this.#over("confirm", name, () => callCarrier(() => this.#env.CARRIER.confirm(body)));
  }

  /** A ticket for one's own account. */
  async ticket(name: string, payer: Payer): Answer<string> {
    const sealed = await payer.sealed();
    return this.#over("ticket", name, () => this.#env.CARRIER.issueTicket(sealed));
  }

  async operate(command: OperatorCommand): Answer<OperatorAccount> {
    const branch = branchFor(this.#carrier, command.account) as unknown as OperatedBranch;
    const done = await branch.operate(command);
    return done.ok ? ok(done.value.account) : done;
  }

  #over<T>(act: string, name: string, execute: () => Promise<T>): Promise<T> {
    return this.#world.network.call(act, { what: `${name} → door ${act}`, execute });
  }

  #till(trade: TradeId): TillCalls {
    return objectNamed(this.#env.TILL, tillNameOf(trade)) as unknown as TillCalls;
  }

  async #create(shop: Shop, terms: SignedTerms): Answer<TradeView> {
    const { trust, identity } = await deploymentOf(this.#env);
    const { register } = shop;
    const verifiedUnder = registerKeyOf(register);
    const code =
      verifiedUnder && (await verify(terms, termsEnvelope(register, trust), verifiedUnder));
    if (code) return err(refusal(code));
    const key = await identity.ofKey(register, terms.payload.key);
    const question: CreateQuestion = { apiKey: shop.apiKey, key, terms, verifiedUnder };
    for (let again = true; ; again = false) {
      const till = currentTillOf(slotOf(key.hash), mapsOf(register));
      const answer = await objectNamed(this.#env.TILL, tillName(register, till)).create(question);
      if (answer.kind === "refused") return err(answer.refusal);
      remember(register, answer.directions);
      if (answer.kind === "made") return ok(answer.view);
      if (!again) return err(refusal("storage_unavailable"));
    }
  }

  async #claim(payer: Payer, sealed: string, offer: Offer): Answer<Granted> {
    const { trade } = offer;
    const { trust, identity, grantKey } = await deploymentOf(this.#env);
    if (!(await identity.isOurs(trade))) return err(refusal("trade_not_found"));
    const account = await accountCommitment(sealed);
    const question = { trade, offer: await offerHash(offer), payer: payer.tag, account, sealed };
    const till = this.#till(trade);
    const taken = (await till.claim(question)) ?? (await till.claimAnew(question, offer));
    if (!taken.ok) return taken;
    const { sealed: bound, ...claim } = taken.value;
    const ticket = await callCarrier(() => this.#env.CARRIER.issueTicket(bound));
    if (!ticket.ok) return ticket;
    const { realm, mode } = trust;
    const head = { typ: "warifu/grant/1", iss: "synchronous-server", aud: realm, mode } as const;
    const grant = await macGrant({ ...head, trade, ...claim }, grantKey);
    return ok({ grant, ticket: ticket.value });
  }
}
