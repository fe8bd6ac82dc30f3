/**
 * Terms that a tool made up from their JSON Schema, put right where that can't say what is asked: items that add up, a
 * hold with a capture later and only then, a currency that there is. Members of a wrong type or form stay as they are.
 */

import * as v from "valibot";
import { HOLD_MAX_MS } from "../../../protocol/limits.ts";
import { Amount, isCurrency } from "../../../protocol/money/money.ts";
import { Item, Time } from "../../../protocol/signing/signed-objects.ts";
import type { Payload } from "./signed-routes.ts";

const Items = v.array(Item);

export function mendTerms(terms: Payload): Payload {
  const { items, amount, currency, capture, hold_until: until, deadline } = terms;
  const mended: Record<string, unknown> = { ...terms };
  if (v.is(Items, items) && items.length > 0 && v.is(Amount, amount))
    mended.items = items.map((item, at) => ({ ...item, amount: at === 0 ? amount : 0 }));
  if (typeof currency === "string" && currency.length === 3 && !isCurrency(currency))
    mended.currency = "JPY";
  if (capture === "now" && v.is(Time, until)) delete mended.hold_until;
  if (capture === "later" && until === undefined && v.is(Time, deadline))
    mended.hold_until = deadline + HOLD_MAX_MS;
  return mended;
}
