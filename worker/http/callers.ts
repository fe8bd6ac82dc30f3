/**
 * Who sends a request, as its browser says by `Origin` and `Sec-Fetch-Site`, which no page can set itself. A
 * program sends neither; an extension is known by its scheme. Pages of other origins are answered only where a
 * door says so, and our own pages only where they have something to ask [PG10]. Beside it stand credentials and
 * signatures: this keeps a shopper's browser from being used, not a stranger's program out.
 */

import type { MiddlewareHandler } from "hono";
import { refusal } from "../../protocol/problem.ts";
import { problemResponse } from "./problem-response.ts";

export type Caller = "program" | "extension" | "our page" | "other page";

const EXTENSION = /^(chrome|moz|safari-web)-extension:\/\//;

/** @param ours our public origin; undefined at a door that serves no page */
export function callerOf({ headers }: Request, ours: string | undefined): Caller {
  const origin = headers.get("Origin");
  if (origin !== null) {
    if (EXTENSION.test(origin)) return "extension";
    return origin === ours ? "our page" : "other page";
  }
  // Without an Origin it changes nothing. `same-origin` is what Firefox says of an extension's own, too.
  const site = headers.get("Sec-Fetch-Site");
  return site === "cross-site" || site === "same-site" ? "other page" : "program";
}

/** Paths that more than programs and extensions may ask. */
export interface OpenPaths {
  /** to any page, by GET alone */
  readonly anyone: readonly RegExp[];
  /** to our own pages */
  readonly ourPages: readonly RegExp[];
}

export function refuseOtherCallers<Bindings extends object>(
  open: OpenPaths,
  originOf: (env: Bindings) => string | undefined,
): MiddlewareHandler<{ Bindings: Bindings }> {
  return async (c, next) => {
    const { raw } = c.req;
    const caller = callerOf(raw, originOf(c.env));
    if (caller === "program" || caller === "extension") return next();
    const { pathname } = new URL(raw.url);
    const reads = raw.method === "GET" || raw.method === "HEAD";
    const paths = [...(reads ? open.anyone : []), ...(caller === "our page" ? open.ourPages : [])];
    if (paths.some((path) => path.test(pathname))) return next();
    return problemResponse(refusal("wrong_context"), raw);
  };
}
