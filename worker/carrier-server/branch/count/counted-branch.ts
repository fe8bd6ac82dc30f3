/**
 * A branch as reconciliation asks it: what it has counted, and the receipts of a day. Nobody waits for any of
 * it, so it counts no hops. Nothing here decides or moves money.
 */

import type { Counted } from "../../../../protocol/count/bisection.ts";
import type { HourDigests, HourKey } from "../../../../protocol/count/set-hash.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { Database } from "../../../objects/database.ts";
import { WokenObject } from "../../../objects/woken-object.ts";
import { tellWatch } from "../../../watching/tell-watch.ts";
import type { CountQuestion } from "../../carrier.ts";
import type { CarrierEnv } from "../../env.ts";
import { reconciliationOf } from "../../reconciliation/reconciliation.ts";
import type { BranchDesk } from "../desk.ts";
import {
  firstReceiptAt,
  type ReceiptPage,
  type ReceiptQuestion,
  receiptPage,
} from "../receipt-pages.ts";
import type { ChangedHours } from "./count.ts";

export abstract class CountedBranch extends WokenObject<CarrierEnv> {
  abstract readonly database: Database;
  abstract readonly alarmDatabase: Database;
  protected abstract readonly counting: () => BranchDesk;

  /** [LE62] Which hours changed after `change`. What is still to be credited is sent on the way. */
  changedHours(change: number): ChangedHours {
    this.counting().retryCredits();
    this.counting().gaugeOutbox();
    tellWatch(this.env, "carrier-server", this.ctx, clockNow());
    return this.counting().count.changedAfter(change);
  }

  hourDigests(keys: readonly HourKey[]): HourDigests {
    return this.counting().count.digests(keys);
  }

  /** Counted afresh from outcomes and orders. */
  countMovements(question: CountQuestion): Counted {
    return this.counting().count.count(question);
  }

  /** [LE64] What was mended counts from now on. */
  recount(keys: readonly HourKey[]): void {
    this.alarmDatabase.transaction(() => this.counting().count.recount(keys));
  }

  /** [LE65] Some of a day's receipts, as leaves of its tree. */
  receiptPage(question: ReceiptQuestion): Promise<ReceiptPage> {
    return receiptPage(this.database, question);
  }

  firstReceiptAt(): number | undefined {
    return firstReceiptAt(this.database);
  }

  /** Losing this is harmless: reconciliation looks by itself every minute. */
  protected tellReconciliation(): void {
    const told = reconciliationOf(this.env).changed();
    this.ctx.waitUntil(told.catch(() => undefined));
  }
}
