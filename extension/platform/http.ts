/**
 * HTTP to our one origin, and to no other. No cookies, no referrer, no redirects. Anything but a readable
 * JSON answer is no answer: then nothing is known.
 */

import type { Http, HttpAnswer, HttpRequest } from "../../terminal/wallet/ports.ts";

/** Longer than a slow network, shorter than the service worker's patience with a pending request. */
const ANSWER_MS = 15_000;

export function http(origin: string): Http {
  return { origin, send: (request) => send(origin, request).catch(() => undefined) };
}

async function send(
  origin: string,
  { method, path, body, credential, signature }: HttpRequest,
): Promise<HttpAnswer> {
  const headers: Record<string, string> = { accept: "application/json", ...signature };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (credential !== undefined) headers.authorization = `Warifu-Credential ${credential}`;
  const response = await fetch(new URL(path, origin), {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  return { status: response.status, body: await response.json() };
}
