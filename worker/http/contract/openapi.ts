/**
 * The OpenAPI 3.1 document of a door, made from its operations. Pure; the same operations give the same bytes.
 * Source: the OpenAPI Specification 3.1, RFC 9457 for problems.
 */

import { API_VERSION, API_VERSION_HEADER, ApiVersion } from "../../../protocol/api-version.ts";
import { PROBLEMS, Problem, type ProblemCode } from "../../../protocol/problem.ts";
import { IdempotencyKey } from "../../../protocol/signing/signed-objects.ts";
import {
  type AnswerOf,
  type Asker,
  isVersioned,
  type Operation,
  type Parameter,
  problemsOf,
  type Webhook,
} from "./operation.ts";
import { PATH_PARAMETERS } from "./path-parameters.ts";
import { componentsFor, schemaOf } from "./schemas.ts";

export interface Described {
  readonly title: string;
  readonly description: string;
  /** what each tag is about */
  readonly tags: Readonly<Record<string, string>>;
  readonly operations: readonly Operation[];
  readonly webhooks?: readonly Webhook[];
}

type Json = Record<string, unknown>;

const SCHEMES: Readonly<Record<Exclude<Asker, "anyone">, Json>> = {
  register: {
    type: "http",
    scheme: "bearer",
    description: "A register's API key: `Authorization: Bearer wk_test_…`",
  },
  operator: {
    type: "http",
    scheme: "bearer",
    description: "The operator's key: `Authorization: Bearer …`",
  },
  terminal: {
    // A scheme of its own, which few tools know: to them it is a header.
    ...{ type: "apiKey", in: "header", name: "Authorization" },
    description: "A terminal's credential of minutes: `Authorization: Warifu-Credential …`",
  },
};

/** @param version SemVer of this software @param server the public origin that answers */
export function openApiOf(described: Described, version: string, server: string): Json {
  const { title, description, tags, operations, webhooks = [] } = described;
  const askers = new Set(operations.map(({ asker }) => asker));
  const paths = pathsOf(operations);
  const sent = Object.fromEntries(webhooks.map((one) => [one.name, { post: webhookObject(one) }]));
  return {
    openapi: "3.1.1",
    info: {
      ...{ title, version, description },
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      contact: { name: "Whoever runs this server", url: server },
    },
    servers: [{ url: isPublic(server) ? server : "/", "x-internal": false }],
    tags: Object.entries(tags).map(([name, text]) => ({ name, description: text })),
    paths,
    ...(webhooks.length > 0 ? { webhooks: sent } : {}),
    components: {
      securitySchemes: Object.fromEntries(
        Object.entries(SCHEMES).filter(([asker]) => askers.has(asker as Asker)),
      ),
      parameters: { [API_VERSION_HEADER]: VERSION_PARAMETER },
      headers: HEADERS,
      schemas: componentsFor([paths, sent, schemaOf(Problem)]),
    },
  };
}

/** Of a development server the address is nobody else's: then it is where the document came from. */
function isPublic(server: string): boolean {
  return server.startsWith("https:");
}

const HEADERS = {
  "Request-Id": {
    description: "Names the request in the server's log",
    schema: { type: "string", maxLength: 64, pattern: "^[\\w-]+$" },
  },
  [API_VERSION_HEADER]: {
    description: "The version that this answer is in",
    schema: schemaOf(ApiVersion),
  },
  "Idempotent-Replayed": {
    description: "`true` when the key was used before: the first answer again",
    schema: { type: "string", enum: ["true"] },
  },
  "Retry-After": {
    description: "Seconds until the same request may be sent again",
    schema: { type: "integer", format: "int32", minimum: 0, maximum: 3_600 },
  },
  RateLimit: {
    description: "What is left of the limit, and for how long",
    schema: { type: "string", maxLength: 100, pattern: '^"[a-z_]+";r=[0-9]+;t=[0-9]+$' },
  },
  "RateLimit-Policy": {
    description: "The limit: how many requests in how many seconds",
    schema: { type: "string", maxLength: 100, pattern: '^"[a-z_]+";q=[0-9]+;w=[0-9]+$' },
  },
};

/** [AP1] */
const VERSION_PARAMETER = {
  ...{ name: API_VERSION_HEADER, in: "header", required: false },
  description: `Answers in this version, and takes the request as one of it. Else it is the API key's own, which is the newest there was when the key was made; else \`${API_VERSION}\``,
  schema: schemaOf(ApiVersion),
};

const LIMIT_HEADERS = ["Retry-After", "RateLimit", "RateLimit-Policy"] as const;

function pathsOf(operations: readonly Operation[]): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const { path, method } = operation;
    paths[path] = { ...paths[path], [method]: operationObject(operation) };
  }
  return paths;
}

function operationObject(operation: Operation): Json {
  const { id, tag, summary, asker, body, example } = operation;
  const parameters = parametersOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: summary,
    security: asker === "anyone" ? [{}] : [{ [asker]: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: json(schemaOf(body), example) } } : {}),
    responses: { ...answersOf(operation), ...refusalsOf(operation) },
  };
}

/** What RFC 9421 and RFC 9530 put into a request that a device key signs. */
const SIGNATURE_HEADERS = ["Content-Digest", "Signature-Input", "Signature"];

function parametersOf(operation: Operation): Json[] {
  const { path, query = {}, headers = {}, keyed, signed } = operation;
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => {
    const known = PATH_PARAMETERS[name];
    if (!known) throw new Error(`no schema for {${name}}`);
    return parameter(name, "path", { ...known, required: true });
  });
  const key = parameter("Idempotency-Key", "header", {
    schema: IdempotencyKey,
    description: "Names this write for ever: the same key and body get the same answer",
    required: true,
  });
  return [
    ...named,
    ...Object.entries(query).map(([name, one]) => parameter(name, "query", one)),
    ...Object.entries(headers).map(([name, one]) => parameter(name, "header", one)),
    ...(keyed ? [key] : []),
    ...(isVersioned(operation) ? [{ $ref: `#/components/parameters/${API_VERSION_HEADER}` }] : []),
    ...(signed ? SIGNATURE_HEADERS.map(signatureParameter) : []),
  ];
}

function parameter(
  name: string,
  place: string,
  { schema, description, required }: Parameter,
): Json {
  return { name, in: place, required: required === true, description, schema: schemaOf(schema) };
}

function signatureParameter(name: string): Json {
  return {
    ...{ name, in: "header", required: true },
    description: "The device key's signature over this sending: SPEC, Requests",
    schema: { type: "string", maxLength: 1_000, pattern: "^[\\x20-\\x7e]+$" },
  };
}

function answersOf({ answers, keyed, path }: Operation): Json {
  const versioned = isVersioned({ path })
    ? ([API_VERSION_HEADER, "RateLimit-Policy"] as const)
    : [];
  const always = ["Request-Id", ...versioned] as const;
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      {
        description: answer.description,
        headers: headersOf(keyed ? [...always, "Idempotent-Replayed"] : always),
        ...contentOf(answer),
      },
    ]),
  );
}

function contentOf({ schema, content = [], example }: AnswerOf): Json {
  const all = {
    ...(schema ? json(schemaOf(schema), example) : {}),
    ...Object.fromEntries(content.map((type) => [type, { schema: { contentMediaType: type } }])),
  };
  return Object.keys(all).length > 0 ? { content: all } : {};
}

/** By status: which codes it may carry, and what each means. */
function refusalsOf(operation: Operation): Json {
  const byStatus = Map.groupBy(problemsOf(operation), (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => [status, refusalObject(status, codes)]),
  );
}

function refusalObject(status: number, codes: readonly ProblemCode[]): Json {
  const lines = codes.map((code) => `- \`${code}\`: ${PROBLEMS[code].title}`);
  const schema = {
    allOf: [schemaOf(Problem), { properties: { code: { enum: codes } } }],
  };
  return {
    description: lines.join("\n"),
    headers: headersOf(status === 429 ? ["Request-Id", ...LIMIT_HEADERS] : ["Request-Id"]),
    content: { "application/problem+json": { schema } },
  };
}

function headersOf(names: readonly (keyof typeof HEADERS)[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function json(schema: unknown, example?: unknown): Json {
  return { "application/json": { schema, ...(example === undefined ? {} : { example }) } };
}

/** It is answered by the register's own server: any 2xx is a receipt. */
function webhookObject({ id, tag, summary, body, example, headers }: Webhook): Json {
  return {
    ...{ operationId: id, tags: [tag], summary, description: summary, security: [{}] },
    parameters: Object.entries(headers).map(([name, one]) => parameter(name, "header", one)),
    requestBody: { required: true, content: json(schemaOf(body), example) },
    responses: {
      "2XX": { description: "A receipt; the body isn't read" },
      "410": { description: "Nothing more is sent to this endpoint" },
    },
  };
}
