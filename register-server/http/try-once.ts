/**
 * One HTTP try, with a time limit: request out, answer parsed by schema, anything else a WarifuError that
 * says whether the same request may be sent again. Never follows a redirect: the API key goes to our
 * origin alone.
 */

import * as v from "valibot";
import { API_VERSION } from "../../protocol/api-version.ts";
import { Problem } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
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
  /** ms since the epoch */
  readonly now: () => number;
  /** limit of one try, ms */
  readonly timeoutMs: number;
  readonly triesMax: number;
  /** no further try begins so long after the first one, ms */
  readonly budgetMs: number;
}

export interface ApiRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal | undefined;
  /** a POST that changes nothing, and so needs no key */
  readonly readsOnly?: boolean;
  /** the answer is a text, not JSON */
  readonly isText?: boolean;
}

export interface TryFailure {
  readonly error: WarifuError;
  /** what the server asks to wait for at least, ms */
  readonly retryAfterMs?: number;
}

type Tried<T> = Result<T, TryFailure>;

export async function tryOnce<S extends v.GenericSchema>(
  channel: Channel,
  request: ApiRequest,
  schema: S,
): Promise<Tried<v.InferOutput<S>>> {
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
    const read = await readAnswer(request, response, schema);
    const retryAfterMs = waitAskedFor(response.headers, channel.now());
    return read.ok || retryAfterMs === undefined ? read : err({ ...read.error, retryAfterMs });
  } catch (cause) {
    if (request.signal?.aborted) return err({ error: aborted(request) });
    const message = "no answer in time; it may have been done all the same";
    return failure(request, "no_answer", message, { cause, retryable: true });
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", end);
  }
}

/** @returns ms, as RFC 9110 §10.2.3 says it: seconds, or a date */
function waitAskedFor(headers: Headers, now: number): number | undefined {
  const text = headers.get("retry-after");
  if (text === null) return undefined;
  const ms = /^\d{1,6}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(ms, 0) : undefined;
}

function envelope({ apiKey }: Channel, request: ApiRequest): RequestInit {
  const { method, body, idempotencyKey, isText } = request;
  const headers: Record<string, string> = {
    accept: isText ? "*/*" : "application/json",
    authorization: `Bearer ${apiKey}`,
    "warifu-version": API_VERSION,
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
): { ok: false; error: TryFailure } {
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  return err({ error: new WarifuError(code, message, { ...more, ...key }) });
}

export function aborted(request: ApiRequest): WarifuError {
  const cause = request.signal?.reason;
  return failure(request, "aborted", "the caller ended the call", { cause }).error.error;
}

async function readAnswer<S extends v.GenericSchema>(
  request: ApiRequest,
  response: Response,
  schema: S,
): Promise<Tried<v.InferOutput<S>>> {
  const { status, ok: done } = response;
  const requestId = response.headers.get("request-id");
  const more = { status, ...(requestId === null ? {} : { requestId }) };
  const text = await response.text();
  const body = done && request.isText ? text : parseJson(text);
  if (body === undefined) {
    // A broken answer to a request that was done is a lost answer: asking again mends it.
    const retryable = done || isPassing(status);
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
  const broken = isPassing(more.status);
  if (!parsed.success) return refusedOtherwise(request, body, { ...more, retryable: broken });
  const { code, title, detail, param, request_id, retryable, doc_url } = parsed.output;
  return failure(request, code, detail ?? title, {
    cause: parsed.output,
    status: more.status,
    requestId: request_id,
    retryable: retryable || broken,
    ...(param === undefined ? {} : { param }),
    ...(doc_url === undefined ? {} : { docUrl: doc_url }),
  });
}

/** What a server, or something before it, says when it can't just now. */
function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

const NewerProblem = v.object({ ...Problem.entries, code: v.string(), kind: v.string() });

/** Its code is newer than this SDK, or it is no problem of ours at all. */
function refusedOtherwise(request: ApiRequest, body: unknown, more: WarifuErrorMore) {
  const newer = v.safeParse(NewerProblem, body);
  if (!newer.success)
    return failure(request, "answer_malformed", "the refusal isn't a problem document", more);
  const { code, title, request_id: requestId, retryable } = newer.output;
  const message = `${code}: ${title}`;
  const known = { ...more, requestId, retryable: retryable || more.retryable === true };
  return failure(request, "problem_unknown", message, known);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
