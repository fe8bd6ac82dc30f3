/** What the lists may be asked for: what the document says of each parameter is what the handler reads it by. */

import * as v from "valibot";
import { DisputeStatus } from "../../../protocol/dispute/dispute-messages.ts";
import { TradeId } from "../../../protocol/ids.ts";
import {
  EVENT_TYPES_MAX,
  LIST_ENTRIES_DEFAULT,
  LIST_ENTRIES_MAX,
  REFERENCE_CHARS_MAX,
} from "../../../protocol/limits.ts";
import { Amount, Currency } from "../../../protocol/money/money.ts";
import { PayoutStatus } from "../../../protocol/register/payouts.ts";
import { Time } from "../../../protocol/signing/signed-objects.ts";
import { MetadataKey, MetadataValue } from "../../../protocol/trade/metadata.ts";
import { OrderStatus } from "../../../protocol/trade/order-messages.ts";
import { TradeExpansion } from "../../../protocol/trade/trade-list.ts";
import { TradeStatus } from "../../../protocol/words.ts";
import type { Parameter } from "../../http/contract/operation.ts";
import { CURSOR, LIMIT } from "../../http/contract/paging.ts";

const FROM = "ms since the epoch, that moment included";
const UNTIL = "ms since the epoch, that moment not included";

export const LISTED = {
  limit: {
    schema: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIST_ENTRIES_MAX)),
    description: `How many at most, 1 to ${LIST_ENTRIES_MAX}; ${LIST_ENTRIES_DEFAULT} unless said otherwise. A page may have fewer and still a \`next\``,
  },
  cursor: {
    ...CURSOR,
    description: "The `next` of the page before, of the same list with the same filters",
  },
} as const satisfies Record<string, Parameter>;

export const CREATED = {
  created_from: { schema: Time, description: `Created then or later: ${FROM}` },
  created_until: { schema: Time, description: `Created before: ${UNTIL}` },
} as const satisfies Record<string, Parameter>;

/** Some of these words, a comma between two. */
export function wordsOf<const W extends readonly string[]>(
  { options }: { readonly options: W },
  description: string,
) {
  const words: readonly string[] = options;
  const one = `(${words.join("|")})`;
  const longest = words.join(",").length;
  const schema = v.pipe(
    v.string(),
    v.maxLength(longest),
    v.regex(new RegExp(`^${one}(,${one})*$`)),
  );
  const named = words.map((word) => `\`${word}\``).join(", ");
  const several = words.length > 1 ? `${named}, or several, a comma between two` : named;
  return { schema, description: `${description}: ${several}` };
}

const EXPAND = "What is to be in the answer too";

export const TRADE_QUERY = {
  expand: wordsOf(TradeExpansion, EXPAND),
} as const satisfies Record<string, Parameter>;

export const PAYOUT_QUERY = {
  expand: wordsOf({ options: ["entries"] }, EXPAND),
} as const satisfies Record<string, Parameter>;

export const EVENTS_QUERY = {
  after: {
    schema: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    description: "The sequence before the first event of the page; 0 unless said otherwise",
  },
  limit: LIMIT,
  types: {
    schema: v.pipe(
      v.string(),
      v.maxLength(40 * EVENT_TYPES_MAX),
      v.regex(/^[a-z_]+\.[a-z_]+(,[a-z_]+\.[a-z_]+)*$/),
    ),
    description: "Only these types, a comma between two; all unless said otherwise",
  },
  expand: wordsOf({ options: ["trade", "payout"] }, EXPAND),
} as const satisfies Record<string, Parameter>;

export const ORDERS_QUERY = {
  ...LISTED,
  status: wordsOf(OrderStatus, "Only those of this status"),
  ...CREATED,
  currency: { schema: Currency, description: "Of this currency" },
  trade: { schema: TradeId, description: "Of this trade" },
  expand: wordsOf({ options: ["receipt", "trade"] }, EXPAND),
} as const satisfies Record<string, Parameter>;

export const JOURNAL_QUERY = {
  limit: LIMIT,
  cursor: LISTED.cursor,
  kind: {
    schema: v.pipe(v.string(), v.maxLength(200), v.regex(/^[a-z_]+(,[a-z_]+)*$/)),
    description:
      "Only entries of this kind (`sale`, `refund` …), or of several, a comma between two",
  },
  currency: { schema: Currency, description: "Of this currency" },
  at_from: { schema: Time, description: `Booked then or later: ${FROM}` },
  at_until: { schema: Time, description: `Booked before: ${UNTIL}` },
} as const satisfies Record<string, Parameter>;

export const PAYOUTS_QUERY = {
  limit: LIMIT,
  cursor: LISTED.cursor,
  status: wordsOf(PayoutStatus, "Only payouts of this status"),
  ...CREATED,
  currency: { schema: Currency, description: "Of this currency" },
} as const satisfies Record<string, Parameter>;

export const TRADES_QUERY = {
  ...LISTED,
  status: wordsOf(TradeStatus, "Only trades of this status"),
  ...CREATED,
  settled_from: { schema: Time, description: `Paid or held then or later: ${FROM}` },
  settled_until: { schema: Time, description: `Paid or held before: ${UNTIL}` },
  amount: { schema: Amount, description: "Of exactly this amount, minor units" },
  amount_min: { schema: Amount, description: "Of this amount or more, minor units" },
  amount_max: { schema: Amount, description: "Of this amount or less, minor units" },
  currency: { schema: Currency, description: "Of this currency" },
  reference: {
    schema: v.pipe(v.string(), v.minLength(1), v.maxLength(REFERENCE_CHARS_MAX)),
    description: "With exactly this reference",
  },
  metadata_key: { schema: MetadataKey, description: "With `metadata_value` under this name" },
  metadata_value: {
    schema: MetadataValue,
    description: "With exactly this text under `metadata_key`",
  },
  expand: wordsOf(TradeExpansion, EXPAND),
} as const satisfies Record<string, Parameter>;

export const DISPUTES_QUERY = {
  ...LISTED,
  status: wordsOf(DisputeStatus, "Only disputes of this status"),
} as const satisfies Record<string, Parameter>;
