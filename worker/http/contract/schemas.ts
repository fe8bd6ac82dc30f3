/**
 * The schemas of the messages as JSON Schema 2020-12, by their names in protocol/: what handlers parse with is
 * what the document says. A rule that JSON Schema can't say (a checksum, an order) is left out, never invented.
 */

import { type JsonSchema, toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import * as opening from "../../../protocol/account/opening.ts";
import * as receiptRoot from "../../../protocol/count/receipt-root.ts";
import * as reconciliation from "../../../protocol/count/reconciliation.ts";
import * as asks from "../../../protocol/disclosure/asks.ts";
import * as disputes from "../../../protocol/dispute/dispute-messages.ts";
import * as ids from "../../../protocol/ids.ts";
import * as messages from "../../../protocol/messages.ts";
import * as fees from "../../../protocol/money/fees.ts";
import * as money from "../../../protocol/money/money.ts";
import * as audit from "../../../protocol/operator/audit.ts";
import * as operator from "../../../protocol/operator/operator.ts";
import * as payoutFiles from "../../../protocol/operator/payout-files.ts";
import * as listedTerms from "../../../protocol/price-list/listed-terms.ts";
import * as listing from "../../../protocol/price-list/listing.ts";
import * as priceList from "../../../protocol/price-list/price-list.ts";
import * as priceListMessages from "../../../protocol/price-list/price-list-messages.ts";
import * as problem from "../../../protocol/problem.ts";
import * as apiKeys from "../../../protocol/register/api-keys.ts";
import * as events from "../../../protocol/register/events.ts";
import * as payoutAccount from "../../../protocol/register/payout-account.ts";
import * as payouts from "../../../protocol/register/payouts.ts";
import * as registerView from "../../../protocol/register/register-view.ts";
import * as webhooks from "../../../protocol/register/webhooks.ts";
import * as signature from "../../../protocol/signing/signature.ts";
import * as signedObjects from "../../../protocol/signing/signed-objects.ts";
import * as testMode from "../../../protocol/test-mode.ts";
import * as metadata from "../../../protocol/trade/metadata.ts";
import * as offer from "../../../protocol/trade/offer.ts";
import * as orderMessages from "../../../protocol/trade/order-messages.ts";
import * as orders from "../../../protocol/trade/orders.ts";
import * as tradeList from "../../../protocol/trade/trade-list.ts";
import * as words from "../../../protocol/words.ts";
import { STATED_CHECKS } from "./stated-checks.ts";

type Schema = Parameters<typeof toJsonSchema>[0];

const LANGUAGE: readonly Readonly<Record<string, unknown>>[] = [
  ...[
    apiKeys,
    asks,
    audit,
    disputes,
    events,
    fees,
    ids,
    messages,
    metadata,
    money,
    offer,
    opening,
    operator,
    orderMessages,
    orders,
    payoutAccount,
  ],
  ...[
    payoutFiles,
    payouts,
    problem,
    ...[priceList, listing, listedTerms, priceListMessages],
    receiptRoot,
    registerView,
    reconciliation,
    signature,
    signedObjects,
    tradeList,
    testMode,
    webhooks,
    words,
  ],
];

const NAMED: Readonly<Record<string, Schema>> = Object.fromEntries(
  LANGUAGE.flatMap((part) => Object.entries(part)).flatMap(([name, value]) =>
    isSchema(value) ? [[name, value] as const] : [],
  ),
);

const NAME_OF = new Map(Object.entries(NAMED).map(([name, schema]) => [schema, name]));

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "schema";
}

const CONFIG = {
  target: "draft-2020-12",
  typeMode: "output",
  errorMode: "ignore",
  overrideRef: ({ referenceId }: { readonly referenceId: string }) => refTo(referenceId),
} as const;

function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}

/**
 * Classes of characters, spelled out: half of all readers of a JSON Schema compile its patterns without Unicode, where
 * `\p{Cc}` is the letters of its name. Surrogates go unsaid, since there a pair would be two of them.
 */
const SPELLED_OUT: readonly (readonly [string, string])[] = [
  ["\\p{Cc}", "\\u0000-\\u001f\\u007f-\\u009f"],
  ["\\p{Cs}", ""],
  ["\\p{Zl}", "\\u2028"],
  ["\\p{Zp}", "\\u2029"],
];

function spelledOut(pattern: string): string {
  return SPELLED_OUT.reduce((text, [name, chars]) => text.replaceAll(name, chars), pattern);
}

/** Every integer of ours is a safe one: what OpenAPI calls int64 holds it. */
function withFormats(schema: JsonSchema): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema, (_, value: unknown) => {
      if (!isRecord(value)) return value;
      if (value.type === "integer") return { ...value, format: "int64" };
      const { pattern } = value;
      return typeof pattern === "string" ? { ...value, pattern: spelledOut(pattern) } : value;
    }),
  ) as JsonSchema;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A reference to a named schema, or the schema itself where it has no name. */
export function schemaOf(schema: Schema): JsonSchema {
  const name = NAME_OF.get(schema);
  if (name) return { $ref: refTo(name) };
  const {
    $schema: _,
    $defs: __,
    ...plain
  } = toJsonSchema(schema, {
    ...CONFIG,
    definitions: NAMED,
  });
  return withFormats(plain);
}

/** The named schemas that `root` refers to, and those that they refer to. */
export function componentsFor(root: unknown): Record<string, JsonSchema> {
  const all: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
    Object.entries(toJsonSchemaDefs(NAMED, CONFIG)).map(([name, one]) => [
      name,
      { ...withFormats(one), ...STATED_CHECKS[name] },
    ]),
  );
  const wanted = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (name === undefined || wanted.has(name)) continue;
      wanted.add(name);
      visit(all[name]);
    }
  };
  visit(root);
  return Object.fromEntries(
    [...wanted].sort().flatMap((name) => (all[name] ? [[name, all[name]]] : [])),
  );
}
