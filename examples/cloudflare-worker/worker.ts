/**
 * A shop as one Worker: its orders are in a Durable Object, whose storage makes the transaction that pays an order. Secrets
 * WARIFU_KEY and WARIFU_WEBHOOK_SECRET by `wrangler secret put`.
 */

import { DurableObject } from "cloudflare:workers";
import {
  checkoutTag,
  createFinalizer,
  createWarifu,
  type Finalizer,
  type Warifu,
} from "@warifu/register-server";
import { ARTICLE, checkoutPage } from "../page.ts";

interface Env {
  readonly SHOP: DurableObjectNamespace<Shop>;
  readonly WARIFU_KEY: string;
  readonly WARIFU_WEBHOOK_SECRET: string;
}

interface Order {
  readonly id: string;
  /** minor units */
  readonly amount: number;
  readonly currency: string;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, amount INTEGER NOT NULL, currency TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
    trade TEXT UNIQUE, receipt TEXT, times_paid INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS finalized (trade TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL);
`;
const POLL_EVERY_MS = 60_000;

export class Shop extends DurableObject<Env> {
  readonly #warifu: Warifu;
  readonly #finalizer: Finalizer<Order>;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    const { sql } = state.storage;
    sql.exec(SCHEMA);
    this.#warifu = createWarifu({
      key: env.WARIFU_KEY,
      webhookSecret: env.WARIFU_WEBHOOK_SECRET,
    });
    this.#finalizer = createFinalizer<Order>({
      warifu: this.#warifu,
      orderOf: (trade) => this.#order(trade),
      once: (trade, work) =>
        state.storage.transactionSync(() => {
          const added = "INSERT INTO finalized VALUES (?) ON CONFLICT DO NOTHING RETURNING trade";
          return this.#rows(added, trade).length > 0 ? work() : undefined;
        }),
      finalize: ({ id }, receipt) => {
        const paid = "UPDATE orders SET receipt = ?, times_paid = times_paid + 1 WHERE id = ?";
        sql.exec(paid, JSON.stringify(receipt), id);
      },
      onRefused: ({ code, trade }) => console.warn("refused", code, trade),
    });
  }

  override async fetch(request: Request): Promise<Response> {
    if ((await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now() + POLL_EVERY_MS);
    const { pathname } = new URL(request.url);
    if (request.method === "POST" && pathname === "/checkout/trade")
      return Response.json(await this.#press());
    if (request.method === "POST" && pathname === "/checkout/receipt")
      return this.#finalizer.page(request);
    if (request.method === "POST" && pathname === "/webhooks/warifu")
      return this.#finalizer.webhook(request);
    const order = pathname.replace(/^\/orders\//, "");
    const [found] = this.#rows("SELECT times_paid FROM orders WHERE id = ?", order);
    return found ? Response.json(found) : new Response("not found", { status: 404 });
  }

  /** The poller: finds what no page and no webhook has told. */
  override async alarm(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + POLL_EVERY_MS);
    const [last] = this.#rows("SELECT sequence FROM position");
    const save = (sequence: number) => {
      this.ctx.storage.sql.exec("INSERT OR REPLACE INTO position VALUES (1, ?)", sequence);
    };
    await this.#finalizer.poll({ after: Number(last?.sequence ?? 0), save });
  }

  /** Stores the order, makes its trade, stores its id, and only then hands it out. */
  async #press(): Promise<{ trade: string; order: string }> {
    const { sql } = this.ctx.storage;
    const { name, amount, currency } = ARTICLE;
    const [id, key] = [crypto.randomUUID(), this.#warifu.newIdempotencyKey()];
    const placed = "INSERT INTO orders (id, amount, currency, key) VALUES (?, ?, ?, ?)";
    sql.exec(placed, id, amount, currency, key);
    await this.ctx.storage.sync();
    const items = [{ name, quantity: 1, amount }];
    const asked = { amount, currency, items, reference: id };
    const trade = await this.#warifu.createTrade(asked, { idempotencyKey: key });
    sql.exec("UPDATE orders SET trade = ? WHERE id = ?", trade.id, id);
    return { trade: trade.id, order: id };
  }

  #order(trade: string): Order | undefined {
    const [row] = this.#rows("SELECT * FROM orders WHERE trade = ?", trade);
    return row as Order | undefined;
  }

  #rows(statement: string, ...values: SqlStorageValue[]): Record<string, SqlStorageValue>[] {
    return this.ctx.storage.sql.exec(statement, ...values).toArray();
  }
}

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    const warifu = createWarifu({ key: env.WARIFU_KEY });
    if (pathname === "/")
      return new Response(checkoutPage(checkoutTag(warifu)), {
        headers: { "content-type": "text/html; charset=utf-8" },
      });
    if (pathname === "/health") return new Response("ok");
    if (pathname === "/thanks") return new Response("Thank you!");
    if (pathname === "/.well-known/warifu.json") return Response.json(await warifu.wellKnown());
    return env.SHOP.getByName("the one").fetch(request);
  },
} satisfies ExportedHandler<Env>;
