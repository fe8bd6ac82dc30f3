/**
 * The served document, made fit for a tool that makes requests up from it. What JSON Schema can't say of a request, and
 * our handlers refuse, is said narrower here, never wider, so that nothing wrong gets through; of two good statuses that
 * depend on what was before, one is left; and what a register's proxy can't ask is left out, by name and with its reason.
 */

import type { OpenApi, OpenApiOperation } from "../world.ts";

/** Where a webhook may go in development. Nobody listens there. */
export const HOOK_URL = "http://127.0.0.1:9/hook";

/** Operations of a register, or of anyone, that aren't asked, and why not. */
export const NOT_JUDGED: Readonly<Record<string, string>> = {
  registerRegister: "takes the carrier's certificate for a register that isn't known yet",
  signUpRegister: "takes a new register's own signature of this minute",
  changeRegisterKey: "takes the signer's own key away",
  proveReceipt: "needs a receipt of a day that is over",
  readReceiptRoot: "needs a day that is over",
};

/** A text that may be shown. The generator can't leave characters out: it is given those that are no question. */
const SHOWN =
  "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f\\u061c]*$";
const PLAIN = "^[A-Za-z0-9.,-]+( [A-Za-z0-9.,-]+)*$";

interface Narrower {
  readonly type: string;
  readonly [rule: string]: unknown;
}

/** By member or schema: what is beyond a schema. */
const NARROWER: Readonly<Record<string, Narrower>> = {
  // Of ISO 4217, and one that the shopper has.
  Currency: { type: "string", enum: ["JPY"] },
  // Its check digits fit.
  iban: { type: "string", enum: ["DE89370400440532013000"] },
  // Of a public name, or on this machine.
  WebhookUrl: { type: "string", pattern: "^http://127\\.0\\.0\\.1:9/[a-z]{1,12}$" },
  // A last capture ends the hold, and with it every capture after it.
  last: { type: "boolean", enum: [false] },
  tills: { type: "integer", maximum: 6 },
  // One that is there; every other one would be another list, of which there are 20.
  PriceListName: { type: "string", enum: ["main"] },
};

/**
 * Left to the proxy, which adds a key of its own to each request. Specmatic makes one value of a header up and sends it
 * with several bodies, which is what the key is there to refuse (422); and it takes a header of digits for a number where
 * the schema says text, though a header has no types (RFC 9110 §5.5), and expects a refusal.
 */
const LEFT_OUT = new Set(["Idempotency-Key"]);
/** An older version's answers are of another form: this document is today's. */
const VERSION = "#/components/parameters/Warifu-Version";

/** All that is tried of a query: each further parameter doubles the requests, and a cursor is another answer's word. */
const QUERIED = new Set(["limit", "status", "currency", "after"]);

export interface Prepared {
  readonly document: OpenApi;
  /** operations that are in it, by their ids */
  readonly judged: readonly string[];
}

/** @param examples operations that there is a recorded example of @param judged which of all */
export function preparedDocument(
  served: OpenApi,
  page: string,
  judged: (id: string, needsExample: boolean) => boolean,
): Prepared {
  const narrowed = JSON.stringify(served).replaceAll(JSON.stringify(SHOWN), JSON.stringify(PLAIN));
  const more = { ...NARROWER, ItemUrl: { type: "string", enum: [`${page}/article`] } };
  const document = JSON.parse(narrowed, (name, value) => narrow(more, name, value)) as OpenApi;
  const { ReplayEvents: replays, PricedItem: item } = document.components.schemas as Record<
    string,
    { anyOf?: object[]; properties?: Record<string, object> }
  >;
  // One event by its id is one that there has to be.
  if (replays?.anyOf) replays.anyOf = replays.anyOf.slice(1);
  // Only access lasts for a time.
  if (item?.properties) item.properties.kind = { type: "string", enum: ["access"] };
  const ids: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const id = operation.operationId;
      const needsExample = path.includes("{") || operation.requestBody !== undefined;
      if (isAsked(operation) && judged(id, needsExample)) {
        prepare(operation);
        ids.push(id);
      } else delete methods[method];
    }
    if (Object.keys(methods).length === 0) delete document.paths[path];
  }
  return { document, judged: ids };
}

function narrow(more: Readonly<Record<string, Narrower>>, name: string, value: unknown): unknown {
  const own = more[name];
  if (own === undefined || !isSchema(value) || value.type !== own.type) return value;
  return { ...value, ...own };
}

function isSchema(value: unknown): value is Narrower {
  return typeof value === "object" && value !== null && "type" in value;
}

/** By a register or by anyone: a terminal's signature isn't a register's to give. */
export function isAsked({ security, parameters = [] }: OpenApiOperation): boolean {
  const who = JSON.stringify(security);
  const signed = parameters.some(({ name }) => name === "Signature");
  return (who === JSON.stringify([{ register: [] }]) || who === "[{}]") && !signed;
}

interface Answer {
  content?: Record<string, object>;
}

function prepare(operation: OpenApiOperation): void {
  const { responses } = operation;
  if (responses["201"] !== undefined) delete responses["200"];
  delete responses["202"];
  // A page for paper and a table are other answers, to another `format`.
  for (const { content = {} } of Object.values(responses) as Answer[])
    if (content["application/json"])
      for (const type of Object.keys(content))
        if (type !== "application/json") delete content[type];
  const named = (operation.parameters ?? []).filter(({ $ref }) => $ref !== VERSION);
  operation.parameters = named.filter(
    ({ in: place, name, required }) =>
      (place !== "query" || required || QUERIED.has(name)) && !LEFT_OUT.has(name),
  );
  for (const parameter of operation.parameters)
    if (parameter.name === "month") parameter.schema = { type: "string", enum: ["2026-01"] };
}
