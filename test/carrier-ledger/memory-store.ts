// What a branch's tables hold, kept in memory, and the turn's way to read them: for histories of one account.

import type { AccountId, TradeId } from "../../protocol/ids.ts";
import type { OperatorAct } from "../../worker/carrier-server/branch/account/operator-act.ts";
import {
  isPaid,
  type RecordedOutcome,
} from "../../worker/carrier-server/branch/confirm/recorded-outcome.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import type { RecordedOrder } from "../../worker/carrier-server/branch/order/recorded-order.ts";
import {
  paymentOf,
  releaseOf,
  type StoredTransfer,
  Turn,
  type TurnReads,
} from "../../worker/carrier-server/branch/turn.ts";
import { anAccount } from "./branch-facts.ts";

export const ID = anAccount().id;

export class MemoryStore implements TurnReads {
  current: Account = anAccount({ balances: {} });
  readonly recorded: RecordedOutcome[] = [];
  readonly ordered: RecordedOrder[] = [];
  readonly transfers: StoredTransfer[] = [];
  readonly acts: OperatorAct[] = [];

  account = (id: AccountId) => (id === ID ? this.current : undefined);
  outcomes = (trade: TradeId) => this.recorded.filter((one) => one.trade === trade);
  orders = (trade: TradeId) => this.ordered.filter((one) => one.trade === trade);
  isAcknowledged = () => true;
  settledBy = () => [
    ...this.recorded.filter(isPaid).map(paymentOf),
    ...this.ordered.filter(({ released }) => released > 0).map(releaseOf),
  ];
  hasTransfer = (id: string) => this.transfers.some((one) => one.id === id);
  boundTo = () => undefined;
  operatorAct = (key: string) => this.acts.find((act) => act.idempotencyKey === key);

  settled() {
    return this.recorded.flatMap((one) => (one.kind === "settled" ? [one] : []));
  }

  /** @returns how many rows the turn wrote */
  run(act: (turn: Turn) => void): number {
    const turn = new Turn(this);
    act(turn);
    const { opened, changed, outcomes, orders, transfers, acts } = turn.changes();
    this.current = changed[0] ?? this.current;
    this.recorded.push(...outcomes);
    this.ordered.push(...orders);
    this.transfers.push(...transfers);
    this.acts.push(...acts);
    return [opened, changed, outcomes, orders, transfers, acts].flat().length;
  }
}
