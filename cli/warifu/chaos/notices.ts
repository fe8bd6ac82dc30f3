/** Notices that a right endpoint refuses: each differs from a real one in one thing. Pure but for WebCrypto. */

import { WEBHOOK_TOLERANCE_MS } from "../../../protocol/limits.ts";
import { toUtf8 } from "../../../protocol/signing/encoding.ts";
import { WEBHOOK_HEADERS, webhookSecretText } from "../../../protocol/signing/webhook-signature.ts";
import type { RegisterEvent } from "../../../register-server/index.ts";
import { type Notice, noticeOf } from "../listen/deliver.ts";
import { type ListenSecret, secretNamed } from "../listen/signing-secret.ts";

export type Forgery =
  | "another secret"
  | "another body"
  | "no signature"
  | "another id"
  | "an odd signature";
export const FORGERIES: readonly Forgery[] = [
  ...([
    "another secret",
    "another body",
    "no signature",
    "another id",
    "an odd signature",
  ] as const),
];

/** @param now ms since the epoch */
export async function forgedNotice(
  how: Forgery,
  event: RegisterEvent,
  secret: ListenSecret,
  now: number,
): Promise<Notice> {
  const real = await noticeOf(event, secret, now);
  const { [WEBHOOK_HEADERS.signature]: signature = "", ...unsigned } = real.headers;
  const signed = (text: string) => ({
    ...real,
    headers: { ...unsigned, [WEBHOOK_HEADERS.signature]: text },
  });
  switch (how) {
    case "another secret":
      return noticeOf(event, await otherSecret(), now);
    case "another body":
      return { ...real, body: toUtf8(JSON.stringify({ ...event, sequence: event.sequence + 1 })) };
    case "another id":
      return { ...real, headers: { ...real.headers, [WEBHOOK_HEADERS.id]: `${event.id}x` } };
    case "no signature":
      return { ...real, headers: unsigned };
    case "an odd signature":
      return signed(signature.replace(/^v1,.{8}/, "v1,AAAAAAAA").replace(/ v1a,.*$/, ""));
  }
}

/** Real once, and sent again by somebody who kept it. */
export function staleNotice(
  event: RegisterEvent,
  secret: ListenSecret,
  now: number,
): Promise<Notice> {
  return noticeOf(event, secret, now - WEBHOOK_TOLERANCE_MS - 60_000);
}

function otherSecret(): Promise<ListenSecret> {
  return secretNamed(webhookSecretText(crypto.getRandomValues(new Uint8Array(32))));
}
