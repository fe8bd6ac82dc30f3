/**
 * Is it the operator? The bearer key, compared by hashes of one length, so that the time taken says nothing of
 * how much of a guess was right.
 */

import { areEqualBytes } from "../../protocol/signing/constant-time.ts";
import { toUtf8 } from "../../protocol/signing/encoding.ts";

/** @param operatorKeys the deployment's secrets; an empty one lets nobody in @returns whose key it is */
export async function operatorKeyOf(
  request: Request,
  operatorKeys: readonly string[],
): Promise<string | undefined> {
  const match = /^Bearer ([\x21-\x7e]+)$/.exec(request.headers.get("Authorization") ?? "");
  if (!match?.[1]) return undefined;
  const given = await digest(match[1]);
  let found: string | undefined;
  // All are compared, whichever it is.
  for (const key of operatorKeys) {
    const fits = areEqualBytes(given, await digest(key));
    if (fits && key !== "") found = key;
  }
  return found;
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", toUtf8(text)));
}
