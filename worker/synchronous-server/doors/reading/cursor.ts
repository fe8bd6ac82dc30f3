/**
 * Cursors of lists: a place, and what it is a place in. One of another register, another list or other filters is
 * refused, since what it would begin in the middle of isn't what it ended [AR3]. It holds no secret.
 */

import type { RegisterId } from "../../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { fromBase64Url, toBase32Hex } from "../../../../protocol/signing/encoding.ts";
import { hashOf } from "../../../../protocol/signing/signature.ts";

/** What a cursor is of: its check is made of all this. */
export interface CursorScope {
  readonly register: RegisterId;
  readonly list: string;
  readonly filters: object;
}

const CHECK_BYTES = 8;

export async function cursorAt(place: string, scope: CursorScope): Promise<string> {
  return `${place}.${await checkOf(scope)}`;
}

/** @returns the place in it; undefined without a cursor */
export async function placeIn(
  cursor: string | undefined,
  scope: CursorScope,
  isPlace: (text: string) => boolean,
): Promise<Result<string | undefined, Refusal>> {
  if (cursor === undefined) return ok(undefined);
  const at = cursor.lastIndexOf(".");
  const place = cursor.slice(0, Math.max(at, 0));
  const isOurs = isPlace(place) && cursor.slice(at + 1) === (await checkOf(scope));
  return isOurs ? ok(place) : err(refusal("invalid_request", { param: "cursor", detail: FOREIGN }));
}

const FOREIGN = "It isn't the `next` of this list with these filters";

async function checkOf({ register, list, filters }: CursorScope): Promise<string> {
  const digest = fromBase64Url(await hashOf({ register, list, filters }));
  return toBase32Hex((digest ?? new Uint8Array()).subarray(0, CHECK_BYTES));
}
