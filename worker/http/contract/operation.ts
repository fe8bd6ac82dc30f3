/**
 * What a door does at one address, as data: the schemas are those the handler parses with and answers by, the
 * codes are rows of the refusal table. The OpenAPI document is made of it (openapi.ts); a test holds each door's
 * routes against its list.
 */

import type * as v from "valibot";
import type { ProblemCode } from "../../../protocol/problem.ts";

/** Who may ask, by the header that says so. `anyone` needs none. */
export type Asker = "register" | "operator" | "terminal" | "anyone";

export interface Parameter {
  readonly schema: v.GenericSchema;
  readonly description: string;
  readonly required?: boolean;
}

export interface AnswerOf {
  readonly description: string;
  /** of a JSON answer; none is a body that only `content` names, or no body */
  readonly schema?: v.GenericSchema;
  /** media types of what isn't JSON */
  readonly content?: readonly string[];
  /** an answer as it may be, which fits the schema */
  readonly example?: unknown;
}

/** What a door sends by itself to whoever asked for it: one per kind of message. */
export interface Webhook {
  readonly name: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly body: v.GenericSchema;
  readonly example: unknown;
  readonly headers: Readonly<Record<string, Parameter>>;
}

export interface Operation {
  readonly method: "get" | "post" | "delete";
  /** OpenAPI's spelling: `/v1/trades/{trade}` */
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly asker: Asker;
  /** An Idempotency-Key is required. */
  readonly keyed?: boolean;
  /** The request is signed by a device key (RFC 9421). */
  readonly signed?: boolean;
  readonly query?: Readonly<Record<string, Parameter>>;
  readonly headers?: Readonly<Record<string, Parameter>>;
  readonly body?: v.GenericSchema;
  /** a body as it may be, which fits the schema */
  readonly example?: unknown;
  readonly answers: Readonly<Record<number, AnswerOf>>;
  /** what it may refuse with, beyond what every request of its kind may be refused with */
  readonly problems?: readonly ProblemCode[];
}

/** Where a key is needed, with a body or without. */
const KEYED = [
  "idempotency_key_missing",
  "idempotency_key_reused",
  "invalid_request",
] as const satisfies readonly ProblemCode[];

/** Before a body fits its schema. */
const READING = [
  "unsupported_media_type",
  "body_too_large",
  "malformed_json",
  "invalid_request",
] as const satisfies readonly ProblemCode[];

/** Before a terminal's request is believed to be its own. */
const SIGNING = [
  "signature_missing",
  "content_digest_mismatch",
  "signature_malformed",
  "stale_request",
  "wrong_mode",
  "wrong_audience",
  "bad_signature",
  "wrong_issuer",
] as const satisfies readonly ProblemCode[];

/** At any address, at any time. */
const ALWAYS = [
  "internal_error",
  "storage_unavailable",
  "rate_limited",
] as const satisfies readonly ProblemCode[];

const ASKING: Readonly<Record<Asker, readonly ProblemCode[]>> = {
  register: ["unauthorized", "wrong_mode", "key_not_allowed"],
  operator: ["operator_unauthorized"],
  terminal: ["credential_invalid", "credential_expired"],
  anyone: [],
};

/** Below it a request may say which version of the API it is meant for [AP1]. */
export function isVersioned({ path }: Pick<Operation, "path">): boolean {
  return path.startsWith("/v1/");
}

/** @param examples good bodies by operation: kept in a file, since what is signed can't be written by hand */
export function withExamples(
  operations: readonly Operation[],
  examples: Readonly<Record<string, unknown>>,
): Operation[] {
  return operations.map((one) =>
    one.body && one.example === undefined && Object.hasOwn(examples, one.id)
      ? { ...one, example: examples[one.id] }
      : one,
  );
}

/** Every code the operation may refuse with, each once. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const { asker, keyed, signed, body, query, problems = [] } = operation;
  return [
    ...new Set<ProblemCode>([
      ...(isVersioned(operation) ? (["unknown_version"] as const) : []),
      ...ASKING[asker],
      ...(keyed ? KEYED : []),
      ...(body ? READING : []),
      ...(signed ? SIGNING : []),
      ...(query ? (["invalid_request"] as const) : []),
      ...problems,
      ...ALWAYS,
    ]),
  ];
}
