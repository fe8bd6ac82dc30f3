// The synchronous server as a register's backend sees it, without a server: a fetch over a map of trades
// that verifies signed terms and makes real receipts. Answers can be lost, broken or refused on order.

import { eventIdFrom, formatTradeId, type TradeId, timeOfKey } from "../../protocol/ids.ts";
import type { TradeView } from "../../protocol/messages.ts";
import { type ProblemCode, problemOf, type Refusal, refusal } from "../../protocol/problem.ts";
import type { RegisterEvent, TradeEvent } from "../../protocol/register/events.ts";
import { toBase32Hex } from "../../protocol/signing/encoding.ts";
import { hashOf, verify } from "../../protocol/signing/signature.ts";
import type { Receipt, SignedReceipt, SignedTerms } from "../../protocol/signing/signed-objects.ts";
import type { TradeStatus } from "../../protocol/words.ts";
import { keyFor } from "../../register-server/key.ts";
import { aCertificate, aRealm, aReceipt, NOW, type Realm } from "./builders/realm.ts";
import { type FakeOrdered, takeOrder } from "./fake-orders.ts";

export const FAKE_ORIGIN = "http://localhost:8787";

const UNPAID = { status: "open", captured: 0, refunded: 0 } as const;

interface FakeTrade extends FakeOrdered {
  receipt?: SignedReceipt;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

/** What becomes of one request, in the order given: `lost` was done, and its answer never comes. */
export type Mishap = "lost" | "unreachable" | "cut" | "html-502" | ProblemCode;

export class FakeWarifu {
  readonly realm: Realm;
  readonly key: string;
  readonly seen: SeenRequest[] = [];
  readonly mishaps: Mishap[] = [];
  readonly trades = new Map<string, FakeTrade>();
  /** what GET /v1/events tells, in its order */
  readonly events: RegisterEvent[] = [];
  /** changes an answer before it is sent */
  tamper: (view: TradeView) => unknown = (view) => view;
  /** awaited before each answer, so that a test can hold one back */
  pause: () => Promise<void> = async () => {};
  /** whether the carrier answers to captures, voids and refunds */
  orders: "done" | "pending" = "done";
  /** ms since the epoch, for deadlines; undefined: every deadline is good */
  now: number | undefined;

  static async open(origin = FAKE_ORIGIN): Promise<FakeWarifu> {
    return new FakeWarifu(await aRealm(), origin);
  }

  private constructor(realm: Realm, origin: string) {
    this.realm = realm;
    const { mode, register, registerKey, root } = realm;
    const secret = toBase32Hex(crypto.getRandomValues(new Uint8Array(33))).slice(0, 52);
    this.key = keyFor({
      mode,
      register,
      api_key: `wk_${register.slice(4)}_${secret}`,
      seed: registerKey.seed,
      origin,
      root_key: root.publicKey,
    });
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method } = request;
    const { pathname: path, searchParams } = new URL(request.url);
    // Nobody disputes anything here, and a look at that is no part of what a test is about.
    if (path === "/v1/disputes") return Response.json({ disputes: [] });
    const body = await request.text();
    this.seen.push({ method, path, headers: request.headers, body });
    const mishap = this.mishaps.shift();
    if (mishap === "unreachable") throw new TypeError("fetch failed");
    if (mishap === "html-502") return new Response("<h1>Bad gateway</h1>", { status: 502 });
    if (mishap !== undefined && mishap !== "lost" && mishap !== "cut") return problem(mishap);
    const answer =
      path === "/v1/events"
        ? this.#eventsAfter(Number(searchParams.get("after")))
        : await this.#answer(method, path, request.headers, body);
    await this.pause();
    if (mishap === "lost") throw new TypeError("fetch failed");
    if (mishap === "cut") return new Response((await answer.text()).slice(0, 20));
    return answer;
  };

  get(id: string): FakeTrade {
    const trade = [...this.trades.values()].find((one) => one.id === id);
    if (!trade) throw new Error(`no trade ${id}`);
    return trade;
  }

  /** The carrier settles: the receipt is what anyone may hold from now on. */
  async settle(id: string, overrides: Partial<Receipt> = {}): Promise<SignedReceipt> {
    const trade = this.get(id);
    const receipt = await this.receiptFor(trade, overrides);
    trade.status = "settled";
    trade.receipt = receipt;
    this.tell({ type: "trade.settled", data: { trade: trade.id, status: "settled" } });
    return receipt;
  }

  /** One more event, the next in the register's sequence. */
  tell(what: Pick<TradeEvent, "type" | "data">): TradeEvent {
    const { register, mode } = this.realm;
    const sequence = this.events.length + 1;
    const timestamp = new Date(NOW).toISOString();
    const envelope = { id: eventIdFrom(register, sequence), object: "event", mode } as const;
    const event: TradeEvent = { ...what, ...envelope, register, sequence, timestamp };
    this.events.push(event);
    return event;
  }

  /** The carrier holds the amount of a trade that is captured later. */
  async authorize(id: string): Promise<SignedReceipt> {
    const trade = this.get(id);
    const { hold_until } = trade.terms.payload;
    if (hold_until === undefined) throw new Error("its terms hold nothing");
    trade.status = "authorized";
    trade.receipt = await this.receiptFor(trade, { outcome: "authorized", hold_until });
    return trade.receipt;
  }

  async receiptFor(
    { id, terms }: Pick<FakeTrade, "id" | "terms">,
    overrides: Partial<Receipt> = {},
  ): Promise<SignedReceipt> {
    const certificate = await aCertificate(this.realm);
    const offer = { trade: id, terms, certificate, chain: this.realm.chain };
    return aReceipt(this.realm, offer, overrides);
  }

  end(id: string, status: TradeStatus): void {
    this.get(id).status = status;
  }

  #eventsAfter(after: number): Response {
    const page = this.events.slice(after, after + 2);
    const next = after + page.length < this.events.length ? { next: `${after + 2}` } : {};
    return Response.json({ events: page, ...next, last: this.events.length });
  }

  async #answer(method: string, path: string, headers: Headers, body: string): Promise<Response> {
    if (!headers.get("authorization")?.startsWith("Bearer wk_")) return problem("unauthorized");
    if (method === "POST" && path === "/v1/trades") return this.#create(headers, body);
    const [, id = "", act] = /^\/v1\/trades\/([^/]+)(\/[a-z]+)?$/.exec(path) ?? [];
    const trade = [...this.trades.values()].find((one) => one.id === id);
    if (!trade) return problem("trade_not_found");
    if (act === "/cancel" && trade.status === "settled") return problem("trade_settled");
    if (act === "/cancel" && trade.status === "open") trade.status = "cancelled";
    if (act !== undefined && act !== "/cancel") return this.#order(trade, method, act, body);
    return Response.json(this.#view(trade));
  }

  async #order(trade: FakeTrade, method: string, act: string, body: string): Promise<Response> {
    if (method === "GET") {
      const object = act === "/captures" ? "capture" : "refund";
      const views = [...trade.orders.values()].map(({ view }) => view);
      return Response.json({ [act.slice(1)]: views.filter((view) => view?.object === object) });
    }
    const asked = { order: JSON.parse(body).order, status: this.orders };
    const taken = await takeOrder(this.realm, trade, asked, (of, more) =>
      this.receiptFor(of, more),
    );
    if ("problem" in taken) return problem(taken.problem);
    const answer = taken.view === null ? this.#view(trade) : this.tamper(taken.view as TradeView);
    return Response.json(answer, { status: this.orders === "pending" ? 202 : 201 });
  }

  async #create(headers: Headers, body: string): Promise<Response> {
    const { terms } = JSON.parse(body) as { terms: SignedTerms };
    const key = headers.get("idempotency-key") ?? "";
    if (key !== terms.payload.key) return problem("terms_key_mismatch");
    const { realm } = this;
    const envelope = { typ: "warifu/terms/1", iss: realm.register, aud: realm.realm };
    const expected = { ...envelope, mode: realm.mode };
    const refused = await verify(terms, expected, realm.registerKey.publicKey);
    if (refused) return problem(refused);
    const known = this.trades.get(key);
    if (known && known.terms.signature !== terms.signature)
      return problem("idempotency_key_reused");
    if (!known && this.now !== undefined && terms.payload.deadline <= this.now)
      return problem("deadline_out_of_range");
    const trade = known ?? { id: await this.#idFor(key), terms, ...UNPAID, orders: new Map() };
    this.trades.set(key, trade);
    return Response.json(this.#view(trade), { status: known ? 200 : 201 });
  }

  async #idFor(key: string): Promise<TradeId> {
    const { mode, register } = this.realm;
    const hash = new TextEncoder().encode(await hashOf({ key })).subarray(0, 16);
    const tag = new Uint8Array(6);
    return formatTradeId({ mode, register, till: 0, time: timeOfKey(key), hash, tag });
  }

  #view({ id, terms, status, receipt, captured, refunded }: FakeTrade): unknown {
    const { amount, currency, items, deadline, reference, capture, hold_until } = terms.payload;
    const taken = status === "settled" ? amount : captured;
    const isPaid = ["settled", "authorized", "completed"].includes(status);
    return this.tamper({
      id,
      object: "trade",
      mode: this.realm.mode,
      register: this.realm.register,
      status,
      amount,
      currency,
      items,
      deadline,
      capture,
      ...(hold_until === undefined ? {} : { hold_until }),
      ...(isPaid ? { captured: taken, refunded } : {}),
      ...(reference === undefined ? {} : { reference }),
      ...(receipt === undefined ? {} : { receipt }),
    });
  }
}

function problem(code: ProblemCode, more: Omit<Refusal, "code"> = {}): Response {
  const body = problemOf(refusal(code, more), "req_1");
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { "content-type": "application/problem+json", "request-id": "req_1" },
  });
}
