/**
 * Tells the operator that an alert fires, or fires no more: a POST to his address, signed by Standard Webhooks 1.0 with
 * his secret (`v1`). What isn't answered with 2xx within its time is told again a minute later.
 */

import { toBase64, toUtf8 } from "../../protocol/signing/encoding.ts";
import {
  importWebhookSecret,
  WEBHOOK_HEADERS,
  webhookContent,
} from "../../protocol/signing/webhook-signature.ts";
import type { AlertState } from "./evaluate.ts";
import { log, said } from "./log.ts";
import type { Role } from "./role.ts";
import { RULES } from "./rules.ts";
import type { WatchedEnv } from "./watched-env.ts";

const ANSWER_WITHIN_MS = 5_000;

/** How it leaves: tests bring their own. */
export type Post = (url: string, init: RequestInit) => Promise<{ readonly ok: boolean }>;

/** @param now ms since the epoch @returns whether he has heard it; true where there is nobody to be told */
export async function tellAlert(
  env: WatchedEnv,
  role: Role,
  alert: AlertState,
  now: number,
  post: Post = fetch,
): Promise<boolean> {
  const url = addressOf(env);
  if (url === undefined) return true;
  const id = `alert_${role}_${alert.name}_${alert.since}_${alert.mendedAt ?? "firing"}`;
  const body = toUtf8(JSON.stringify(messageOf(role, alert, now)));
  try {
    const headers = await headersOf(id, body, env.ALERT_SECRET ?? "", now);
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const answer = await post(url, { method: "POST", headers, body, redirect: "manual", signal });
    if (answer.ok) return true;
    log("alert_not_told", { alert: alert.name });
  } catch (error) {
    log("alert_not_told", { alert: alert.name, ...said(error) });
  }
  return false;
}

function addressOf({ ALERT_URL = "", LOCAL_ORIGINS }: WatchedEnv): string | undefined {
  if (!URL.canParse(ALERT_URL)) return undefined;
  const { protocol } = new URL(ALERT_URL);
  return protocol === "https:" || LOCAL_ORIGINS === "on" ? ALERT_URL : undefined;
}

function messageOf(role: Role, { name, since, mendedAt }: AlertState, now: number) {
  const { page, says } = RULES.find((rule) => rule.name === name) ?? {};
  return {
    type: mendedAt === undefined ? "alert.firing" : "alert.mended",
    timestamp: new Date(now).toISOString(),
    data: {
      ...{ alert: name, server: role, says, runbook: `docs/runbook/${page}.md` },
      since: new Date(since).toISOString(),
      ...(mendedAt === undefined ? {} : { mended: new Date(mendedAt).toISOString() }),
    },
  };
}

async function headersOf(
  id: string,
  body: Uint8Array<ArrayBuffer>,
  secret: string,
  now: number,
): Promise<Record<string, string>> {
  const timestamp = `${Math.floor(now / 1000)}`;
  const key = await importWebhookSecret(secret);
  const mac = key && (await crypto.subtle.sign("HMAC", key, webhookContent(id, timestamp, body)));
  return {
    "Content-Type": "application/json",
    "User-Agent": "Warifu",
    [WEBHOOK_HEADERS.id]: id,
    [WEBHOOK_HEADERS.timestamp]: timestamp,
    ...(mac ? { [WEBHOOK_HEADERS.signature]: `v1,${toBase64(new Uint8Array(mac))}` } : {}),
  };
}
