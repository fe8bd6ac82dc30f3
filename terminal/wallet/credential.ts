/**
 * The terminal's credential: taken from the store while it lasts, renewed by the device key when it is
 * about to end or was refused. Money never depends on it; it only opens the doors of the synchronous server.
 */

import type { Credential } from "../../protocol/messages.ts";
import type { Context } from "./context.ts";
import { CREDENTIAL_SPARE_MS } from "./patience.ts";
import type { DeviceKey } from "./ports.ts";
import type { Answer, Bearer, Refused } from "./synchronous-server.ts";
import { noteRevoked } from "./terminals/revoked.ts";

/** The key and a token that were good a moment ago, or why there are none. */
export type Access =
  | { readonly kind: "value"; readonly key: DeviceKey; readonly token: string }
  | Refused
  | { readonly kind: "none" };

/** Calls with a fresh credential; one that the server no longer takes is renewed, once. */
export async function withCredential<T>(
  context: Context,
  call: (bearer: Bearer & { readonly key: DeviceKey }) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const answer = await callWithCredential(context, call);
  if (answer.kind === "refused" && answer.code === "terminal_revoked") await noteRevoked(context);
  return answer;
}

async function callWithCredential<T>(
  context: Context,
  call: (bearer: Bearer & { readonly key: DeviceKey }) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const access = await freshAccess(context);
  if (access.kind !== "value") return access;
  const answer = await call(access);
  if (answer.kind !== "refused" || !isStale(answer)) return answer;
  const renewed = await renew(context, access.key);
  return renewed.kind === "value" ? call(renewed) : renewed;
}

function isStale({ code }: Refused): boolean {
  return code === "credential_expired" || code === "credential_invalid";
}

async function freshAccess(context: Context): Promise<Access> {
  const { profile } = await context.book.read();
  const key = await context.ports.keys.load();
  if (profile.state === "revoked") return { kind: "refused", code: "terminal_revoked" };
  if (profile.state !== "enrolled" || !key) return { kind: "refused", code: "unknown_terminal" };
  const { token, expires_at } = profile.credential;
  if (expires_at - context.ports.now() > CREDENTIAL_SPARE_MS) return { kind: "value", key, token };
  return renew(context, key);
}

async function renew(context: Context, key: DeviceKey): Promise<Access> {
  const answer = await context.server.renewCredential(key);
  if (answer.kind !== "value") return answer;
  await keep(context, answer.value);
  return { kind: "value", key, token: answer.value.token };
}

async function keep({ book }: Context, credential: Credential): Promise<void> {
  await book.profile((profile) =>
    profile.state === "enrolled" ? { ...profile, credential } : profile,
  );
}
