// What a story's shopper and admin do, by Vendure's own APIs, and what they see.

import { createHmac } from "node:crypto";
import type { SimpleGraphQLClient } from "@vendure/testing";
import { gql } from "graphql-tag";
import { expect, vi } from "vitest";
import { eventIdFrom, type RegisterId, type TradeId } from "../../../protocol/ids.ts";
import type { TradeView } from "../../../register-server/index.ts";
import type { ScriptedTerminal } from "../../../test/support/scenario/scripted-terminal.ts";
import type { World } from "./world.ts";

export interface Ordered {
  readonly code: string;
  readonly trade: TradeId;
  readonly amount: number;
}

const ADD = gql`
  mutation ($variant: ID!, $quantity: Int!) {
    addItemToOrder(productVariantId: $variant, quantity: $quantity) {
      __typename
      ... on Order { code totalWithTax }
      ... on ErrorResult { message }
    }
  }
`;
/** From the basket to the pressed button: each after the one before. */
const CHECK_OUT = gql`
  mutation ($email: String!) {
    setCustomerForOrder(input: { firstName: "A", lastName: "B", emailAddress: $email }) {
      ... on ErrorResult { message }
    }
    setOrderShippingAddress(input: { streetLine1: "1", countryCode: "JP" }) {
      ... on ErrorResult { message }
    }
    setOrderShippingMethod(shippingMethodId: ["T_1"]) {
      ... on ErrorResult { message }
    }
    transitionOrderToState(state: "ArrangingPayment") {
      ... on ErrorResult { message }
    }
    createWarifuTrade { trade orderCode amount }
  }
`;
const TRANSITION = gql`
  mutation ($state: String!) {
    transitionOrderToState(state: $state) {
      __typename
      ... on OrderStateTransitionError { transitionError }
    }
  }
`;
const TRADE = gql`
  mutation {
    createWarifuTrade { trade orderCode amount currencyCode }
  }
`;

let shoppers = 0;

/** A new shopper fills a basket and goes to the checkout. @returns what his page got for the pay button */
export async function order({ shop }: World, variant = "T_1", quantity = 1): Promise<Ordered> {
  shoppers += 1;
  await shop.asAnonymousUser();
  const email = `shopper-${shoppers}@example.com`;
  await done(shop, ADD, { variant, quantity });
  const answer = await done(shop, CHECK_OUT, { email });
  return orderedOf(answer.createWarifuTrade as unknown as Pressed);
}

/** At the checkout: the button asks for the trade. */
export async function press(shop: SimpleGraphQLClient): Promise<Ordered> {
  await move(shop, "ArrangingPayment");
  return orderedOf((await shop.query(TRADE)).createWarifuTrade);
}

type Pressed = Omit<Ordered, "code"> & { readonly orderCode: string };

function orderedOf({ orderCode: code, trade, amount }: Pressed): Ordered {
  return { code, trade, amount };
}

export async function add(shop: SimpleGraphQLClient, variant: string): Promise<void> {
  await done(shop, ADD, { variant, quantity: 1 });
}

/** @returns undefined, or why not */
export async function move(shop: SimpleGraphQLClient, state: string): Promise<string | undefined> {
  const { transitionOrderToState: moved } = await shop.query(TRANSITION, { state });
  return moved?.transitionError;
}

type Answers = Record<string, { readonly message?: string } | null>;

async function done(shop: SimpleGraphQLClient, what: typeof ADD, given: object): Promise<Answers> {
  const answers: Answers = await shop.query(what, given as never);
  for (const answer of Object.values(answers)) if (answer?.message) throw new Error(answer.message);
  return answers;
}

/** The shopper sees the sheet, and pays. @returns what the wallet gives the page: the till may hear of it later */
export async function confirm(
  { warifu, origin }: World,
  terminal: ScriptedTerminal,
  { trade }: Ordered,
): Promise<unknown> {
  const record = await terminal.buy(trade, warifu.register as RegisterId, origin);
  if (!("receipt" in record)) throw new Error(`the trade wasn't paid: ${record.state}`);
  return record.receipt;
}

/** @returns the trade, once the shopper has paid it and the till has heard of it */
export async function pay(
  world: World,
  terminal: ScriptedTerminal,
  ordered: Ordered,
): Promise<TradeView> {
  await confirm(world, terminal, ordered);
  return vi.waitFor(async () => {
    const view = await world.warifu.getTrade(ordered.trade);
    expect(view.status).not.toBe("open");
    return view;
  });
}

/** The shopper sees the sheet, and declines. */
export async function decline(
  { warifu, origin }: World,
  terminal: ScriptedTerminal,
  { trade }: Ordered,
): Promise<void> {
  await terminal.decline(trade, warifu.register as RegisterId, origin);
}

/** As the checkout page does with what the wallet gave it. */
export function bring({ origin }: World, receipt: unknown): Promise<Response> {
  return fetch(`${origin}/warifu/receipts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ receipt }),
  });
}

/** As the shortest page does: the receipt itself, which the browser calls a text. */
export function bringBare({ origin }: World, receipt: unknown): Promise<Response> {
  return fetch(`${origin}/warifu/receipts`, { method: "POST", body: JSON.stringify(receipt) });
}

/** A message as the Courier signs it. @param secret another one: a forgery */
export function notice(
  { warifu, webhookSecret }: Pick<World, "warifu" | "webhookSecret">,
  { trade, status }: { trade: string; status: string },
  { secret = webhookSecret, at = Date.now() } = {},
) {
  notices += 1;
  const sequence = 1_000_000 + notices;
  const id: string = eventIdFrom(warifu.register, sequence);
  const timestamp = `${Math.floor(at / 1000)}`;
  const data = { trade, status };
  const envelope = { object: "event", mode: warifu.mode, register: warifu.register, sequence };
  const moment = new Date(at).toISOString();
  const event = { id, type: `trade.${status}`, ...envelope, timestamp: moment, data };
  const body = JSON.stringify(event);
  const mac = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${mac}`,
  };
  return { method: "POST", body, headers: { "content-type": "application/json", ...headers } };
}
let notices = 0;

export async function deliver(
  { origin }: World,
  message: ReturnType<typeof notice>,
): Promise<number> {
  return (await fetch(`${origin}/warifu/webhooks`, message)).status;
}

export interface Seen {
  readonly id: string;
  readonly state: string;
  readonly active: boolean;
  readonly payments: readonly {
    readonly id: string;
    readonly state: string;
    readonly amount: number;
    readonly transactionId: string;
    readonly errorMessage: string | null;
    readonly refunds: readonly { readonly state: string; readonly total: number }[];
  }[];
  readonly notes: readonly string[];
  /** how often it became this */
  times(state: string): number;
}

const ORDER = gql`
  query ($code: String!) {
    orders(options: { filter: { code: { eq: $code } } }) {
      items {
        id state active
        payments { id state amount transactionId errorMessage refunds { state total } }
        history(options: { take: 100 }) { items { type data } }
      }
    }
  }
`;

/** The order as the admin sees it. */
export async function look({ admin }: World, { code }: Pick<Ordered, "code">): Promise<Seen> {
  const { orders } = await admin.query(ORDER, { code });
  const [{ history, payments, ...found }] = orders.items;
  const entries: { type: string; data: { to?: string; note?: string } }[] = history.items;
  return {
    ...found,
    payments: payments ?? [],
    notes: entries.flatMap(({ type, data }) => (type === "ORDER_NOTE" ? [data.note ?? ""] : [])),
    times: (state) =>
      entries.filter(({ type, data }) => type === "ORDER_STATE_TRANSITION" && data.to === state)
        .length,
  };
}

/** An act of the admin's. @returns what went wrong, if anything */
export async function act(
  { admin }: World,
  mutation: string,
  variables: Record<string, unknown> = {},
): Promise<string | undefined> {
  const answer = await admin.query(gql(mutation), variables);
  const [result] = Object.values(answer as Record<string, { message?: string }>);
  return result?.message;
}

const ADD_PAYMENT = gql`
  mutation ($metadata: JSON!) {
    addPaymentToOrder(input: { method: "warifu", metadata: $metadata }) {
      __typename
    }
  }
`;

/** Vendure's own way. @returns what it answers with */
export async function addPayment({ shop }: World, metadata: object): Promise<string> {
  await move(shop, "ArrangingPayment");
  return (await shop.query(ADD_PAYMENT, { metadata })).addPaymentToOrder.__typename;
}

const PROMOTION = gql`
  mutation {
    createPromotion(
      input: {
        enabled: true
        couponCode: "HALF"
        translations: [{ languageCode: en, name: "Half" }]
        conditions: []
        actions: [
          { code: "order_percentage_discount", arguments: [{ name: "discount", value: "50" }] }
        ]
      }
    ) {
      __typename
      ... on ErrorResult { message }
    }
  }
`;
const COUPON = gql`
  mutation {
    applyCouponCode(couponCode: "HALF") {
      __typename
      ... on ErrorResult { message }
    }
  }
`;

let promoted = false;

/** The shopper, at the checkout, finds a coupon: half the price. */
export async function coupon({ shop, admin }: World): Promise<void> {
  if (!promoted) await done(admin, PROMOTION, {});
  promoted = true;
  await done(shop, COUPON, {});
}
