/** What the lists may be asked for: what the document says of each parameter is what the handler reads it by. */

import * as v from "valibot";
import {
  LIST_ENTRIES_DEFAULT,
  LIST_ENTRIES_MAX,
  REFERENCE_CHARS_MAX,
} from "../../../protocol/limits.ts";
import { Amount, Currency } from "../../../protocol/money/money.ts";
import { Time } from "../../../protocol/signing/signed-objects.ts";
import { TradeStatus } from "../../../protocol/words.ts";
import type { Parameter } from "../../http/contract/operation.ts";
import { CURSOR } from "../../http/contract/paging.ts";

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
  return { schema, description: `${description}: one of them or several, a comma between two` };
}

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
  expand: wordsOf({ options: ["receipt"] }, "What is to be in the answer too"),
} as const satisfies Record<string, Parameter>;
