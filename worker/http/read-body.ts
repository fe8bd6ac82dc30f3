/**
 * Reading a JSON body from anyone: by its size, form and depth before by its schema, so that nothing
 * hostile is held or walked whole. What comes out is exactly what the schema names; never throws on input.
 */

import * as v from "valibot";
import { bytesUpTo } from "../../protocol/bounded-bytes.ts";
import { BODY_BYTES_MAX, JSON_DEPTH_MAX } from "../../protocol/limits.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import { hasDuplicateMember } from "./duplicate-members.ts";
import { upgradeOf } from "./versions/request-version.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/**
 * @returns the parsed body, or in this order: unsupported_media_type, body_too_large, malformed_json,
 *   invalid_request with the JSON pointer (RFC 6901) of the first member that doesn't fit
 */
export async function readBody<const S extends v.GenericSchema>(
  request: Request,
  schema: S,
): Promise<Result<v.InferOutput<S>, Refusal>> {
  const bytes = await readBytes(request);
  if (!bytes.ok) return bytes;
  const json = parseJson(bytes.value);
  if (!json.ok) return json;
  // Of an older version: made today's first [AP2].
  const upgrade = upgradeOf(request);
  return parseMessage(schema, upgrade ? upgrade(json.value) : json.value);
}

/** For who must see the bytes themselves first. @returns unsupported_media_type or body_too_large otherwise */
export async function readBytes(
  request: Request,
): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  if (!isJson(request.headers.get("Content-Type"))) return err(refusal("unsupported_media_type"));
  const bytes = await takeBytes(request);
  if (bytes) return ok(bytes);
  return err(refusal("body_too_large", { detail: `at most ${BODY_BYTES_MAX} bytes` }));
}

/** @returns the parsed body, or malformed_json or invalid_request */
export function parseBody<const S extends v.GenericSchema>(
  bytes: Uint8Array<ArrayBuffer>,
  schema: S,
): Result<v.InferOutput<S>, Refusal> {
  const json = parseJson(bytes);
  return json.ok ? parseMessage(schema, json.value) : json;
}

/** A value from outside, by its schema. */
export function parseMessage<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
): Result<v.InferOutput<S>, Refusal> {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  return err(refusal("invalid_request", { param: pointerTo(issue), detail: reason(issue) }));
}

function isJson(contentType: string | null): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType?.trim() ?? "");
}

/** The whole body, or undefined as soon as it is too large: the rest is never read. */
async function takeBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const announced = request.headers.get("Content-Length");
  if (announced === null || !/^\d{1,9}$/.test(announced))
    // A body whose length nobody has told.
    return bytesUpTo(BODY_BYTES_MAX, request.body);
  if (Number(announced) > BODY_BYTES_MAX) return undefined;
  // In one go: a reader would have the runtime wake this request for each part, and once more for the end.
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > BODY_BYTES_MAX ? undefined : bytes;
}

/** Bytes from outside as JSON, if they are that and not too deep. The caller looks at their number first. */
export function parseJson(bytes: Uint8Array): Result<unknown, Refusal> {
  try {
    return parseJsonText(UTF8.decode(bytes));
  } catch {
    return err(refusal("malformed_json"));
  }
}

/** The same of a text. */
export function parseJsonText(text: string): Result<unknown, Refusal> {
  try {
    const value: unknown = JSON.parse(text);
    if (isDeeperThan(value, JSON_DEPTH_MAX))
      return err(refusal("malformed_json", { detail: `at most ${JSON_DEPTH_MAX} levels deep` }));
    if (hasDuplicateMember(text, value))
      return err(refusal("malformed_json", { detail: "an object names a member twice" }));
    return ok(value);
  } catch {
    return err(refusal("malformed_json"));
  }
}

/** Goes down at most `levels`, so a deep value can't exhaust the stack. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}

function pointerTo(issue: v.BaseIssue<unknown>): string {
  const keys = issue.path?.map(({ key }) => String(key)) ?? [];
  // Cut: the name of an unknown member is the caller's own text.
  return keys
    .map((key) => `/${key.slice(0, 80).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** Valibot's own sentences repeat what was received, which may be personal; only what was expected is said. */
function reason(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === "never") return "there is no such member";
  if (!issue.message.startsWith("Invalid ")) return issue.message;
  return issue.expected ? `expected ${issue.expected}` : "doesn't fit";
}
