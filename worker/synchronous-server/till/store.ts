/**
 * The till's tables, and nothing but reading and writing them. One row per trade, one row for the till.
 * The trade's id is the primary key of a table without rowid, so that writing a trade is one row and ids
 * in time order are rows in time order. No secondary index: what is live is kept in memory.
 */

import * as v from "valibot";
import type { IdRange } from "../../../protocol/count/bisection.ts";
import { type TradeId, tradeIdRangeStart } from "../../../protocol/ids.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import {
  SignedKeyCertificate,
  SignedRegisterCertificate,
} from "../../../protocol/signing/signed-objects.ts";
import { isTimed } from "../../../protocol/trade/place.ts";
import type { Database } from "../../objects/database.ts";
import { BOOKINGS_MIGRATION, BookingStore, NOTHING_GIVEN_MIGRATION } from "./bookings.ts";
import type { CertificatePair, TillConfig } from "./config.ts";
import { HOURS_TABLES, TillHours } from "./count/hours.ts";
import { NO_SALES, type TillSums } from "./count/sums.ts";
import { DISCLOSURES_MIGRATION, DisclosureStore } from "./disclosure/disclosure-store.ts";
import { DISPUTES_MIGRATION, DisputeStore } from "./dispute/dispute-store.ts";
import { EVENT_LIST_MIGRATION, EventListStore } from "./events/event-list.ts";
import { METADATA_MIGRATION, MetadataStore } from "./metadata/metadata-store.ts";
import { LOANS_MIGRATION, LoanStore } from "./order/loans.ts";
import { ORDERS_MIGRATION, OrderStore } from "./order/order-store.ts";
import { ORDERS_BY_TIME_MIGRATION, OrderRows } from "./reading/order-rows.ts";
import { TradeRows, UNTIMED_MIGRATION } from "./reading/trade-rows.ts";
import { SALE_LIST_MIGRATION, SaleList } from "./sale-list.ts";
import { assertSound, nextTickOf, type TradeRecord } from "./trade-record.ts";
import { recordOf, type TradeRow } from "./trade-row.ts";

/** `next` stands before the long columns, so that the scan for live trades reads no overflow pages. */
const MIGRATIONS = [
  `CREATE TABLE trades (
     id TEXT PRIMARY KEY,
     next INTEGER,
     sale INTEGER,
     created INTEGER NOT NULL,
     updated INTEGER NOT NULL,
     certificate TEXT,
     offer TEXT,
     state TEXT NOT NULL,
     terms TEXT
   ) STRICT, WITHOUT ROWID;
   -- live trades whose ids don't tell when they were made: keys that are no UUIDv7, or an old one
   CREATE TABLE stragglers (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
   CREATE TABLE certificates (
     hash TEXT PRIMARY KEY,
     certificate TEXT NOT NULL,
     chain TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE till (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     config TEXT NOT NULL,
     sums TEXT NOT NULL
   ) STRICT;`,
  HOURS_TABLES,
  BOOKINGS_MIGRATION,
  "ALTER TABLE trades ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0;",
  ORDERS_MIGRATION,
  LOANS_MIGRATION,
  SALE_LIST_MIGRATION,
  NOTHING_GIVEN_MIGRATION,
  DISCLOSURES_MIGRATION,
  EVENT_LIST_MIGRATION,
  UNTIMED_MIGRATION,
  METADATA_MIGRATION,
  ORDERS_BY_TIME_MIGRATION,
  DISPUTES_MIGRATION,
];

export class TillStore {
  readonly hours: TillHours;
  readonly bookings: BookingStore;
  readonly orders: OrderStore;
  readonly loans: LoanStore;
  readonly saleList: SaleList;
  readonly disclosures: DisclosureStore;
  readonly events: EventListStore;
  readonly rows: TradeRows;
  readonly orderRows: OrderRows;
  readonly metadata: MetadataStore;
  readonly disputes: DisputeStore;
  readonly #database: Database;

  constructor(database: Database) {
    this.bookings = new BookingStore(database);
    this.#database = database;
    this.hours = new TillHours(database);
    this.orders = new OrderStore(database);
    this.loans = new LoanStore(database);
    this.saleList = new SaleList(database);
    this.disclosures = new DisclosureStore(database);
    this.events = new EventListStore(database);
    this.rows = new TradeRows(database);
    this.orderRows = new OrderRows(database);
    this.metadata = new MetadataStore(database);
    this.disputes = new DisputeStore(database);
  }

  /** A till that was never set up has no tables, so that asking for a made-up one stores nothing. */
  exists(): boolean {
    return this.#database.hasTables();
  }

  migrate(): void {
    this.#database.migrate(MIGRATIONS);
  }

  // #region the till's own row

  readTill(): { config: TillConfig; sums: TillSums } | undefined {
    const [row] = this.#database.exec<{ config: string; sums: string }>(
      "SELECT config, sums FROM till",
    );
    // Rows of older code have no hours and no list of sales.
    return (
      row && { config: JSON.parse(row.config), sums: { ...NO_SALES, ...JSON.parse(row.sums) } }
    );
  }

  writeConfig(config: TillConfig, sums: TillSums): void {
    this.#database.exec(
      `INSERT INTO till (one, config, sums) VALUES (1, ?, ?)
       ON CONFLICT (one) DO UPDATE SET config = excluded.config`,
      JSON.stringify(config),
      JSON.stringify(sums),
    );
  }

  writeSums(sums: TillSums): void {
    this.#database.exec("UPDATE till SET sums = ?", JSON.stringify(sums));
  }

  // #region certificates

  readCertificate(hash: Hash): CertificatePair | undefined {
    const [row] = this.#database.exec<{ certificate: string; chain: string }>(
      "SELECT certificate, chain FROM certificates WHERE hash = ?",
      hash,
    );
    return (
      row && {
        certificate: v.parse(SignedRegisterCertificate, JSON.parse(row.certificate)),
        chain: v.parse(SignedKeyCertificate, JSON.parse(row.chain)),
      }
    );
  }

  /** The chain may be renewed under the same certificate. */
  writeCertificate(hash: Hash, { certificate, chain }: CertificatePair): void {
    this.#database.exec(
      `INSERT INTO certificates (hash, certificate, chain) VALUES (?, ?, ?)
       ON CONFLICT (hash) DO UPDATE SET chain = excluded.chain WHERE chain <> excluded.chain`,
      hash,
      JSON.stringify(certificate),
      JSON.stringify(chain),
    );
  }

  // #region trades

  readTrade(id: TradeId): TradeRecord | undefined {
    const [row] = this.#database.exec<TradeRow>("SELECT * FROM trades WHERE id = ?", id);
    return row && recordOf(row);
  }

  /** The trades with a sale's number in this range, in its order. Reads no other trade. */
  salesBetween(after: number, upTo: number, limit = Number.MAX_SAFE_INTEGER): TradeRecord[] {
    const recent = this.readTill()?.sums.sales ?? [];
    const within = recent.filter(([number]) => number > after && number <= upTo);
    const listed = [...this.saleList.between(after, upTo, limit), ...within].slice(0, limit);
    const query = "SELECT * FROM trades WHERE id IN (SELECT value FROM json_each(?)) ORDER BY sale";
    const ids = JSON.stringify(listed.map(([, id]) => id));
    return this.#database.exec<TradeRow>(query, ids).map(recordOf);
  }

  /** A new trade, or one whose terms come after its cancellation [MS4]. */
  insertTrade(record: TradeRecord): void {
    assertSound(record);
    const { id, trade, asked, sale, created, updated } = record;
    this.#database.exec(
      `INSERT INTO trades (id, next, sale, created, updated, certificate, offer, state, terms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET
         certificate = excluded.certificate, offer = excluded.offer, terms = excluded.terms,
         updated = excluded.updated`,
      id,
      nextTickOf(record) ?? null,
      sale ?? null,
      created,
      updated,
      asked?.certificate ?? null,
      asked?.offer ?? null,
      JSON.stringify(trade),
      asked ? JSON.stringify(asked.terms) : null,
    );
    if (asked && !isTimed(id)) this.rows.addUntimed(id, created);
  }

  /** A stored trade, whose terms never change. */
  updateTrade(record: TradeRecord): void {
    assertSound(record);
    this.#database.exec(
      "UPDATE trades SET next = ?, sale = ?, refunded = ?, updated = ?, state = ? WHERE id = ?",
      nextTickOf(record) ?? null,
      record.sale ?? null,
      record.refunded,
      record.updated,
      JSON.stringify(record.trade),
      record.id,
    );
  }

  /** Trades of these ids that were sold, in order of their ids. */
  sales({ from, end }: IdRange): TradeRecord[] {
    const query = "SELECT * FROM trades WHERE id >= ? AND id < ? AND sale IS NOT NULL ORDER BY id";
    return this.#database.exec<TradeRow>(query, from, end).map(recordOf);
  }

  // #region what is live

  /** Trades that time may change, of ids made since `sinceMs`, and the stragglers. */
  liveTrades({ register, till }: TillConfig, sinceMs: number): { id: TradeId; next: number }[] {
    const rows = this.#database.exec<{ id: string; next: number }>(
      `SELECT id, next FROM trades WHERE id >= ? AND next IS NOT NULL
       UNION SELECT id, next FROM trades WHERE id IN (SELECT id FROM stragglers) AND next IS NOT NULL`,
      tradeIdRangeStart(register, till, sinceMs),
    );
    return rows.map(({ id, next }) => ({ id: id as TradeId, next }));
  }

  /** When the trade with the newest id was made, ms since the epoch. */
  newestCreated(): number | undefined {
    const query = "SELECT created FROM trades ORDER BY id DESC LIMIT 1";
    return this.#database.exec<{ created: number }>(query)[0]?.created;
  }

  addStraggler(id: TradeId): void {
    this.#database.exec("INSERT INTO stragglers (id) VALUES (?) ON CONFLICT DO NOTHING", id);
  }

  /** Once per cold start: those that have ended since. */
  dropEndedStragglers(): void {
    this.#database.exec(
      "DELETE FROM stragglers WHERE id IN (SELECT id FROM trades WHERE next IS NULL)",
    );
  }
}
