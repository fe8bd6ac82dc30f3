/**
 * The headers of every answer. The policy is strict and names Warifu's origin twice, for the script and for
 * its frame: all that a shop's policy has to allow.
 */

import type { MiddlewareHandler } from "hono";

/** @param warifuOrigin where checkout.js and the frame come from */
export function securityHeaders(warifuOrigin: string): MiddlewareHandler {
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${warifuOrigin}`,
    `frame-src ${warifuOrigin}`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return async (c, next) => {
    await next();
    c.res.headers.set("Content-Security-Policy", policy);
    c.res.headers.set("X-Content-Type-Options", "nosniff");
    c.res.headers.set("Referrer-Policy", "same-origin");
    // Pages are one browser's own; `no-store` would keep them out of its back-forward cache.
    c.res.headers.set("Cache-Control", "private, no-cache");
  };
}
