/** The doors of both servers as they are: HTTP, with credentials, API keys, idempotency keys and signed requests. */

import type { TradeId } from "../../protocol/ids.ts";
import type { Confirmed, ConfirmTrade, Granted, TradeView } from "../../protocol/messages.ts";
import { ACCOUNT_HEADER, type OperatorAccount } from "../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import type { SignedTerms } from "../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import type { OperatorCommand } from "../../worker/carrier-server/branch/account/operator-act.ts";
import type { RefusedAttempt } from "../../worker/carrier-server/carrier.ts";
import type { OperatorDoor, TradeDoor } from "../parties/ports.ts";
import type { LivePayer } from "./live-payer.ts";
import type { LiveShop } from "./live-shop.ts";
import { OrderDoors } from "./order-doors.ts";
import type { Origins } from "./origins.ts";
import { PayoutDoors } from "./payout-doors.ts";
import type { Wire } from "./wire.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

const ACTS: Partial<Record<OperatorCommand["act"], string>> = {
  top_up: "/v1/account/top-ups",
  set_status: "/v1/account/status",
  set_limits: "/v1/account/limits",
};

export class LiveDoor implements TradeDoor<LivePayer, LiveShop>, OperatorDoor {
  readonly orders: OrderDoors;
  readonly payouts: PayoutDoors;
  readonly #wire: Wire;
  readonly #at: Origins;
  /** who claimed something, by device key */
  readonly #payers = new Map<string, LivePayer>();

  constructor(wire: Wire, at: Origins) {
    this.orders = new OrderDoors(wire, at.synchronous);
    this.payouts = new PayoutDoors(wire, at);
    this.#wire = wire;
    this.#at = at;
  }

  async create(name: string, shop: LiveShop, terms: SignedTerms): Answer<TradeView> {
    const { key } = terms.payload;
    shop.asked.set(key, { name, terms });
    return this.#asShop(shop, "POST", "/v1/trades", { terms }, key) as Answer<TradeView>;
  }

  async cancel(_: string, shop: LiveShop, trade: TradeId): Answer<TradeView> {
    const path = `/v1/trades/${trade}/cancel`;
    return this.#asShop(shop, "POST", path, {}, `cancel-${trade}`) as Answer<TradeView>;
  }

  async get(_: string, shop: LiveShop, trade: TradeId): Answer<TradeView> {
    return this.#asShop(shop, "GET", `/v1/trades/${trade}`) as Answer<TradeView>;
  }

  async growMap(shop: LiveShop, tills: number): Answer<unknown> {
    const path = `/v1/registers/${shop.register}/tills`;
    return this.#asShop(shop, "POST", path, { tills }, `tills-${tills}`);
  }

  async offer(_: string, trade: TradeId): Answer<Offer> {
    const url = `${this.#at.synchronous}/v1/trades/${trade}/offer`;
    const read = await this.#wire.call({ method: "GET", url, headers: {} });
    return read.ok ? ok((read.value as { offer: Offer }).offer) : read;
  }

  async claim(_: string, payer: LivePayer, offer: Offer): Answer<Granted> {
    const { trade } = offer;
    this.#payers.set(payer.publicKey, payer);
    const claimed = await this.#asTerminal(payer, `/v1/trades/${trade}/claim`, { offer });
    if (!claimed.ok) return claimed;
    const granted = claimed.value as Granted;
    payer.ticket = granted.ticket;
    return ok(granted);
  }

  async decline(_: string, payer: LivePayer, trade: TradeId): Answer<unknown> {
    return this.#asTerminal(payer, `/v1/trades/${trade}/decline`, {});
  }

  async confirm(
    _: string,
    body: ConfirmTrade,
  ): Promise<Result<Confirmed, Refusal | RefusedAttempt>> {
    const url = `${this.#at.synchronous}/v1/confirmations`;
    const sign = this.#payers.get(body.confirmation.payload.iss)?.sign;
    if (!sign) throw new Error("a confirm comes after a claim");
    const sent = { method: "POST", url, headers: {}, body: JSON.stringify(body), sign } as const;
    return (await this.#wire.call(sent)) as Result<Confirmed, Refusal | RefusedAttempt>;
  }

  /** There is none to be had but with a grant: one of an earlier trade will do. */
  async ticket(_: string, { ticket }: LivePayer): Answer<string> {
    return ticket === undefined ? err(refusal("ticket_invalid")) : ok(ticket);
  }

  async operate({ account, act, asked, idempotencyKey }: OperatorCommand): Answer<OperatorAccount> {
    const path = ACTS[act];
    if (path === undefined) throw new Error(`no door is known for ${act}`);
    const headers = {
      authorization: `Bearer ${this.#at.operatorKey}`,
      [ACCOUNT_HEADER]: account,
      "idempotency-key": idempotencyKey,
    };
    const url = `${this.#at.carrier}${path}`;
    const sent = { method: "POST", url, headers, body: JSON.stringify(asked) } as const;
    return (await this.#wire.call(sent)) as Result<OperatorAccount, Refusal>;
  }

  #asShop(
    { apiKey }: LiveShop,
    method: "GET" | "POST",
    path: string,
    body?: unknown,
    idempotencyKey?: string,
  ): Answer<unknown> {
    const headers: Record<string, string> = { authorization: `Bearer ${apiKey}` };
    if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
    const url = `${this.#at.synchronous}${path}`;
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return this.#wire.call({ method, url, headers, ...sent });
  }

  async #asTerminal(payer: LivePayer, path: string, body: unknown): Answer<unknown> {
    const headers = { authorization: `Warifu-Credential ${await payer.credential()}` };
    const url = `${this.#at.synchronous}${path}`;
    const { sign } = payer;
    return this.#wire.call({ method: "POST", url, headers, body: JSON.stringify(body), sign });
  }
}
