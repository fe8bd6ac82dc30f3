/**
 * Watch: one per server. Takes what the isolates have counted, keeps the last hours by minutes and a month by hours, says
 * which alerts stand, and tells the operator. Looks every minute by its own alarm, so that silence is noticed too; the
 * carrier's asks how the other server does. On nobody's path, and no money passes here.
 */

import { DurableObject } from "cloudflare:workers";
import type { WatchedServer } from "../../protocol/operator/watching.ts";
import { alarmAt, clockNow } from "../objects/clock.ts";
import { Database } from "../objects/database.ts";
import { writePoints } from "./analytics.ts";
import { type AlertState, evaluate, untold } from "./evaluate.ts";
import { OBJECTIVE_HOURS, WATCH_MIGRATIONS, WatchStore } from "./minutes.ts";
import { MINUTE_MS, NOTHING_REPORTED, type Report } from "./report.ts";
import type { Role } from "./role.ts";
import { type Post, tellAlert } from "./tell-alert.ts";
import { watchView } from "./watch-view.ts";
import type { WatchedEnv } from "./watched-env.ts";

export interface WatchEnv extends WatchedEnv {
  /** at the carrier: how the other server does */
  readonly CREDITOR?: { watching(): Promise<WatchedServer> };
}

const HEARD: Report = { ...NOTHING_REPORTED, gauges: { other_heard: 1 } };

export class Watch extends DurableObject<WatchEnv> {
  readonly database: Database;
  /** how alerts leave, and whom they are told; a test may set others */
  post: Post = (url, init) => fetch(url, init);
  alerting: WatchedEnv;
  readonly #store: WatchStore;
  #telling: Promise<void> | undefined;

  constructor(ctx: DurableObjectState, env: WatchEnv) {
    super(ctx, env);
    this.alerting = env;
    this.database = new Database(ctx.storage);
    this.database.migrate(WATCH_MIGRATIONS);
    this.#store = new WatchStore(this.database);
  }

  /** What an isolate of this server has counted. */
  async report(role: Role, report: Report): Promise<void> {
    const now = clockNow();
    await this.#begin(role, now);
    this.database.transaction(() => this.#store.add(report, now));
    this.#judge(now);
    // Who reports waits for no answer of the operator's.
    this.ctx.waitUntil(this.#tell());
  }

  /** How the server does. */
  view(role: Role): WatchedServer {
    const now = clockNow();
    this.#judge(now);
    const { born = null } = this.#store.record() ?? {};
    const month = this.#store.lastHours(OBJECTIVE_HOURS, now);
    const known = { minutes: this.#store.minutes(), alerts: this.#store.alerts(), month };
    return watchView({ role, born, ...known }, now);
  }

  /** Whether an object's storage can be read here and now. */
  alive(): boolean {
    return this.#store.alerts().length >= 0;
  }

  /** The other server has asked how this one does. */
  async heard(role: Role): Promise<WatchedServer> {
    await this.report(role, HEARD);
    return this.view(role);
  }

  /** Each minute. */
  override async alarm(): Promise<void> {
    const record = this.#store.record();
    if (!record) return;
    await this.ctx.storage.setAlarm(alarmAt(clockNow() + MINUTE_MS));
    await this.look(record.role);
  }

  /** All that is due by itself. */
  async look(role: Role): Promise<void> {
    await this.#begin(role, clockNow());
    const other = role === "carrier-server" ? this.env.CREDITOR : undefined;
    const heard = await other?.watching().then(letGo, () => false);
    if (heard) this.database.transaction(() => this.#store.add(HEARD, clockNow()));
    this.#judge(clockNow());
    await this.#tell();
    this.#write(clockNow());
  }

  async #begin(role: Role, now: number): Promise<void> {
    if (this.#store.record()) return;
    const written = Math.floor(now / MINUTE_MS) - 1;
    this.database.transaction(() => this.#store.writeRecord({ role, born: now, written }));
    await this.ctx.storage.setAlarm(alarmAt(now + MINUTE_MS));
  }

  #judge(now: number): void {
    const record = this.#store.record();
    if (!record) return;
    const before = this.#store.alerts();
    const after = evaluate({ ...record, minutes: this.#store.minutes() }, before, now);
    const asBefore = JSON.stringify(after) === JSON.stringify(before);
    if (!asBefore) this.database.transaction(() => this.#replace(before, after));
  }

  #replace(before: readonly AlertState[], after: readonly AlertState[]): void {
    for (const { name } of before) this.#store.dropAlert(name);
    for (const alert of after) this.#store.writeAlert(alert);
  }

  /** One at a time, so that nobody is told twice. */
  #tell(): Promise<void> {
    this.#telling ??= this.#tellAll().finally(() => {
      this.#telling = undefined;
    });
    return this.#telling;
  }

  async #tellAll(): Promise<void> {
    const role = this.#store.record()?.role;
    if (!role) return;
    for (const alert of untold(this.#store.alerts())) {
      const heard = await tellAlert(this.alerting, role, alert, clockNow(), this.post);
      if (heard) this.database.transaction(() => this.#told(alert));
    }
  }

  /** It may have ended, or begun again, while he was told. */
  #told({ name, since, mendedAt }: AlertState): void {
    const stands = this.#store.alerts().find((one) => one.name === name);
    if (stands?.since !== since) return;
    if (mendedAt === undefined) this.#store.writeAlert({ ...stands, told: true });
    else if (stands.mendedAt === mendedAt) this.#store.dropAlert(name);
    else this.#store.writeAlert({ ...stands, told: false });
  }

  /** The first minute that is over and not yet where numbers are kept for months: one a call. */
  #write(now: number): void {
    const { METRICS } = this.env;
    const record = this.#store.record();
    if (!METRICS || !record) return;
    const over = this.#store
      .minutes()
      .find(({ minute }) => minute > record.written && minute < Math.floor(now / MINUTE_MS));
    if (!over) return;
    writePoints(METRICS, record.role, over.minute, over.report);
    this.#store.writeRecord({ ...record, written: over.minute });
  }
}

/** An answer that is held keeps the object it came from awake. @returns that there was one */
function letGo(answer: object): true {
  const name: unknown = Reflect.get(Symbol, "dispose");
  const dispose: unknown = typeof name === "symbol" && Reflect.get(answer, name);
  if (typeof dispose === "function") dispose.call(answer);
  return true;
}
