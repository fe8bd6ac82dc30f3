/**
 * The headers of every answer. The policy is strict and names Warifu's origin twice, for the script and for
 * its frame: all that a shop's policy has to allow.
 */

import type { MiddlewareHandler } from "hono";

/** @param warifuOrigin where the frame comes from @param warifuScript checkout.js's own address */
export function securityHeaders(warifuOrigin: string, warifuScript: string): MiddlewareHandler {
  const policy = [
    "default-src 'none'",
    // The one script of Warifu's, by its address: its hash is in the tag.
    `script-src 'self' ${warifuScript}`,
    `frame-src ${warifuOrigin}`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return async (c, next) => {
    await next();
    c.res.headers.set("Content-Security-Policy", policy);
    c.res.headers.set("X-Content-Type-Options", "nosniff");
    c.res.headers.set("Cross-Origin-Opener-Policy", "same-origin");
    c.res.headers.set("Cross-Origin-Resource-Policy", "same-origin");
    c.res.headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    c.res.headers.set("Referrer-Policy", "same-origin");
    // Pages are one browser's own; `no-store` would keep them out of its back-forward cache.
    c.res.headers.set("Cache-Control", "private, no-cache");
  };
}
