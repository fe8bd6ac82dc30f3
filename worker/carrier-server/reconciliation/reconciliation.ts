/**
 * Reconciliation: the object that compares, always, one per mode. A cron wakes it every minute, a branch soon
 * after it has counted something, and its own alarm as long as anything differs; it sleeps when all is equal.
 * After each day it commits the carrier to the day's receipts. Decides no money: it may freeze a till.
 */

import { DurableObject } from "cloudflare:workers";
import {
  boundsOf,
  type Day,
  type ReceiptProof,
  type SignedReceiptRoot,
} from "../../../protocol/count/receipt-root.ts";
import type {
  Mismatch,
  ReconciliationReport,
  ThawnTill,
} from "../../../protocol/count/reconciliation.ts";
import { HOUR_MS, hourOf, parseHourKey } from "../../../protocol/count/set-hash.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import { alarmAt, clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import { errorName, log } from "../../watching/log.ts";
import { gauge } from "../../watching/metrics.ts";
import { tellWatch } from "../../watching/tell-watch.ts";
import { allBranches } from "../branch/branches.ts";
import { deploymentOf } from "../deployment.ts";
import type { CarrierEnv } from "../env.ts";
import { isInFlight, isOverdue } from "./compare.ts";
import { Comparison, type Sides } from "./comparison.ts";
import { ReceiptRoots } from "./receipt-roots.ts";
import { RootStore } from "./root-store.ts";
import {
  RECONCILIATION_MIGRATIONS,
  ReconciliationStore,
  type StoredMismatch,
  type ThawAct,
} from "./store.ts";

/** After a branch says that it has counted: more will come, and most of it will have arrived by then. */
const LOOK_SOON_MS = 10_000;
/** While anything differs. */
const LOOK_AGAIN_MS = 15_000;
const ACTS_SHOWN = 20;
/** Where there is more to do than fits into one go. */
const GO_ON_MS = 1_000;

export class Reconciliation extends DurableObject<CarrierEnv> {
  readonly database: Database;
  /** whom it asks; a test may set others */
  sides: Sides;
  readonly #store: ReconciliationStore;
  readonly #rootStore: RootStore;
  readonly #roots: ReceiptRoots;
  #looking: Promise<boolean> | undefined;
  #waking: Promise<void> | undefined;

  constructor(ctx: DurableObjectState, env: CarrierEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.database.migrate(RECONCILIATION_MIGRATIONS);
    this.#store = new ReconciliationStore(this.database);
    const branches = allBranches(env);
    this.sides = { branches, tills: env.CREDITOR };
    this.#rootStore = new RootStore(this.database);
    this.#roots = new ReceiptRoots(this.#rootStore, branches);
  }

  /** A branch has counted something. Never on the money path. */
  async changed(): Promise<void> {
    this.database.meter.hop();
    await this.#lookIn(LOOK_SOON_MS);
  }

  /** Compares now; whoever comes meanwhile waits for the same look. */
  look(): Promise<boolean> {
    this.database.meter.hop();
    this.#looking ??= this.#comparison()
      .look(clockNow())
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }

  /** What is due: a look, the roots of days that are over, and those days counted afresh. One at a time. */
  wake(): Promise<void> {
    this.#waking ??= this.#wake().finally(() => {
      this.#waking = undefined;
    });
    return this.#waking;
  }

  async #wake(): Promise<void> {
    let again = LOOK_AGAIN_MS;
    try {
      const more = await this.look();
      this.#gauge(clockNow());
      const late = await this.#endDay(clockNow());
      if (more || late) again = GO_ON_MS;
      else if (this.#store.differing().length === 0) again = await this.#untilDayEnds();
    } catch (error) {
      log("reconciliation_failed", { error: errorName(error) });
    }
    if (again < Number.POSITIVE_INFINITY) await this.#lookIn(again);
    tellWatch(this.env, "carrier-server", this.ctx, clockNow());
  }

  /** How it stands, after a look. */
  #gauge(now: number): void {
    const overdue = this.#store.differing().filter((state) => isOverdue(state, now));
    const mismatches = this.#store.mismatches();
    gauge("difference", Math.max(overdue.length, mismatches.length), now);
    const frozen = mismatches.filter(({ frozenSince }) => frozenSince !== null);
    gauge("frozen_tills", frozen.length, now);
    gauge("reconciled", 1, now);
  }

  async #untilDayEnds(): Promise<number> {
    const next = await this.#roots.next();
    return next ? Math.max(next.dueAt - clockNow(), GO_ON_MS) : Number.POSITIVE_INFINITY;
  }

  override alarm(): Promise<void> {
    return this.wake();
  }

  receiptRoot(day: Day): Promise<Result<SignedReceiptRoot, Refusal>> {
    this.database.meter.hop();
    return this.#roots.root(day, clockNow());
  }

  proveReceipt(receipt: SignedReceipt): Promise<Result<ReceiptProof, Refusal>> {
    this.database.meter.hop();
    return this.#roots.proof(receipt, clockNow());
  }

  /** One day at a time: first its root, then its hours from the rows. @returns whether there is more to do at once */
  async #endDay(now: number): Promise<boolean> {
    const next = await this.#roots.next();
    if (next && next.dueAt <= now)
      await this.#roots.make(next.day, now, await deploymentOf(this.env));
    const due = this.#rootStore.dayToAudit();
    if (due) {
      const { from, end } = boundsOf(due.day);
      const hours = { from: hourOf(from), end: hourOf(end) };
      const to = await this.#comparison().audit(hours, due.after, now);
      this.#rootStore.audited(due.day, to);
    }
    const later = await this.#roots.next();
    return this.#rootStore.dayToAudit() !== undefined || (later?.dueAt ?? now + 1) <= now;
  }

  async report(): Promise<ReconciliationReport> {
    await this.look();
    const now = clockNow();
    const differing = this.#store.differing();
    if (differing.length > 0) await this.#lookIn(LOOK_AGAIN_MS);
    const inFlight = differing.filter((one) => one.till === null || isInFlight(one, now));
    return {
      difference: differing.length,
      checked_at: now,
      till_hours: this.#store.hourCount(),
      in_flight: inFlight.length,
      mismatches: this.#store.mismatches().map(mismatchView),
      acts: this.#store.acts(ACTS_SHOWN),
    };
  }

  /** [LE64] Idempotent by its key. */
  async thaw(act: ThawAct): Promise<Result<{ thawn: ThawnTill; replayed: boolean }, Refusal>> {
    this.database.meter.hop();
    const repeat = this.#repeatOf(act);
    if (repeat) return repeat;
    const { register, till } = act.asked;
    const keys = this.#store
      .mismatches()
      .map(({ key }) => key)
      .filter((key) => {
        const of = parseHourKey(key);
        return of.register === register && of.till === till;
      });
    await this.#comparison().thaw({ register, till }, keys);
    const overtaken = this.#repeatOf(act);
    if (overtaken) return overtaken;
    const now = clockNow();
    const thawn: ThawnTill = { register, till, thawn_at: now };
    this.database.transaction(() => {
      this.#store.recordAct(act, thawn);
      for (const key of keys) this.#store.beginAgain(key, now);
    });
    await this.#lookIn(LOOK_SOON_MS);
    return ok({ thawn, replayed: false });
  }

  #repeatOf({ idempotencyKey, body }: ThawAct) {
    const known = this.#store.act(idempotencyKey);
    if (!known) return undefined;
    if (known.body !== body) return err(refusal("idempotency_key_reused"));
    return ok({ thawn: known.answer, replayed: true });
  }

  #comparison(): Comparison {
    return new Comparison(this.database, this.#store, this.sides);
  }

  /** At the latest: an earlier alarm stays. */
  async #lookIn(ms: number): Promise<void> {
    const at = alarmAt(clockNow() + ms);
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set > at) await this.ctx.storage.setAlarm(at);
  }
}

function mismatchView({ key, trades, miscounted, foundAt, frozenSince }: StoredMismatch): Mismatch {
  const { register, till, hour } = parseHourKey(key);
  return {
    ...{ register, till, hour: hour * HOUR_MS },
    ...{ trades: [...trades], miscounted: [...miscounted] },
    ...{ found_at: foundAt, frozen_since: frozenSince },
  };
}

/** The one of this deployment's mode. */
export function reconciliationOf({
  RECONCILIATION,
  MODE,
}: Pick<CarrierEnv, "RECONCILIATION" | "MODE">) {
  return RECONCILIATION.getByName(`${MODE}/reconciliation`);
}
