/** Whose an exchange with the synchronous server is, by its headers; and how it is called in a finding. Pure. */

import type { Place } from "./canary.ts";

/** @param name in lower case */
export function headerOf(headers: readonly string[], name: string): string | undefined {
  const at = headers.findIndex((one, i) => i % 2 === 0 && one.toLowerCase() === name);
  return at < 0 ? undefined : headers[at + 1];
}

/** A request's path without what may be secret in it: ids and queries. */
export function whereOf(method: string, url: string): string {
  const path = url.replace(/\?.*$/, "?…").replace(/\b([a-z]{3})_(test|live)_[0-9a-v]+/g, "$1_…");
  return `${method} ${path}`;
}

/**
 * Whose exchange with the synchronous server it is. A terminal signs what it asks, or opens the money socket; and a
 * web page is never one, whatever it sends. Everything else is the shop's: its backend's, its page's, our frame's, and
 * what anyone may ask.
 */
export function placeOf(headers: readonly string[]): Place {
  const origin = headerOf(headers, "origin");
  if (origin !== undefined && !/^(chrome|moz)-extension:/.test(origin)) return "shop";
  const isMoney = headerOf(headers, "sec-websocket-protocol")?.includes("warifu.money.1");
  return isMoney || headerOf(headers, "signature") !== undefined ? "terminal" : "shop";
}
