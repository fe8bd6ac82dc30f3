/**
 * Price lists, for what is sold without a backend: signed here by the register's key, published once, and sold by a link
 * or a tag with an item's id. And verifyAccess, for a backend that lets payers in.
 */

import * as v from "valibot";
import type { DisclosureField } from "../../protocol/disclosure/asks.ts";
import {
  type Access,
  type AccessRefusal,
  verifyAccess as verifyUnderRoot,
} from "../../protocol/price-list/access.ts";
import { commitmentTo } from "../../protocol/price-list/listing.ts";
import {
  PricedItems,
  PriceList,
  PriceListName,
  priceListIdOf,
} from "../../protocol/price-list/price-list.ts";
import {
  PriceListView,
  type PublishPriceList,
} from "../../protocol/price-list/price-list-messages.ts";
import { sign } from "../../protocol/signing/signature.ts";
import { callsOf } from "../http/calls.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";
import type { CallOptions, WriteOptions } from "../trades/create-trade.ts";

export interface ItemRequest {
  /** its name in links and tags: a-z, 0-9 and . _ - between them */
  readonly id: string;
  /** what the shopper reads */
  readonly name: string;
  /** of one, minor units */
  readonly amount: number;
  /** ISO 4217 */
  readonly currency: string;
  /** how many may be bought at once; one if left out */
  readonly quantity?: { readonly min: number; readonly max: number };
  /** `access` opens something to whoever paid; `item` if left out */
  readonly kind?: "item" | "access";
  /** of `access`: how long one of it lasts from the payment, ms; for ever if left out */
  readonly access_ms?: number;
  /** where the payer is led to, at one of your origins */
  readonly url?: string;
  /** sold until then, ms since the epoch */
  readonly until?: number;
  /** what the shopper may give beside the money, if he likes */
  readonly asks?: readonly DisclosureField[];
}

export interface PriceListOptions {
  /** in links and tags; `main` if left out */
  readonly name?: string;
  /** each greater than the last one's; the time in ms if left out */
  readonly serial?: number;
  /** sold from then until then, ms since the epoch; a year from now if left out */
  readonly from?: number;
  readonly until?: number;
}

export interface AccessExpectations {
  /** the item that is asked for: take it from your page, never from the access receipt */
  readonly item: string;
  /** ms since the epoch; now if left out */
  readonly now?: number;
  /** minor units that you gave back of this trade */
  readonly refunded?: number;
}

export interface PriceListCalls {
  /** Needs the register's signing key. @throws WarifuError `invalid_request`, with what is wrong as `param` */
  signPriceList(
    items: readonly ItemRequest[],
    options?: PriceListOptions,
  ): Promise<PublishPriceList>;
  /** Sold from now on, in the place of the list of that name. @throws WarifuError `price_list_outdated`, `wrong_origin` */
  publishPriceList(signed: PublishPriceList, options?: WriteOptions): Promise<PriceListView>;
  /** @param name `main` if left out @throws WarifuError `price_list_not_found` */
  getPriceList(name?: string, options?: CallOptions): Promise<PriceListView>;
  /** Nothing more is begun from it; what was begun goes on. @throws WarifuError */
  withdrawPriceList(name?: string, options?: WriteOptions): Promise<PriceListView>;
  /** The address that sells an item: for a mail, a QR code, a page. @throws WarifuError `invalid_request` */
  paymentLink(
    item: string,
    options?: { readonly list?: string; readonly quantity?: number },
  ): string;
  /** Offline. @returns what it opens, and until when @throws WarifuError `access_…` */
  verifyAccess(access: unknown, expected: AccessExpectations): Promise<Access>;
}

interface Clocks {
  /** ms since the epoch */
  readonly now: () => number;
  readonly newKey: () => string;
}

const YEAR_MS = 365 * 24 * 60 * 60_000;
const MAIN = "main";

const REFUSALS: Readonly<Record<AccessRefusal, string>> = {
  access_malformed: "that isn't an access receipt",
  access_forged: "it isn't what the carrier's root says was paid",
  access_wrong_register: "it is another register's",
  access_wrong_item: "it is another item's, or of one that opens nothing",
  access_refunded: "it was given back",
  access_over: "its time is over",
};

export function priceListCalls(
  channel: Channel,
  identity: Identity,
  { now, newKey }: Clocks,
): PriceListCalls {
  const { get, post } = callsOf(channel, newKey);
  const publish = (signed: PublishPriceList, options?: WriteOptions) =>
    post("/v1/price-lists", signed, PriceListView, options);
  const signList = (items: readonly ItemRequest[], options: PriceListOptions = {}) =>
    signedList(identity, items, options, now());
  return {
    signPriceList: signList,
    publishPriceList: publish,
    getPriceList: async (name = MAIN, options) =>
      get(`/v1/price-lists/${listId(identity, name)}`, PriceListView, options),
    withdrawPriceList: async (name = MAIN, options) =>
      publish(await signList([], { name }), options),
    paymentLink: (item, { list = MAIN, quantity } = {}) => {
      const path = `/l/${listId(identity, list)}/${encodeURIComponent(item)}`;
      return `${channel.origin}${path}${quantity === undefined ? "" : `?quantity=${quantity}`}`;
    },
    verifyAccess: (access, expected) => verifyAccess(identity, access, { now: now(), ...expected }),
  };
}

function listId({ register }: Identity, name: string) {
  return priceListIdOf(register, parsed(PriceListName, name));
}

async function signedList(
  identity: Identity,
  asked: readonly ItemRequest[],
  { name = MAIN, serial, from, until }: PriceListOptions,
  now: number,
): Promise<PublishPriceList> {
  const items = parsed(
    PricedItems,
    asked.map((item) => ({
      quantity: { min: 1, max: 1 },
      kind: "item",
      ...item,
      ...(item.url === undefined ? {} : { url: addressOf(item.url) }),
    })),
  );
  const start = from ?? now;
  const list = parsed(PriceList, {
    ...{ typ: "warifu/price-list/1", iss: identity.register, aud: await identity.realm },
    ...{ mode: identity.mode, name, serial: serial ?? now },
    ...{ from: start, until: until ?? start + YEAR_MS, ...commitmentTo(items) },
  });
  return { list: await sign(list, await identity.signingKey), items };
}

/** As a browser writes it, where it is one. */
function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}

function parsed<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const made = v.safeParse(schema, value);
  if (made.success) return made.output;
  const [issue] = made.issues;
  const param = v.getDotPath(issue) ?? "";
  throw new WarifuError("invalid_request", `${param}: ${issue.message}`, { param });
}

async function verifyAccess(
  { rootKey, mode, register }: Identity,
  access: unknown,
  expected: AccessExpectations & { readonly now: number },
): Promise<Access> {
  const verified = await verifyUnderRoot(access, { rootKey, mode, register, ...expected });
  if (verified.ok) return verified.value;
  throw new WarifuError(verified.error, REFUSALS[verified.error]);
}
