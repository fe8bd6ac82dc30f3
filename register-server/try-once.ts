/**
 * One HTTP try, with a time limit: request out, answer parsed by schema, anything else a WarifuError that
 * says whether the same request may be sent again. Never follows a redirect: the API key goes to our
 * origin alone.
 */

import * as v from "valibot";
import { Problem } from "../protocol/problem.ts";
import { err, ok, type Result } from "../protocol/result.ts";
import { WarifuError, type WarifuErrorCode, type WarifuErrorMore } from "./warifu-error.ts";

/** How requests leave: everything that isn't a pure decision, so that tests pass in their own. */
export interface Channel {
  readonly origin: string;
  readonly apiKey: string;
  readonly fetch: typeof fetch;
  /** @returns this many random bytes */
  readonly random: (length: number) => Uint8Array<ArrayBuffer>;
  /** Waits ms, or until the signal aborts; never rejects. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** limit of one try, ms */
  readonly timeoutMs: number;
}

export interface ApiRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal | undefined;
}

export async function tryOnce<S extends v.GenericSchema>(
  channel: Channel,
  request: ApiRequest,
  schema: S,
): Promise<Result<v.InferOutput<S>, WarifuError>> {
  const limit = new AbortController();
  const end = () => limit.abort();
  const timer = setTimeout(end, channel.timeoutMs);
  request.signal?.addEventListener("abort", end);
  try {
    if (request.signal?.aborted) end();
    const { fetch } = channel; // Workers refuse a fetch that is called as a method
    const response = await fetch(channel.origin + request.path, {
      ...envelope(channel, request),
      signal: limit.signal,
    });
    return await read(request, response, schema);
  } catch (cause) {
    if (request.signal?.aborted) return aborted(request);
    const message = "no answer in time; it may have been done all the same";
    return failure(request, "no_answer", message, { cause, retryable: true });
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", end);
  }
}

function envelope({ apiKey }: Channel, { method, body, idempotencyKey }: ApiRequest): RequestInit {
  const headers: Record<string, string> = {
    accept: "application/json",
    authorization: `Bearer ${apiKey}`,
  };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
  return {
    method,
    headers,
    redirect: "manual",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

function failure(
  { idempotencyKey }: ApiRequest,
  code: WarifuErrorCode,
  message: string,
  more: WarifuErrorMore,
): { ok: false; error: WarifuError } {
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  return err(new WarifuError(code, message, { ...more, ...key }));
}

export function aborted(request: ApiRequest): { ok: false; error: WarifuError } {
  const cause = request.signal?.reason;
  return failure(request, "aborted", "the caller ended the call", { cause });
}

async function read<S extends v.GenericSchema>(
  request: ApiRequest,
  response: Response,
  schema: S,
): Promise<Result<v.InferOutput<S>, WarifuError>> {
  const { status, ok: done } = response;
  const requestId = response.headers.get("request-id");
  const more = { status, ...(requestId === null ? {} : { requestId }) };
  const body = parseJson(await response.text());
  if (body === undefined) {
    // A broken answer to a request that was done is a lost answer: asking again mends it.
    const retryable = done || status >= 500;
    return failure(request, "answer_malformed", "the answer isn't JSON", { ...more, retryable });
  }
  if (!done) return refused(request, body, more);
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return ok(parsed.output);
  const param = v.getDotPath(parsed.issues[0]) ?? "";
  const message = "the answer doesn't fit the schema";
  return failure(request, "answer_malformed", message, { ...more, param });
}

function refused(request: ApiRequest, body: unknown, more: { status: number; requestId?: string }) {
  const parsed = v.safeParse(Problem, body);
  const broken = more.status >= 500;
  if (!parsed.success) {
    const message = "the refusal isn't a problem document";
    return failure(request, "answer_malformed", message, { ...more, retryable: broken });
  }
  const { code, title, detail, param, request_id, retryable } = parsed.output;
  return failure(request, code, detail ?? title, {
    status: more.status,
    requestId: request_id,
    retryable: retryable || broken,
    ...(param === undefined ? {} : { param }),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
