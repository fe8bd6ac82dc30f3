/**
 * Which member of which request a register's key signs, and what the SDK would put into it. Data and pure functions: a
 * new signed object of the API that needs more than its envelope gets a row here; others are signed without one.
 */

import * as v from "valibot";
import { timeOfKey } from "../../../protocol/ids.ts";
import {
  FORMER_KEY_MAX_MS,
  HOLD_MAX_MS,
  PRICE_LIST_MS_MAX,
  REQUEST_SKEW_MS,
  TRADE_LIFETIME_DEFAULT_MS,
  TRADE_LIFETIME_MAX_MS,
  TRADE_LIFETIME_MIN_MS,
} from "../../../protocol/limits.ts";
import { commitmentTo } from "../../../protocol/price-list/listing.ts";
import { PricedItems } from "../../../protocol/price-list/price-list.ts";
import { Time } from "../../../protocol/signing/signed-objects.ts";

export type Payload = Readonly<Record<string, unknown>>;

/** What a payload is filled from. */
export interface Facts {
  /** the Idempotency-Key that the request goes under */
  readonly key: string;
  /** the trade in the request's address, or "" */
  readonly trade: string;
  /** ms since the epoch */
  readonly now: number;
}

export interface SignedRoute {
  readonly path: RegExp;
  readonly member: string;
  readonly typ: string;
  /** members that name the request itself */
  readonly named?: (facts: Facts) => Payload;
  /** what is left out of a plain body */
  readonly defaults?: (body: Payload, facts: Facts) => Payload;
  /** where the plain body is one member of the payload, not the payload */
  readonly wrap?: string;
  /** a member that stays beside the signed object, which commits to it */
  readonly beside?: string;
  /** what the object says of what stands beside it; nothing where that isn't of its form */
  readonly committed?: (beside: unknown) => Payload;
  /** a plain body can't say what this object needs */
  readonly signedOnly?: true;
}

const DAY_MS = 24 * 60 * 60_000;

/** ms since the epoch: a deadline counts from the key's own time, so that a repeat is the same bytes */
function deadlineOf({ key, now }: Facts): number {
  const keyTime = timeOfKey(key).reduce((time, byte) => time * 256 + byte, 0);
  return (keyTime || now) + TRADE_LIFETIME_DEFAULT_MS;
}

function termsDefaults({ capture, deadline }: Payload, facts: Facts): Payload {
  const ends = deadlineOf(facts);
  const until = (v.is(Time, deadline) ? deadline : ends) + 7 * DAY_MS;
  const held = capture === "later" ? { hold_until: until } : {};
  return { items: [], capture: "now", deadline: ends, ...held };
}

const ofTrade = ({ key, trade }: Facts): Payload => ({ trade, key });
const TRADE = "/v1/trades/([^/]+)";

export const SIGNED_ROUTES: readonly SignedRoute[] = [
  {
    ...{ path: /^\/v1\/trades$/, member: "terms", typ: "warifu/terms/1" },
    named: ({ key }) => ({ key }),
    defaults: termsDefaults,
  },
  {
    ...{ path: new RegExp(`^${TRADE}/captures$`), member: "order", typ: "warifu/capture/1" },
    named: ofTrade,
    defaults: () => ({ last: false }),
  },
  {
    ...{ path: new RegExp(`^${TRADE}/void$`), member: "order", typ: "warifu/void/1" },
    named: ofTrade,
  },
  {
    ...{ path: new RegExp(`^${TRADE}/refunds$`), member: "order", typ: "warifu/refund/1" },
    named: ofTrade,
  },
  {
    ...{ path: /^\/v1\/payout-account$/, member: "account", typ: "warifu/payout-account/1" },
    defaults: (_, { now }) => ({ number: now, time: now }),
    wrap: "account",
  },
  {
    ...{ path: /^\/v1\/origins$/, member: "registration", typ: "warifu/registration/1" },
    defaults: (_, { now }) => ({ time: now }),
  },
  {
    ...{ path: /^\/v1\/disputes\/([^/]+)\/accept$/, member: "order", typ: "warifu/refund/1" },
    named: ofTrade,
  },
  {
    ...{ path: /^\/v1\/price-lists$/, member: "list", typ: "warifu/price-list/1" },
    defaults: (_, { now }) => ({ name: "main", serial: now, from: now, until: now + 365 * DAY_MS }),
    beside: "items",
    committed: (items) => {
      const priced = v.safeParse(PricedItems, items);
      return priced.success ? { ...commitmentTo(priced.output) } : {};
    },
  },
  {
    // Its secret is drawn by who makes it: it can't be made here for somebody else.
    ...{ path: /^\/v1\/keys$/, member: "key", typ: "warifu/api-key/1", signedOnly: true },
  },
];

/** Times that could never be good are put where the SDK would have put them; good ones stay. */
export function timely(payload: Payload, facts: Facts): Payload {
  const { now } = facts;
  const near = (time: number) => Math.abs(time - now) <= REQUEST_SKEW_MS;
  const moved: Record<string, unknown> = { ...payload };
  const move = (name: string, isGood: (time: number) => boolean, instead: number) => {
    const time = moved[name];
    if (v.is(Time, time) && !isGood(time)) moved[name] = instead;
  };
  const open = (time: number) =>
    time > now + TRADE_LIFETIME_MIN_MS && time <= now + TRADE_LIFETIME_MAX_MS;
  const ends = deadlineOf(facts);
  move("deadline", open, open(ends) ? ends : now + TRADE_LIFETIME_DEFAULT_MS);
  const deadline = v.is(Time, moved.deadline) ? moved.deadline : now;
  const held = (time: number) => time > deadline && time <= deadline + HOLD_MAX_MS;
  move("hold_until", held, deadline + 7 * DAY_MS);
  move("time", near, now);
  if (typeof moved.from === "number") {
    const from = moved.from;
    const sold = (time: number) => time > now && time > from && time - from <= PRICE_LIST_MS_MAX;
    move("from", (time) => time <= now && time > now - PRICE_LIST_MS_MAX + DAY_MS, now);
    move("until", sold, now + DAY_MS);
  }
  const former = (time: number) => time >= now && time <= now + FORMER_KEY_MAX_MS;
  move("former_until", former, now + DAY_MS);
  return moved;
}
