// A turn over what a branch is said to have stored: nothing, unless a test says otherwise.

import type { AccountId, TradeId } from "../../protocol/ids.ts";
import type { OperatorAct } from "../../worker/carrier-server/branch/account/operator-act.ts";
import {
  isPaid,
  type RecordedOutcome,
} from "../../worker/carrier-server/branch/confirm/recorded-outcome.ts";
import type { Account } from "../../worker/carrier-server/branch/ledger.ts";
import type { RecordedOrder } from "../../worker/carrier-server/branch/order/recorded-order.ts";
import { paymentOf, Turn, type TurnReads } from "../../worker/carrier-server/branch/turn.ts";

export interface Stored {
  readonly accounts?: readonly Account[];
  readonly outcomes?: readonly RecordedOutcome[];
  readonly orders?: readonly RecordedOrder[];
  readonly acts?: readonly OperatorAct[];
  /** ids of transfers */
  readonly transfers?: readonly string[];
  /** keys of the outbox */
  readonly acknowledged?: readonly string[];
  /** accounts by the device keys that opening codes bound to them */
  readonly bound?: Readonly<Record<string, AccountId>>;
}

export function turnOver(stored: Stored) {
  const {
    accounts = [],
    outcomes = [],
    orders = [],
    acts = [],
    transfers = [],
    acknowledged = [],
    bound = {},
  } = stored;
  const reads: TurnReads = {
    account: (id: AccountId) => accounts.find((account) => account.id === id),
    outcomes: (trade: TradeId) => outcomes.filter((one) => one.trade === trade),
    orders: (trade: TradeId) => orders.filter((one) => one.trade === trade),
    isAcknowledged: (key) => acknowledged.includes(key),
    settledBy: (id) =>
      outcomes.flatMap((one) => (isPaid(one) && one.account === id ? [paymentOf(one)] : [])),
    hasTransfer: (id) => transfers.includes(id),
    boundTo: (device) => bound[device],
    operatorAct: (key) => acts.find((act) => act.idempotencyKey === key),
  };
  return new Turn(reads);
}
