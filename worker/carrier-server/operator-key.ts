/**
 * Is it the operator? The bearer key, compared by hashes of one length, so that the time taken says nothing of
 * how much of a guess was right.
 */

import { areEqualBytes } from "../../protocol/constant-time.ts";
import { toUtf8 } from "../../protocol/encoding.ts";

/** @param operatorKey the deployment's secret; an empty one lets nobody in */
export async function isOperator(request: Request, operatorKey: string): Promise<boolean> {
  const match = /^Bearer ([\x21-\x7e]+)$/.exec(request.headers.get("Authorization") ?? "");
  if (!match?.[1] || operatorKey === "") return false;
  const [given, expected] = await Promise.all([digest(match[1]), digest(operatorKey)]);
  return areEqualBytes(given, expected);
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", toUtf8(text)));
}
