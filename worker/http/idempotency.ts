/**
 * The Idempotency-Key header: bare, or quoted as a structured-field string (RFC 9651 §3.3.3). The key is
 * the same either way. Nothing is remembered here: the objects know their keys.
 */

import * as v from "valibot";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import { IdempotencyKey } from "../../protocol/signing/signed-objects.ts";

const HEADER = "Idempotency-Key";

/** What a repeat says of itself. */
export const REPLAYED = { "Idempotent-Replayed": "true" } as const;

export function idempotencyKeyOf(request: Request): Result<string, Refusal> {
  const text = request.headers.get(HEADER)?.trim() ?? "";
  if (text === "") return err(refusal("idempotency_key_missing", { param: HEADER }));
  const key = text.startsWith('"') ? unquoted(text) : text;
  if (key !== undefined && v.is(IdempotencyKey, key)) return ok(key);
  return err(
    refusal("invalid_request", { param: HEADER, detail: "1 to 255 visible ASCII characters" }),
  );
}

function unquoted(text: string): string | undefined {
  const match = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(text);
  return match?.[1]?.replace(/\\(["\\])/g, "$1");
}
