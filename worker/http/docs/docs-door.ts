/**
 * GET /docs: our API to browse, by Swagger UI out of our own assets, and its files under /docs/. Nothing is loaded from
 * anywhere else, and nothing is sent: "try it out" is off, since a key has no place in a page.
 */

import { refusal } from "../../../protocol/problem.ts";
import { refuse } from "../answer.ts";
import type { Door } from "../door.ts";

export const DOCS_PATHS = /^\/docs(\/(swagger-ui\.css|swagger-ui-bundle\.js|docs\.js|docs\.css))?$/;

/** Swagger UI draws with data: images, and its styles go past the parser. It may run no script but these files. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Warifu API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/docs.css">
<script src="/docs/swagger-ui-bundle.js" defer></script>
<script src="/docs/docs.js" defer></script>
</head>
<body>
<main id="docs"></main>
<noscript><p>The same is at <a href="/v1/openapi.json">/v1/openapi.json</a>, for programs, and each problem has <a href="/problems">its page</a>.</p></noscript>
</body>
</html>
`;

interface Assets {
  fetch(request: Request): Promise<Response>;
}

export function addDocs<Env extends object>(door: Door<Env>, assetsOf: (env: Env) => Assets): void {
  door.get("/docs", () => {
    const headers = {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "public, max-age=300",
      "Content-Security-Policy": POLICY,
    };
    return new Response(PAGE, { headers });
  });
  door.get("/docs/:file", async (c) => {
    if (!DOCS_PATHS.test(c.req.path)) return refuse(c.req.raw, refusal("route_not_found"));
    const found = await assetsOf(c.env as Env).fetch(c.req.raw);
    if (found.status === 404) return refuse(c.req.raw, refusal("route_not_found"));
    const response = new Response(found.body, found);
    response.headers.set("Cache-Control", "public, max-age=3600");
    return response;
  });
}
