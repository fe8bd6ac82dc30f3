/**
 * The frame's network: sockets and requests to our own origin, and waiting that ends early when the browser
 * comes online or the page is looked at again. No cookies, no storage: a trade's id is all that is said.
 */

import type { BeginEffects } from "./begin-listed.ts";
import type { FollowEffects } from "./follow-trade.ts";

const ANSWER_LIMIT_MS = 10_000;

export const network: FollowEffects & Pick<BeginEffects, "post"> = {
  post: async (path, body, headers) => {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    return response.json();
  },
  listen: (path, hear, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const url = new URL(path, location.href);
      url.protocol = url.protocol.replace("http", "ws");
      const socket = new WebSocket(url);
      signal.addEventListener("abort", () => socket.close(), { once: true });
      socket.addEventListener("message", ({ data }) => hear(parseJson(data)));
      socket.addEventListener("close", () => resolve());
    }),
  ask: async (path) => {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const response = await fetch(path, { credentials: "omit", signal });
    return response.json();
  },
  pause: (ms, signal) =>
    new Promise((resolve) => {
      const over = new AbortController();
      const timer = setTimeout(() => over.abort(), ms);
      over.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
      const look = () => over.abort();
      if (signal.aborted) return look();
      signal.addEventListener("abort", look, { signal: over.signal });
      addEventListener("online", look, { signal: over.signal });
      document.addEventListener("visibilitychange", look, { signal: over.signal });
    }),
};

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
