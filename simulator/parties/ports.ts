/**
 * What a trade's script needs of the world that it plays in: a stage with its time and its witness, parties that
 * sign, and a door to the servers. Two worlds provide it: the simulated one, where the door leads to objects in
 * this process, and the live one, where it leads over HTTP to both Workers in workerd.
 */

import type { AccountId, RegisterId, TradeId } from "../../protocol/ids.ts";
import type { Confirmed, ConfirmTrade, Granted, TradeView } from "../../protocol/messages.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { OperatorAccount } from "../../protocol/operator/operator.ts";
import type { Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import type { SignedTerms } from "../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import type { OperatorCommand } from "../../worker/carrier-server/branch/account/operator-act.ts";
import type { RefusedAttempt } from "../../worker/carrier-server/carrier.ts";
import type { SignedOrder } from "../../worker/synchronous-server/till/order/order-record.ts";
import type { OrderReply } from "../../worker/synchronous-server/till/order/orders.ts";
import type { Random } from "../runtime/random.ts";
import type { Sent, Witness } from "../witness.ts";
import type { WorldStyle } from "../world-style.ts";

export interface Stage {
  readonly options: { readonly seed: number; readonly trades: number };
  readonly style: WorldStyle;
  readonly random: Random;
  readonly agenda: {
    /** ms since the epoch, with fractions */
    readonly now: number;
    wait(ms: number): Promise<void>;
  };
  readonly faults: { readonly isHealed: boolean };
  readonly witness: Witness;
  /** short names of trades */
  readonly names: Map<TradeId, string>;
}

export interface AskedTerms {
  readonly key: string;
  /** minor units */
  readonly amount: number;
  readonly currency: string;
  /** ms since the epoch */
  readonly deadline: number;
  /** the amount is held until then; ms since the epoch */
  readonly holdUntil?: number;
}

/** Minor units. */
export type AskedOrder =
  | { readonly kind: "void"; readonly trade: TradeId; readonly key: string }
  | ({ readonly kind: "refund" } & AskedMoney)
  | ({ readonly kind: "capture"; readonly last: boolean } & AskedMoney);

interface AskedMoney {
  readonly trade: TradeId;
  readonly key: string;
  readonly amount: number;
  readonly currency: Currency;
}

export interface ScriptShop {
  readonly register: RegisterId;
  sign(asked: AskedTerms): Promise<SignedTerms>;
}

export interface ScriptPayer {
  readonly name: string;
  readonly account: AccountId;
  /** A confirmation, signed and stored. @param name of trade and payer, for the trace */
  store(name: string, offer: Offer, granted: Granted): Promise<Sent>;
}

/** A refusal, or an error that says nothing of what happened. */
type Answer<T> = Promise<Result<T, Refusal>>;

/** @template P a payer, S a shop, of the world that the door is in. `name`: who asks, for the trace */
export interface TradeDoor<P, S> {
  create(name: string, shop: S, terms: SignedTerms): Answer<TradeView>;
  cancel(name: string, shop: S, trade: TradeId): Answer<TradeView>;
  get(name: string, shop: S, trade: TradeId): Answer<TradeView>;
  offer(name: string, trade: TradeId): Answer<Offer>;
  claim(name: string, payer: P, offer: Offer): Answer<Granted>;
  decline(name: string, payer: P, trade: TradeId): Answer<unknown>;
  confirm(name: string, body: ConfirmTrade): Promise<Result<Confirmed, Refusal | RefusedAttempt>>;
  /** A ticket for one's own account. */
  ticket(name: string, payer: P): Answer<string>;
}

export interface OrderDoor<S> {
  /** Not sent yet. */
  sign(shop: S, asked: AskedOrder): Promise<SignedOrder>;
  order(name: string, shop: S, order: SignedOrder): Answer<OrderReply>;
}

export interface OperatorDoor {
  operate(command: OperatorCommand): Answer<OperatorAccount>;
}

export interface Parties<P extends ScriptPayer, S extends ScriptShop> {
  readonly world: Stage;
  readonly door: TradeDoor<P, S>;
  readonly shops: readonly S[];
  readonly payers: readonly P[];
  /** where the world has one: some trades are held then, and shops capture and refund */
  readonly orders?: OrderDoor<S>;
}
